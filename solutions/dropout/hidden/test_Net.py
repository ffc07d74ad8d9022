"""Hidden tests of ``Net``: layers, logits in evaluation, and where, how much and when it drops in training.

In training the parameters are set so that every mask can be read off the output: the first hidden layer is all ones, the
second is one plus a binary number made of the first mask's bits, and the output is one plus the second layer.
"""

from functools import partial

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.testing import Text, describe, expect, needs, probe, relations, stats, tensors, weight

BITS, UNITS = 3, 4
CONNECTED = Text("logits that are connected to the input and to all parameters", "与输入和全部参数相连的 logits")
CUT = Text("a graph that is cut somewhere", "计算图在某处断开了")
GRADIENTS = ("X", *(f"lin{i}.{part}" for i in (1, 2, 3) for part in ("weight", "bias")))


@probe
def mend_dropout_layer(student):
    """A right dropout_layer."""
    import torch

    def dropout_layer(X, dropout):
        if dropout == 1:
            return torch.zeros_like(X)
        return X * (torch.rand(X.shape) >= dropout) / (1 - dropout)

    student.globals["dropout_layer"] = dropout_layer


REPAIRS = {"dropout_layer": mend_dropout_layer}


@probe
def layers(student, sizes):
    """What the network is, its linear layers' sizes, and how many parameters it has."""
    import torch

    net = student.Net(*sizes)
    if not isinstance(net, torch.nn.Module):
        return net
    found = {name: getattr(net, name, None) for name in ("lin1", "lin2", "lin3")}
    return {
        "sizes": [[name, [layer.in_features, layer.out_features, *([["bias", False]] if layer.bias is None else [])]]
                  if isinstance(layer, torch.nn.Linear) else [name, type(layer).__name__] for name, layer in found.items()],
        "parameters": sum(parameter.numel() for parameter in net.parameters()),
        "single": all(p.dtype is torch.float32 for p in net.parameters()),
        "apart": not {id(p) for p in net.parameters()} & {id(p) for p in student.Net(*sizes).parameters()},
    }


@probe
def evaluated(student, X, sizes, values, upstream):
    """The logits in evaluation, by .eval() and by is_training=False, and the gradients for X and the parameters."""
    import torch

    nets = [student.Net(*sizes).eval(), student.Net(*sizes, is_training=False)]
    X = X.detach().requires_grad_()
    results, gradients = [], []
    for net in nets:
        net.to(X.dtype)
        parameters = [p for layer in (net.lin1, net.lin2, net.lin3) for p in (layer.weight, layer.bias)]
        with torch.no_grad():
            for parameter, value in zip(parameters, values):
                parameter.copy_(value)
        out = net(X)
        results.append(out.detach())
        gradients.append([g if g is None else g.detach() for g in torch.autograd.grad(
            out, [X, *parameters], upstream.to(out.dtype), allow_unused=True)]
            if out.requires_grad and out.shape == upstream.shape else None)
    return results, gradients


@probe
def in_modes(student, n, dtype, modes):
    """Outputs of networks that are set up to show their masks, in some modes; "unrecorded" is training under no_grad."""
    import torch

    def ready(**kwargs):
        net = student.Net(2, 4, 3, 4, **kwargs).to(dtype)
        with torch.no_grad():
            net.lin1.weight.fill_(0.25), net.lin1.bias.fill_(0.5)
            net.lin2.weight.copy_(torch.tensor([[1.0, 2.0, 4.0]]).expand(4, 3)), net.lin2.bias.fill_(1)
            net.lin3.weight.copy_(torch.eye(4)), net.lin3.bias.fill_(1)
        return net

    X = torch.ones(n, 2, dtype=dtype)
    on, off = ready(), ready(is_training=False)
    results = {}
    for mode in ("built", "eval", "train", "unrecorded", "built off", "off then train", "off then eval", "again"):
        net = off if "off" in mode else on
        if mode.endswith("eval"):
            net.eval()
        elif mode.endswith("train"):
            net.train()
        if mode in modes:
            with torch.set_grad_enabled(mode != "unrecorded"):
                results[mode] = net(X).detach()
    return results


@st.composite
def networks(draw, dtype=torch.float32):
    """``(sizes, parameters, X)`` of a small network."""
    n, d, q, first, second = (draw(st.integers(1, high)) for high in (4, 4, 3, 4, 4))
    shapes = [(first, d), (first,), (second, first), (second,), (q, second), (q,)]
    return [d, q, first, second], [draw(tensors(shape=shape, dtype=dtype)) for shape in shapes], draw(tensors(shape=(n, d), dtype=dtype))


def logits(values, X):
    """What the network gives without dropout, and its two hidden layers before ReLU."""
    W1, b1, W2, b2, W3, b3 = values
    first = X @ W1.T + b1
    second = first.clamp(min=0) @ W2.T + b2
    return second.clamp(min=0) @ W3.T + b3, (first, second)


def network(values, X, first=torch.relu, second=torch.relu, last=torch.clone):
    """What a network with these functions after its three layers gives without dropout."""
    W1, b1, W2, b2, W3, b3 = values
    return last(second(first(X @ W1.T + b1) @ W2.T + b2) @ W3.T + b3)


def _with(**functions):
    return lambda X, sizes, values, *_, **rates: network(values, X, **functions)


ACTIVATIONS = {"tanh": torch.tanh, "sigmoid": torch.sigmoid, "abs": torch.abs, "leaky_relu": torch.nn.functional.leaky_relu,
               "gelu": torch.nn.functional.gelu, "elu": torch.nn.functional.elu, "softmax": lambda H: H.softmax(1)}
OUTPUTS = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "log_softmax": lambda out: out.log_softmax(1), "exp": torch.exp,
           "argmax": lambda out: out.argmax(1), "max": lambda out: out.amax(1)}
RELATIONS = [relations.formulas({
    **{f"lin3({name}(lin2({name}(lin1(X)))))": _with(first=other, second=other) for name, other in ACTIVATIONS.items()},
    **{f"lin3(relu(lin2({name}(lin1(X)))))": _with(first=other) for name, other in ACTIVATIONS.items()},
    **{f"lin3({name}(lin2(relu(lin1(X)))))": _with(second=other) for name, other in ACTIVATIONS.items()},
    **{f"{name}(lin3(relu(lin2(relu(lin1(X))))))": _with(last=other) for name, other in OUTPUTS.items()},
    "lin3(lin2(relu(lin1(relu(X)))))": lambda X, sizes, values, *_, **rates: network(values, X.relu(), second=torch.clone),
    "lin3(relu(lin2(relu(lin1(relu(X))))))": lambda X, sizes, values, *_, **rates: network(values, X.relu()),
    "lin3(relu(lin2(relu(lin1(X)))) * (1 - dropout2))": lambda X, sizes, values, *_, dropout2, **rates: network(
        values, X, second=lambda H: H.relu() * (1 - dropout2)),
    "lin3(relu(lin2(relu(lin1(X)))) / (1 - dropout2))": lambda X, sizes, values, *_, dropout2, **rates: network(
        values, X, second=lambda H: H.relu() / (1 - dropout2)),
})]


def prepare(student, rates=(0.25, 0.5)):
    """Set the two globals."""
    student.set(dropout1=rates[0], dropout2=rates[1])


def masks(out, rates, dtype=torch.float32):
    """Read both masks off an output in training: which of the first layer's and of the second layer's units were kept.

    Of the first mask only the examples are returned that show it.
    """
    expect.tensor(out, (out.shape[0], UNITS) if isinstance(out, torch.Tensor) else None, dtype)
    second = (out.double() - 1) * (1 - rates[1])
    kept = second.abs() > 1e-3
    codes = (second - 1) * (1 - rates[0])
    shown = torch.where(kept, codes, torch.tensor(-1.0, dtype=torch.float64)).max(dim=1).values
    fits = (codes - shown.unsqueeze(1)).abs() < 1e-3
    whole = (shown - shown.round()).abs() < 1e-3
    fine = bool((fits | ~kept).all()) and bool((whole & (shown < 7.5) & ((shown > -0.5) | ~kept.any(1))).all())
    expect.true(fine, Text("outputs that two masks explain, one after each hidden layer", "输出能用两个掩码解释，分别在两个隐藏层之后"),
                asked=Text("the output of a network with simple weights, in training", "权重很简单的网络在训练时的输出"), got=Text("others", "别的值"),
                hint=Text("dropout belongs after each of the two hidden layers, divided by 1 − its own rate, and nowhere else",
                          "dropout 应在两个隐藏层之后各有一次，各自除以 1 − 自己的概率，别处没有"))
    numbers = shown[kept.any(dim=1)].round().long()
    return torch.stack([(numbers >> bit) % 2 == 1 for bit in range(BITS)], dim=1), kept


@weight(1)
@describe("an nn.Module with linear layers lin1, lin2 and lin3 of the right sizes", "一个 nn.Module，含尺寸正确的线性层 lin1、lin2、lin3")
def test_layers(student):
    prepare(student)
    for d, q, first, second in ((4, 3, 5, 6), (1, 1, 1, 1), (7, 2, 4, 3)):
        found = layers(student, [d, q, first, second])
        asked = Text("Net({}, {}, {}, {})", "Net({}, {}, {}, {})").format(d, q, first, second)
        expect.true(isinstance(found, dict), Text("an nn.Module", "一个 nn.Module"), asked=asked,
                    got=Text("a {}", "一个 {}").format(getattr(found, "type_name", type(found).__name__)))
        want = [["lin1", [d, first]], ["lin2", [first, second]], ["lin3", [second, q]]]
        expect.equal(found["sizes"], want, asked=Text("the inputs and outputs of the layers of {}", "{} 各层的输入数和输出数").format(asked))
        expect.equal(found["parameters"], d * first + first + first * second + second + second * q + q,
                     asked=Text("the number of parameters of {}", "{} 的参数个数").format(asked))
        expect.true(found["single"], Text("parameters in float32", "float32 的参数"), got=Text("another dtype", "别的数据类型"), asked=asked)
        expect.true(found["apart"], Text("parameters of its own in each network", "每个网络都有自己的参数"),
                    relation="memory-shared", got=Text("parameters that two networks share", "两个网络共用参数"))


@weight(3)
@needs("test_layers")
@given(case=networks())
@settings(max_examples=10)
@describe("in evaluation nothing is dropped: the plain logits, after .eval() and with is_training=False",
          "评估时什么都不丢弃：无论 .eval() 之后还是 is_training=False，都是普通的 logits")
def test_evaluation(student, case):
    sizes, values, X = case
    prepare(student)
    want, _ = logits(values, X)
    for name, got in zip((".eval()", "is_training=False"), evaluated(student, X, sizes, values, torch.ones_like(want))[0], strict=True):
        expect.close(got, want, atol=1e-5, asked=Text("the logits with {}", "{} 时的 logits").format(name))


@weight(2)
@needs("test_layers")
@describe("dropout is on in a new network and after .train(), off after .eval() and with is_training=False",
          "新建的网络和 .train() 之后有 dropout，.eval() 之后和 is_training=False 时没有")
def test_modes(student):
    prepare(student, (0.5, 0.5))
    results = in_modes(student, 60, torch.float32, ["built", "eval", "train", "unrecorded", "built off", "off then train", "off then eval"])
    plain = torch.full((60, UNITS), 9.0)
    for mode, out in results.items():
        expect.tensor(out, (60, UNITS), torch.float32)
        asked = Text("the network: {}", "网络：{}").format(mode)
        if mode in ("eval", "built off", "off then eval"):
            dropped = bool((out != out[:1]).any())  # of examples that are all the same
            expect.close(out, plain, asked=asked, hint=Text("nothing is dropped in evaluation", "评估时什么都不丢弃") if dropped else None)
        else:
            expect.true(bool((out != plain).any()), Text("dropped units", "有被丢弃的单元"), asked=asked, got=Text("none", "没有"),
                        hint=Text("look at self.training", "请看 self.training"))


@weight(4)
@needs("test_layers")
@describe("in training dropout1 acts on the first hidden layer and dropout2 on the second, and nothing else is dropped",
          "训练时 dropout1 作用于第一个隐藏层，dropout2 作用于第二个，别处没有 dropout")
def test_training(student):
    for rates in ((0.2, 0.5), (0.6, 0.3)):
        prepare(student, rates)
        first, second = masks(in_modes(student, 1500, torch.float32, ["built"])["built"], rates)
        for name, mask, rate in (("dropout1", first, rates[0]), ("dropout2", second, rates[1])):
            stats.bernoulli(int((~mask).sum()), mask.numel(), rate, what=Text(
                "units dropped where {} = {} acts", "{} = {} 处被丢弃的单元").format(name, rate))


@weight(1)
@needs("test_training")
@describe("the rates are those of the globals when the network is built: one of them 0, both 0, small ones",
          "概率取自建立网络时的全局变量：其中一个为 0、两个都为 0、较小的值")
def test_rates_follow_globals(student):
    for rates in ((0.0, 0.5), (0.5, 0.0), (0.0, 0.0), (0.1, 0.7)):
        prepare(student, rates)
        first, second = masks(in_modes(student, 400, torch.float32, ["built"])["built"], rates)
        for mask, rate in ((first, rates[0]), (second, rates[1])):
            if rate:
                stats.bernoulli(int((~mask).sum()), mask.numel(), rate, what=Text("dropped units at {}", "概率 {} 时被丢弃的单元").format(rate))
            else:
                share = float((~mask).float().mean())
                expect.true(share < 0.01, Text("nothing dropped at 0", "概率为 0 时什么都不丢弃"),
                            got=Text("{:.0%} dropped", "丢弃了 {:.0%}").format(share))


@weight(1)
@needs("test_training")
@describe("every pass draws new masks; float64 stays float64", "每次前向计算都抽取新的掩码；float64 保持为 float64")
def test_fresh_masks(student):
    rates = (0.5, 0.5)
    prepare(student, rates)
    results = in_modes(student, 300, torch.float64, ["built", "train", "again"])
    outputs = list(results.values())
    for out in outputs:
        _, second = masks(out, rates, torch.float64)
        agree = second[0::2] == second[1::2]
        stats.bernoulli(int(agree.sum()), agree.numel(), 0.5, what=Text("equal masks of neighbouring examples", "相邻样本掩码相同之处"))
    expect.true(not torch.equal(outputs[0], outputs[1]) and not torch.equal(outputs[1], outputs[2]),
                Text("other masks in the next pass", "下一次前向计算应有不同的掩码"), relation="draws-fixed", got=Text("the same masks", "相同的掩码"))


@probe
def calls_seen(student, n):
    """A number for each call of dropout_layer in one pass in training."""
    import sys

    import torch

    own, seen = student.globals["dropout_layer"], []

    def watched(*args, **kwargs):
        seen.append(1.0)
        return own(*args, **kwargs)

    student.globals["dropout_layer"] = watched
    try:
        student.Net(2, 4, 3, 4).float()(torch.ones(n, 2, dtype=torch.float32))
    finally:
        student.globals["dropout_layer"] = own
    if seen:
        return seen
    # bound before it could be replaced? It may be another one then than the one that stands there now
    code, named, net = getattr(own, "__code__", None), [], student.Net(2, 4, 3, 4).float()

    def look(frame, event, _):
        if event == "call" and frame.f_code is code:
            seen.append(1.0)
        if event == "call" and frame.f_code.co_name == "dropout_layer":
            named.append(1.0)

    sys.setprofile(look)
    try:
        net(torch.ones(n, 2, dtype=torch.float32))
    finally:
        sys.setprofile(None)
    return seen or named


@weight(1)
@needs("test_training")
@describe("the dropping is done by your dropout_layer, twice in a pass", "丢弃由你的 dropout_layer 完成，每次前向计算两次")
def test_through_dropout_layer(student):
    prepare(student, (0.25, 0.5))
    seen = calls_seen(student, 5)
    expect.true(len(seen) == 2, Text("two calls of dropout_layer in a pass", "每次前向计算调用 dropout_layer 两次"),
                got=Text("{} calls", "{} 次").format(len(seen)))


@weight(1)
@needs("test_evaluation")
@given(case=networks(dtype=torch.float64))
@settings(max_examples=8)
@describe("gradients for the input and for all parameters", "输入和全部参数的梯度")
def test_gradients(student, case):
    sizes, values, X = case
    prepare(student)
    leaves = [value.clone().requires_grad_() for value in (X, *values)]
    want, hidden = logits(leaves[1:], leaves[0])
    if any(bool((layer == 0).any()) for layer in hidden):  # there any slope in [0, 1] is right
        return
    upstream = torch.cos(torch.arange(want.numel()) * 1.3).reshape(want.shape).double()
    wanted = torch.autograd.grad(want, leaves, upstream, allow_unused=True)
    for found in evaluated(student, X, sizes, values, upstream)[1]:
        expect.true(found is not None, CONNECTED, relation="no-gradient", got=CUT)
        for name, got, right in zip(GRADIENTS, found, wanted, strict=True):
            if right is not None:
                expect.true(got is not None, CONNECTED, relation="no-gradient", got=CUT)
                expect.close(got, right, asked=Text("the gradient for {}", "{} 的梯度").format(name))


@probe
def slopes(student, n, upstream):
    """In training: the output of a network with simple weights, and the gradients for X and all parameters."""
    import torch

    net = student.Net(2, 4, 3, 4).to(torch.float64)
    with torch.no_grad():
        net.lin1.weight.fill_(0.25), net.lin1.bias.fill_(0.5)
        net.lin2.weight.copy_(torch.tensor([[1.0, 2.0, 4.0]]).expand(4, 3)), net.lin2.bias.fill_(1)
        net.lin3.weight.copy_(torch.eye(4)), net.lin3.bias.fill_(1)
    X = torch.ones(n, 2, dtype=torch.float64, requires_grad=True)
    out = net(X)
    leaves = [X, *(p for layer in (net.lin1, net.lin2, net.lin3) for p in (layer.weight, layer.bias))]
    if not isinstance(out, torch.Tensor) or not out.requires_grad:
        return out, None
    return out.detach(), list(torch.autograd.grad(out, leaves, upstream, allow_unused=True))


@weight(1)
@needs("test_training")
@describe("in training, too, gradients reach the input and all parameters, through the units that were kept",
          "训练时梯度也能经过保留的单元到达输入和全部参数")
def test_gradients_in_training(student):
    for rates in ((0.0, 0.0), (0.25, 0.5)):
        prepare(student, rates)
        upstream = torch.cos(torch.arange(200) * 1.3).reshape(50, UNITS).double()
        out, found = slopes(student, 50, upstream)
        expect.true(found is not None and all(grad is not None for grad in found), CONNECTED, relation="no-gradient", got=CUT)
        _, second = masks(out, rates, torch.float64)
        codes = torch.where(second, ((out - 1) * (1 - rates[1]) - 1), torch.tensor(0.0, dtype=torch.float64)).amax(1)  # of the first mask
        back = upstream * second / (1 - rates[1])  # the gradient for the second layer
        numbers = (codes * (1 - rates[0])).round().long()
        first = torch.stack([(numbers >> bit) % 2 for bit in range(BITS)], dim=1).double() / (1 - rates[0])
        down = back.sum(1, keepdim=True) * torch.tensor([1.0, 2.0, 4.0], dtype=torch.float64) * first
        X = torch.ones(50, 2, dtype=torch.float64)
        want = [down.sum(1, keepdim=True).expand(50, 2) / 4, down.T @ X, down.sum(0), back.T @ first, back.sum(0),
                upstream.T @ (out - 1), upstream.sum(0)]
        for name, got, right in zip(GRADIENTS, found, want, strict=True):
            expect.close(got, right, rtol=1e-5, atol=1e-6, asked=Text("the gradient for {}, in training", "训练时 {} 的梯度").format(name))


@probe
def left_alone(student, X):
    """The input after a pass in training, and in evaluation."""
    first, second = X.clone(), X.clone()
    student.Net(2, 4, 3, 4).to(X.dtype)(first)
    student.Net(2, 4, 3, 4).to(X.dtype).eval()(second)
    return [first, second]


@weight(0.5)
@needs("test_evaluation")
@describe("X is the same after the call", "调用之后 X 保持不变")
def test_untouched(student):
    prepare(student)
    X = torch.tensor([[-1.0, 2.0], [3.0, -4.0]])
    expect.unchanged(left_alone(student, X), [X, X], "X")


@probe
def widths_dropped(student):
    """The widths of what goes through dropout_layer in one pass: 2 for the input, 3 and 4 for the hidden layers."""
    import torch

    widths, own = [], student.globals["dropout_layer"]
    student.globals["dropout_layer"] = lambda X, rate: widths.append(X.shape[-1]) or X
    try:
        student.Net(2, 5, 3, 4)(torch.ones(6, 2))
    finally:
        student.globals["dropout_layer"] = own
    return widths


def fingerprint(student):
    """The first fault that is found, in words."""
    prepare(student, (0.2, 0.6))
    values = [torch.cos(torch.arange(n * m) * 1.3 + n).reshape(n, m) if m else torch.cos(torch.arange(n) * 2.1) for n, m in
              ((5, 4), (5, 0), (6, 5), (6, 0), (3, 6), (3, 0))]
    X = torch.sin(torch.arange(24) * 1.1).reshape(6, 4) * 2
    (got, _), _ = evaluated(student, X, [4, 3, 5, 6], values, torch.ones(6, 3))
    formula = which(got, values, X)
    if formula not in ("right", "other"):
        return {"fault": formula}
    results = in_modes(student, 4000, torch.float32, ["built", "eval", "train", "built off", "off then train"])
    found = fault(results)
    if formula == "other" and found not in MODES:  # of a network that is another one, masks cannot be told
        return {"fault": "other"}
    if found.startswith(("values", "ones")) and 2 in (widths := widths_dropped(student)):
        found = f"through dropout: {widths}"
    return {"fault": found}


def which(got, values, X):
    """The formula that gives the logits in evaluation, whatever is dropped in training."""
    relu, same, net = torch.relu, torch.clone, partial(network, values, X)
    known = {"right": net(relu, relu), "no relu": net(same, same), "relu once": net(relu, same), "relu once, later": net(same, relu),
             "relu on top": net(relu, relu, relu),
             "scaled": net(lambda H: relu(H) * 0.8, lambda H: relu(H) * 0.4), "softmax on top": net(relu, relu, lambda out: out.softmax(1))}
    return next((name for name, want in known.items() if got.shape == want.shape and torch.allclose(got, want, atol=1e-5)), "other")


WRITTEN = (0.5, 0.8, 0.7, 0.75, 0.9)  # what survives at the rates that students write in


def explained(values, first, second):
    """Whether two masks, divided by these shares of survivors, give all of these outputs."""
    return all(abs(code - round(code)) < 0.01 and code < 2**BITS - 0.5 for code in (((value - 1) * second - 1) * first for value in values))


MODES = ("backwards", "always on", "eval not honoured", "is_training ignored", "never on", "train not honoured")


def fault(results):  # noqa: PLR0911  a list of questions, the most telling first
    random = {mode: bool((out != out[:1]).any()) for mode, out in results.items()}
    if random["eval"] and random["built off"] and not random["built"]:
        return "backwards"
    if random["eval"] and random["built off"]:
        return "always on"
    if random["eval"]:
        return "eval not honoured"
    if random["built off"]:
        return "is_training ignored"
    if not random["built"] and not random["train"]:
        return "never on" if torch.equal(results["built"], results["eval"]) else "one mask for the batch"
    if not random["train"] or not random["off then train"]:
        return "train not honoured"
    out = results["built"]
    if bool((out == 0).any()):
        return "outputs dropped"
    values = sorted({round(value, 2) for value in out.double().flatten().tolist()} - {1.0})
    known = ((0.8, 0.4), (0.8, 1.0), (0.4, 0.8))  # as asked for, without the second dropout, the rates exchanged
    if len(values) > 1 and not any(explained(values, first, second) for first, second in known):
        if any(explained(values, share, share) for share in (0.8, 0.4)):
            return "one rate twice"
        written = any(explained(values, first, second) for first in WRITTEN for second in WRITTEN)
        return "other rates" if written else f"values {values}"
    ones = round(float((out == 1).float().mean()) * 10) / 10
    return f"ones {ones:.1f}, {min(len({round(value, 2) for value in out.flatten().tolist()}), 12)} values"
