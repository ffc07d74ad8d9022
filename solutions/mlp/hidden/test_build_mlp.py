"""Hidden tests of ``build_mlp``: the layers, the numbers they give, and how they are initialised."""

import torch

from autograder.testing import Text, describe, expect, needs, probe, stats, weight

NAME = "build_mlp"


@probe
def mend_init_weights(student):
    """A right init_weights."""
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
        found = [[name, getattr(layer, name)] for name in names if isinstance(getattr(layer, name, None), (int, float))]
        return found + ([["bias", False]] if isinstance(layer, nn.Linear) and layer.bias is None else [])

    net = student.build_mlp(*args, **kwargs)
    if not isinstance(net, nn.Sequential):
        return type(net).__name__
    return [[type(layer).__name__, numbers(layer)] for layer in flat(net)]


@probe
def outputs(student, args, X, dtype):
    """The network's output when every parameter is filled with known numbers."""
    import torch

    net = student.build_mlp(*args).to(dtype)
    with torch.no_grad():
        for number, parameter in enumerate(net.parameters()):
            place = torch.arange(parameter.numel(), dtype=torch.float64)
            parameter.copy_((torch.cos(place * 1.7 + number) / parameter.shape[-1] ** 0.5).reshape(parameter.shape))
    return net(X)


@probe
def weights(student, args):
    """The weights of two networks, whether they are trained, and whether they have parameters of their own."""
    import torch

    nets = [student.build_mlp(*args) for _ in range(2)]
    linear = [[layer for layer in net.modules() if isinstance(layer, torch.nn.Linear)] for net in nets]
    return {
        "weights": [[layer.weight.detach() for layer in layers] for layers in linear],
        "trained": all(p.requires_grad and p.is_leaf for net in nets for p in net.parameters()),
        "single": all(p.dtype is torch.float32 for net in nets for p in net.parameters()),
        "apart": not {id(p) for p in nets[0].parameters()} & {id(p) for p in nets[1].parameters()},
    }


FLATTEN = ["Flatten", [["start_dim", 1], ["end_dim", -1]]]  # as nn.Flatten() makes it


def layers_of(num_inputs, num_hiddens, num_outputs):
    return [FLATTEN,
            ["Linear", [["in_features", num_inputs], ["out_features", num_hiddens]]], ["ReLU", []],
            ["Linear", [["in_features", num_hiddens], ["out_features", num_outputs]]]]


def plain(found, asked):
    """The names and sizes of the layers, as a text."""
    if not isinstance(found, list):
        expect.fail(Text("an nn.Sequential", "一个 nn.Sequential"), got=Text("a {}", "一个 {}").format(found), asked=asked,
                    values=("Sequential", found))
    shown = [f"{kind}({', '.join(written(*pair) for pair in numbers if [kind, numbers] != FLATTEN)})" for kind, numbers in found]
    return Text(", ".join(shown), ", ".join(shown))


def written(name, value):
    return f"{name}={value}" if isinstance(value, bool) else f"{value:g}"


@weight(3)
@describe("Flatten, Linear, ReLU, Linear, with the sizes that were given, or else 784, 256 and 10",
          "Flatten、Linear、ReLU、Linear，尺寸为给定的值，默认为 784、256、10")
def test_layers(student):
    for args, kwargs, sizes in (((), {}, (784, 256, 10)), ((6, 5, 4), {}, (6, 5, 4)), ((), {"num_hiddens": 7}, (784, 7, 10)),
                                ((3,), {"num_outputs": 2, "num_hiddens": 9}, (3, 9, 2)), ((), {"num_inputs": 8}, (8, 256, 10))):
        found, want = structure(student, args, kwargs), layers_of(*sizes)
        asked = Text("the layers of build_mlp", "build_mlp 的各层")
        shown = plain(found, asked)
        sizes_alone = [[kind, [pair for pair in numbers if pair[0] != "bias"]] for kind, numbers in found]
        expect.true(sizes_alone == want, plain(want, asked), got=shown, asked=asked)


@weight(2)
@needs("test_layers")
@describe("logits for images of any size, and for a batch of one", "任意尺寸的图像以及单个样本的 logits")
def test_outputs(student):
    asked = Text("the layers of build_mlp", "build_mlp 的各层")
    found, want = structure(student, [12, 6, 5], {}), layers_of(12, 6, 5)
    expect.true(found == want, plain(want, asked), got=plain(found, asked), asked=asked, values=(want, found))
    for shape in ((5, 1, 4, 3), (1, 1, 4, 3), (3, 12), (2, 3, 2, 2)):
        for dtype in (torch.float32, torch.float64):
            X = torch.cos(torch.arange(torch.Size(shape).numel()) * 0.7).to(dtype).reshape(shape)
            expect.close(outputs(student, [12, 6, 5], X, dtype), logits(X, 12, 6, 5),
                         asked=Text("the output for X of shape {}", "X 的形状为 {} 时的输出").format(shape))


def logits(X, num_inputs, num_hiddens, num_outputs):
    """What the network gives when it is filled as :func:`outputs` does."""
    out = X.reshape(X.shape[0], -1).double()
    shapes = [(num_hiddens, num_inputs), (num_hiddens,), (num_outputs, num_hiddens), (num_outputs,)]
    filled = [(torch.cos(torch.arange(torch.Size(shape).numel(), dtype=torch.float64) * 1.7 + number) / shape[-1] ** 0.5)
              .reshape(shape) for number, shape in enumerate(shapes)]
    hidden = (out @ filled[0].T + filled[1]).clamp(min=0)
    return (hidden @ filled[2].T + filled[3]).to(X.dtype)


@weight(3)
@needs("test_layers")
@describe("both weights are drawn from N(0, 0.01²), by init_weights", "两个权重都由 init_weights 从 N(0, 0.01²) 抽取")
def test_weights_are_normal(student):
    for found in weights(student, [150, 140, 120])["weights"][0]:
        stats.normal(found, 0.0, 0.01, what=Text("a linear layer's weight", "线性层的权重"), hint=Text(
            "has init_weights been applied?", "是否应用了 init_weights？"))


@weight(1)
@needs("test_weights_are_normal")
@describe("each call builds a network of its own, ready to be trained", "每次调用都建立一个独立的、可以训练的网络")
def test_networks_of_their_own(student):
    facts = weights(student, [150, 140, 120])
    expect.true(facts["trained"], Text("parameters that are leaves and require gradients", "参数是需要梯度的叶子"),
                relation="not-trainable", got=Text("a parameter that cannot be trained", "有的参数无法训练"))
    expect.true(facts["single"], Text("parameters in float32", "float32 的参数"), got=Text("another dtype", "别的数据类型"))
    expect.true(facts["apart"], Text("parameters of its own in each network", "每个网络都有自己的参数"),
                relation="memory-shared", got=Text("parameters that two networks share", "两个网络共用参数"))
    (first, second), (again, _) = facts["weights"]
    stats.uncorrelated(first, again, what=Text("the weights of two networks", "两个网络的权重"))
    stats.uncorrelated(first.flatten()[: second.numel()], second.flatten(), what=Text("the weights of two layers", "两层的权重"))


def spread(values):
    """The size of a layer's weights, in words."""
    size, most = values.std().item(), values.abs().max().item() * values.shape[1] ** 0.5
    return "0.01" if 0.009 < size < 0.011 else "PyTorch's" if 0.98 < most <= 1 else "another"


def fingerprint(student):
    """The layers, and the size of their weights."""
    found = structure(student, [12, 6, 5], {})
    facts = {"layers": " ".join(entry[0] for entry in found)} if isinstance(found, list) else {"layers": found}
    facts["layers"] = facts["layers"].replace("LogSoftmax", "Softmax")
    if facts["layers"] == "Flatten Linear ReLU Linear":
        (first, second), (again, _) = weights(student, [150, 140, 120])["weights"]
        facts["spread"] = [spread(one) for one in (first, second)]
        facts["again"] = torch.equal(first, again)
        facts["sizes"] = [[pair for pair in entry[1] if pair[0] != "bias"] for entry in found]
    return facts
