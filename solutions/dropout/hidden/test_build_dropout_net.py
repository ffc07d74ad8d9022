"""Hidden tests of ``build_dropout_net``: the layers in their order, both rates, the numbers that come out."""

import torch

from autograder.testing import Text, describe, expect, needs, probe, weight

SIZES = (784, 256, 256, 10)


@probe
def mend_init_weights(student):
    """A right init_weights, which a network may use although it need not."""
    from torch import nn

    def init_weights(m):
        if type(m) is nn.Linear:
            nn.init.normal_(m.weight, std=0.01)

    student.globals["init_weights"] = init_weights


REPAIRS = {"init_weights": mend_init_weights}


@probe
def structure(student, args, kwargs):
    """The layers of the network, nested ones laid flat: ``[class, numbers]`` each; or what came back instead."""
    from torch import nn

    def flat(net):
        for layer in list(net):  # not children(): a module that stands in two places is there twice
            if isinstance(layer, nn.Sequential):
                yield from flat(layer)
            else:
                yield layer

    def numbers(layer):
        names = ("in_features", "out_features", "p", "start_dim", "end_dim")
        return [[name, float(getattr(layer, name))] for name in names if isinstance(getattr(layer, name, None), (int, float))]

    net = student.build_dropout_net(*args, **kwargs)
    if not isinstance(net, nn.Sequential):
        return type(net).__name__
    return [[type(layer).__name__, numbers(layer)] for layer in flat(net)]


def layers_of(dropout1, dropout2):
    """The layers that are asked for."""
    linear = [["Linear", [["in_features", float(a)], ["out_features", float(b)]]] for a, b in zip(SIZES, SIZES[1:], strict=False)]
    return [["Flatten", [["start_dim", 1.0], ["end_dim", -1.0]]], linear[0], ["ReLU", []], ["Dropout", [["p", dropout1]]],
            linear[1], ["ReLU", []], ["Dropout", [["p", dropout2]]], linear[2]]


def shown(found, asked, rates=True):
    """The names and sizes of the layers, as a text."""
    if not isinstance(found, list):
        expect.fail(Text("an nn.Sequential", "一个 nn.Sequential"), got=Text("a {}", "一个 {}").format(found), asked=asked,
                    values=("Sequential", found))
    names = {"in_features", "out_features"} | ({"p"} if rates else set())
    parts = [f"{kind}({', '.join(f'{value:g}' for name, value in numbers if name in names)})" for kind, numbers in found]
    return Text(", ".join(parts), ", ".join(parts))


def without_rates(layers):
    return [[kind, [pair for pair in numbers if pair[0] != "p"]] for kind, numbers in layers]


@weight(3)
@describe("Flatten, Linear, ReLU, Dropout, Linear, ReLU, Dropout, Linear, of the sizes 784-256-256-10",
          "Flatten、Linear、ReLU、Dropout、Linear、ReLU、Dropout、Linear，尺寸为 784-256-256-10")
def test_layers(student):
    asked = Text("the layers of build_dropout_net()", "build_dropout_net() 的各层")
    found, want = structure(student, [], {}), layers_of(0.2, 0.5)
    seen = shown(found, asked, rates=False)
    expect.true(without_rates(found) == without_rates(want), shown(want, asked, rates=False), got=seen, asked=asked)


@weight(3)
@needs("test_layers")
@describe("dropout1 comes first and dropout2 second, 0.2 and 0.5 unless told otherwise", "dropout1 在前，dropout2 在后，默认为 0.2 和 0.5")
def test_rates(student):
    for args, kwargs, rates in (((), {}, (0.2, 0.5)), ((0.1, 0.7), {}, (0.1, 0.7)), ((0.6,), {}, (0.6, 0.5)),
                                ((), {"dropout2": 0.3, "dropout1": 0.4}, (0.4, 0.3)), ((), {"dropout2": 0.0}, (0.2, 0.0))):
        asked = Text("build_dropout_net with dropout1 = {}, dropout2 = {}", "dropout1 = {}、dropout2 = {} 时的 build_dropout_net").format(*rates)
        found, want = structure(student, list(args), kwargs), layers_of(*rates)
        seen = shown(found, asked)
        expect.true(found == want, shown(want, asked), got=seen, asked=asked)


@probe
def outputs(student, X):
    """The output in evaluation when every parameter is filled with known numbers."""
    import torch

    net = student.build_dropout_net(0.3, 0.6).eval()
    with torch.no_grad():
        for number, parameter in enumerate(net.parameters()):
            place = torch.arange(parameter.numel(), dtype=torch.float64)
            parameter.copy_((torch.cos(place * 1.7 + number) / parameter.shape[-1] ** 0.5).reshape(parameter.shape))
    return net(X)


@weight(1)
@needs("test_layers")
@describe("logits for images, and for a batch of one, in evaluation", "评估时图像以及单个样本的 logits")
def test_outputs(student):
    X = torch.cos(torch.arange(3 * 784) * 0.7).reshape(3, 1, 28, 28)
    out = X.reshape(3, -1).double()
    for number in range(3):
        d, q = SIZES[number : number + 2]
        W, b = (torch.cos(torch.arange(size, dtype=torch.float64) * 1.7 + place) / scale**0.5
                for size, place, scale in ((d * q, 2 * number, d), (q, 2 * number + 1, q)))
        out = out @ W.reshape(q, d).T + b
        out = out.clamp(min=0) if number < 2 else out
    expect.close(outputs(student, X), out.float(), rtol=1e-3, atol=1e-4)
    expect.close(outputs(student, X[:1]), out[:1].float(), rtol=1e-3, atol=1e-4)


@probe
def own_parameters(student):
    """Whether two networks share nothing, all can be trained, and dropping is done in training."""
    import torch

    one, two = (student.build_dropout_net() for _ in range(2))
    X = torch.ones(20, 784, dtype=one[-1].weight.dtype if hasattr(one[-1], "weight") else torch.float32)
    return {
        "single": all(p.dtype is torch.float32 for p in one.parameters()),
        "apart": not {id(p) for p in one.parameters()} & {id(p) for p in two.parameters()},
        "trained": all(p.requires_grad and p.is_leaf for p in one.parameters()),
        "random": bool((one.train()(X) != one(X)).any()),
    }


@weight(1)
@needs("test_layers")
@describe("each call builds a network of its own, ready to be trained, random in training", "每次调用都建立一个独立的、可以训练的网络，训练时具有随机性")
def test_networks_of_their_own(student):
    facts = own_parameters(student)
    expect.true(facts["single"], Text("parameters in float32", "float32 的参数"), got=Text("another dtype", "别的数据类型"))
    expect.true(facts["apart"], Text("parameters of its own in each network", "每个网络都有自己的参数"),
                relation="memory-shared", got=Text("parameters that two networks share", "两个网络共用参数"))
    expect.true(facts["trained"], Text("parameters that are leaves and require gradients", "参数是需要梯度的叶子"),
                relation="not-trainable", got=Text("a parameter that cannot be trained", "有的参数无法训练"))
    expect.true(facts["random"], Text("two passes in training that differ", "训练时两次前向计算的结果不同"),
                got=Text("two equal passes", "两次结果相同"))


def fingerprint(student):
    """The layers, and what becomes of the two rates."""
    found = structure(student, [0.1, 0.7], {})
    if not isinstance(found, list):
        return {"layers": found}
    rates = [dict(numbers).get("p") for kind, numbers in found if "p" in dict(numbers)]
    sizes = [value for _, numbers in found for name, value in numbers if name in ("in_features", "out_features")]
    return {"layers": " ".join(kind for kind, _ in found), "rates": rates, "sizes": sizes == [784.0, 256.0, 256.0, 256.0, 256.0, 10.0]}
