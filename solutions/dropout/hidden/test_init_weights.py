"""Hidden tests of ``init_weights``: which weights are drawn, from what, and what stays as it is."""

import torch

from autograder.core import errors
from autograder.testing import Text, describe, expect, needs, probe, stats, weight

OTHERS = ("Block", "Conv2d", "LayerNorm", "Embedding", "BatchNorm1d", "Bilinear", "PReLU")
LEAVE = Text("only the weights of nn.Linear are drawn", "只重新抽取 nn.Linear 的权重")


@probe
def applied(student, times, way, bias=False):
    """What init_weights makes of a network whose parameters are all 0.5 at first; ``bias``: whether all its linear layers have one."""
    import torch
    from torch import nn

    class Block(nn.Module):
        def __init__(self):
            super().__init__()
            self.inside, self.scale = nn.Linear(3, 50, bias=bias), nn.Parameter(torch.ones(2))

    def network():
        net = nn.Sequential(
            nn.Flatten(), nn.Linear(150, 140), nn.ReLU(), nn.Sequential(nn.Linear(140, 120), nn.Tanh()), nn.Linear(120, 3, bias=bias),
            Block(), nn.Conv2d(3, 4, 3), nn.LayerNorm(5), nn.Embedding(6, 7), nn.BatchNorm1d(8), nn.Bilinear(2, 3, 4), nn.PReLU())
        for parameter in net.float().parameters():
            nn.init.constant_(parameter, 0.5)
        return net

    results = []
    for _ in range(times):
        net = network()
        if way == "apply":
            net.apply(student.init_weights)
        else:
            for module in net.modules():
                student.init_weights(module)
        linears = [module for module in net.modules() if type(module) is nn.Linear]
        results.append({
            "weights": [module.weight.detach() for module in linears],
            "trainable": [module.weight.requires_grad and module.weight.is_leaf for module in linears],
            "training": all(module.training for module in net.modules()),
            "biases": [module.bias.detach() for module in linears if module.bias is not None],
            "others": [[type(module).__name__, name, parameter.detach()] for module in net.modules()
                       if type(module) not in (nn.Linear, nn.Sequential) for name, parameter in module.named_parameters(recurse=False)],
        })
    return results


def weights_of(result):
    """The four weights, after a look at their shapes."""
    for found, shape in zip(result["weights"], ((140, 150), (120, 140), (3, 120), (50, 3)), strict=True):
        expect.tensor(found, shape, torch.float32, asked=Text("the weight of a linear layer", "线性层的权重"))
    return result["weights"]


@weight(3)
@describe("every nn.Linear's weight is drawn from N(0, 0.01²), in nested networks and without bias, too",
          "每个 nn.Linear 的权重都抽自 N(0, 0.01²)，嵌套网络中的和没有偏置的也一样")
def test_weights_are_normal(student):
    (result,) = applied(student, 1, "apply")
    for found in weights_of(result):
        expect.true(not bool((found == 0.5).all()), Text("a weight that was drawn anew", "重新抽取的权重"),
                    relation="unchanged", got=Text("the weight as it was", "权重没有改变"), hint=Text(
                        "is the condition ever true? print type(m) inside the function", "条件成立过吗？在函数里打印 type(m) 看看"))
        stats.normal(found, 0.0, 0.01, what=Text("a linear layer's weight", "线性层的权重"))


@probe
def small_layers(student, times, shapes):
    """The weights of small layers, after each of several applications."""
    import torch
    from torch import nn

    drawn = []
    for _ in range(times):
        for sizes in shapes:
            layer = nn.Linear(*sizes)
            nn.init.constant_(layer.weight, 0.5)
            layer.apply(student.init_weights)
            drawn.append(layer.weight.detach().flatten())
    return torch.cat(drawn)


@weight(0.5)
@needs("test_weights_are_normal")
@describe("small layers, too, down to one input and one output", "小的层也一样，直到只有一个输入和一个输出")
def test_small_layers(student):
    for times, shapes in ((12, ((2, 3), (1, 1), (5, 4))), (80, ((2, 1), (1, 2)))):
        stats.normal(small_layers(student, times, shapes), 0.0, 0.01, what=Text("the weights of small layers", "小的层的权重"))


@weight(2)
@needs("test_weights_are_normal")
@describe("biases and all other layers stay as they were", "偏置和其他各层保持不变")
def test_others_stay(student):
    (result,) = applied(student, 1, "apply")
    for bias in result["biases"]:
        expect.close(bias, torch.full_like(bias, 0.5), asked=Text("the bias of a linear layer", "线性层的偏置"), hint=LEAVE)
    for kind, name, found in result["others"]:
        expect.close(found, torch.full_like(found, 0.5), hint=LEAVE,
                     asked=Text("{} of a layer of class {}", "{1} 层的 {0}").format(name, kind))
    expect.equal(sorted({kind for kind, _, _ in result["others"]}), sorted(OTHERS),
                 asked=Text("the other layers with parameters", "其他带参数的层"))
    expect.true(result["training"], Text("all layers still in training mode", "各层仍处于训练模式"),
                got=Text("a layer in evaluation mode", "有的层处于评估模式"))


@weight(1)
@needs("test_weights_are_normal")
@describe("weights can still be trained", "权重仍可训练")
def test_still_trainable(student):
    (result,) = applied(student, 1, "apply")
    expect.true(all(result["trainable"]), Text("weights that are leaves and require a gradient", "权重是需要梯度的叶子"),
                relation="not-trainable", got=Text("a weight that cannot be trained", "有的权重无法训练"))


@weight(2)
@needs("test_weights_are_normal")
@describe("each layer and each call draws anew, every value on its own", "每一层、每次调用都重新抽取，每个值相互独立")
def test_independent_draws(student):
    first, second = (weights_of(result) for result in applied(student, 2, "loop"))
    pairs = [(first[0].flatten()[: first[1].numel()], first[1].flatten(), Text("two layers", "两层的权重")),
             (first[0][:120, :140], first[1], Text("two layers, row by row", "两层的权重，逐行")),
             (first[0], second[0], Text("two calls", "两次调用的权重")), (first[1], second[1], Text("two calls", "两次调用的权重")),
             (first[0][0::2], first[0][1::2], Text("rows", "各行")), (first[0][:, 0::2], first[0][:, 1::2], Text("columns", "各列")),
             (first[0][:70], first[0][70:], Text("the halves of a weight", "权重的上下两半"))]
    for one, other, what in pairs:
        stats.uncorrelated(one, other, what=what)


@probe
def work(student):
    """What the call does, whatever becomes of it: "draws" normal numbers, "computes" with the weight, or neither: ""."""
    import torch
    from torch.overrides import TorchFunctionMode

    layer, seen = torch.nn.Linear(3, 2), set()

    class Listener(TorchFunctionMode):
        def __torch_function__(self, func, types, args=(), kwargs=None):
            seen.add(getattr(func, "__name__", ""))
            if any(value is layer.weight for value in (*args, *(kwargs or {}).values())):
                seen.add("weight")
            return func(*args, **(kwargs or {}))

    with Listener():
        student.init_weights(layer)
    return "draws" if seen & {"normal", "normal_", "randn", "randn_like"} else "computes" if "weight" in seen else ""


def fingerprint(student):
    """The first fault that is found, in words."""
    try:
        first, again = applied(student, 2, "apply")
    except errors.StudentRaised:  # at a layer without bias, perhaps
        first, again = applied(student, 2, "apply", True)
    if all(bool((found == 0.5).all()) for found in first["weights"]):
        if any(bool((bias != 0.5).any()) for bias in first["biases"]):
            return {"fault": "biases only"}
        return {"fault": f"untouched {work(student)}"}
    if any(bool((found == 0.5).all()) for found in first["weights"]):
        return {"fault": "some untouched"}
    for found in (first["weights"][0], first["weights"][1]):
        if found.std() < 1e-6:
            return {"fault": f"all {found.flatten()[0].item():.3g}"}
        spread = found.std().item()
        if found.max() - found.min() < 3.7 * spread:  # a normal sample of this size is wider
            return {"fault": "uniform" if found.min() >= 0 else "uniform around 0"}
        if not 0.009 < spread < 0.011:
            return {"fault": next((word for low, high, word in ((0.09, 0.11, "0.1"), (0.9, 1.1, "1")) if low < spread < high), "other spread")}
    if any(bool((found != 0.5).any()) for _, _, found in first["others"]):
        return {"fault": "all modules"}
    if any(bool((bias != 0.5).any()) for bias in first["biases"]):
        return {"fault": "biases"}
    return {"fault": "fixed seed" if torch.equal(first["weights"][0], again["weights"][0]) else "none"}
