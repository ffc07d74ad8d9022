"""Public tests of the assignment on weight decay, and its manifest."""

import torch

from autograder.testing import Exercise, Text, Trap, describe, exercise, expect, gives, probe, probes


def gradients_wanted(student):
    """Whether w and b require a gradient."""
    return [fact["requires_grad"] for fact in probes.facts(student, "init_params", 3)]


PARAMETER_TRAPS = (
    Trap("decay-init-no-gradient", lambda student: gradients_wanted(student) == [False, False]),
    Trap("decay-init-bias-no-gradient", lambda student: gradients_wanted(student) == [True, False]),
)
OPTIMISER_TRAPS = (
    Trap("optimizer-no-decay", lambda student: gives(list(_one_step(student, 0.5, 0.1, 0.0)), [2.0, 3.0])),
    Trap("optimizer-decays-only-bias", lambda student: gives(list(_one_step(student, 0.5, 0.1, 0.0)), [2.0, 2.85])),
)

EXERCISES = [
    Exercise(
        "init_params", traps=PARAMETER_TRAPS, section="3.7.3.2", title=Text("Initial parameters", "初始化参数"),
        hints=(
            Text("Which tensors get a .grad when backward() runs?",
                 "backward() 运行时，哪些张量会得到 .grad？"),
            Text("torch.normal and torch.zeros take requires_grad=True; print w.shape, w.is_leaf and "
                 "w.requires_grad. Arithmetic on a leaf makes something that is no leaf.",
                 "torch.normal 和 torch.zeros 都可以带 requires_grad=True；请打印 w.shape、w.is_leaf 和 w.requires_grad。"
                 "对叶子作运算得到的不再是叶子。"),
            Text("Draw a column of d entries with standard deviation 1, make one zero for the bias, both with a "
                 "gradient; return them in a list.",
                 "以标准差 1 抽取含 d 个元素的一列，再为偏置准备一个零，两者都要求梯度；用列表返回。")),
        beyond=Text("the distribution of w, other sizes, a fresh draw at each call",
                    "w 的分布、其他尺寸、每次调用是否重新抽取")),
    Exercise(
        "l2_penalty", section="3.7.3.1", title=Text("The L2 penalty", "L2 惩罚项"),
        hints=(
            Text("What does the formula give for w = [1, 2], worked out by hand?",
                 "手算一下：w = [1, 2] 时公式的值是多少？"),
            Text("The norm is the root of the sum of squares; the penalty has no root, and a half. Its gradient is "
                 "w: a number without a graph has none.",
                 "范数是平方和的平方根；惩罚项没有根号，而有二分之一。它的梯度是 w：没有计算图的数没有梯度。"),
            Text("Square each entry, add all of them up, halve the sum; return it as a tensor.",
                 "逐个平方，全部相加，取一半；以张量返回。")),
        beyond=Text("the gradient, any shape, float64, large tensors, input left untouched",
                    "梯度、任意形状、float64、较大的张量、输入不被修改")),
    Exercise(
        "train_weight_decay", section="3.7.3.4", title=Text("Training with weight decay", "带权重衰减的训练"),
        hints=(
            Text("What is the gradient of one batch's objective by w, and by b? Which of the two does the penalty "
                 "change?",
                 "一个批量的目标函数对 w、对 b 的梯度各是什么？惩罚项改变其中哪一个？"),
            Text("The objective of a batch is the mean of the halved squared errors plus lambd times your penalty. "
                 "Labels may be (n,): bring them to (n, 1).",
                 "一个批量的目标函数是二分之一平方误差的平均值，加上 lambd 乘以你的惩罚项。标签可能是 (n,)：要变成 (n, 1)。"),
            Text("Fresh parameters, once. For each epoch and each batch: predictions, objective, backward; then "
                 "without recording a step of lr times the gradient for w and for b, and both gradients to zero. "
                 "Return w and b.",
                 "先得到一次初始参数。对每一轮和每个批量：作预测，算目标函数，反向传播；然后在不记录计算图的情况下，让 w 和 b 各走一步学习率乘以梯度，并把两个梯度清零。最后返回 w 和 b。")),
        beyond=Text("the exact steps for several batches, epochs and rates; uneven batches; labels of shape (n,); the bias",
                    "多个批量、轮数和学习率下每一步的精确结果；大小不等的批量；形状为 (n,) 的标签；偏置")),
    Exercise(
        "build_optimizer", traps=OPTIMISER_TRAPS, section="3.7.4", title=Text("The optimiser", "优化器"),
        hints=(
            Text("Two parameters, two different decays: how can one optimiser treat them differently?",
                 "两个参数，衰减不同：怎样让一个优化器区别对待它们？"),
            Text("torch.optim.SGD accepts a list of dictionaries, one a parameter group; look at "
                 "optimizer.param_groups. net[0] is the linear layer.",
                 "torch.optim.SGD 可以接受由字典组成的列表，每个字典是一个参数组；请查看 optimizer.param_groups。net[0] 是线性层。"),
            Text("One group for the weight, with its decay, one for the bias, without; one learning rate for both, "
                 "no momentum.",
                 "权重一组，带衰减；偏置一组，不带衰减；两组用同一个学习率，没有动量。")),
        beyond=Text("several steps with given gradients, other sizes and rates, the default rate",
                    "给定梯度下的多步更新、其他尺寸和学习率、默认学习率")),
]


@exercise("init_params")
@describe("the shapes are (d, 1) for w and (1,) for b, and b is zero", "w 的形状为 (d, 1)，b 的形状为 (1,)，且 b 为零")
def test_init_params_has_the_shapes_of_a_linear_regression(student):
    params = student.init_params(4)
    expect.sequence(params, 2)
    expect.tensor(params[0], shape=(4, 1), asked=Text("w of init_params(4)", "init_params(4) 的 w"))
    expect.close(params[1], torch.zeros(1), asked=Text("b of init_params(4)", "init_params(4) 的 b"))


@exercise("init_params")
@describe("both are leaves that require a gradient", "两者都是需要梯度的叶子张量")
def test_init_params_can_be_trained(student):
    params = probes.facts(student, "init_params", 3)
    expect.sequence(params, 2)
    for name, param in zip("wb", params, strict=True):
        expect.true(param["requires_grad"] and param["leaf"],
                    Text("{} is a leaf that requires a gradient", "{} 是需要梯度的叶子张量").format(name),
                    got=Text("requires_grad={}, is_leaf={}", "requires_grad={}, is_leaf={}").format(
                        param["requires_grad"], param["leaf"]))


@exercise("init_params")
@describe("each call draws anew", "每次调用都重新抽取")
def test_init_params_draws_anew(student):
    first, second = student.init_params(4)[0], student.init_params(4)[0]
    expect.true(not torch.equal(first, second), Text("different numbers in two calls", "两次调用得到不同的数"), got=Text("the same w", "同样的 w"))


@exercise("l2_penalty")
@describe("the penalty of [1, 2] is 2.5", "[1, 2] 的惩罚项为 2.5")
def test_l2_penalty_of_two_numbers(student):
    expect.close(student.l2_penalty(torch.tensor([1.0, 2.0])), torch.tensor(2.5))


@exercise("l2_penalty")
@describe("the gradient at [[3], [-1]] is [[3], [-1]]", "在 [[3], [-1]] 处的梯度为 [[3], [-1]]")
def test_l2_penalty_has_a_gradient(student):
    w = torch.tensor([[3.0], [-1.0]])
    _, (grad,) = probes.gradient(student, "l2_penalty", w)
    expect.close(grad, w, asked=Text("the gradient of l2_penalty(w)", "l2_penalty(w) 的梯度"))


@exercise("train_weight_decay")
@describe("with X = 0 and y = 2 a rate of 1 sets b to 2 in one step, whatever lambd is",
          "X = 0、y = 2 且学习率为 1 时，无论 lambd 是多少，一步就使 b 变为 2")
def test_train_weight_decay_follows_a_constant(student):
    w, b = student.train_weight_decay([(torch.zeros(3, 2), torch.full((3, 1), 2.0))], 2, 0.5, num_epochs=1, lr=1.0)
    expect.tensor(w, shape=(2, 1), asked=Text("w", "w"))
    expect.close(b, torch.tensor([2.0]), asked=Text("b", "b"))


@exercise("train_weight_decay")
@describe("one input, y = 2x: lambd = 0 finds w = 2, and lambd = 1 stops at w = 1",
          "只有一个输入且 y = 2x：lambd = 0 时得到 w = 2，lambd = 1 时停在 w = 1")
def test_train_weight_decay_shrinks_the_weight(student):
    batch = (torch.tensor([[-1.0], [1.0]]), torch.tensor([[-2.0], [2.0]]))
    for lambd, want in ((0.0, 2.0), (1.0, 1.0)):
        w, _ = student.train_weight_decay([batch], 1, lambd, num_epochs=60, lr=0.3)
        expect.close(w, torch.tensor([[want]]), rtol=1e-3, asked=Text("w for lambd = {}", "lambd = {} 时的 w").format(lambd))


@probe
def _one_step(student, wd, lr, gradient):
    import torch

    net = torch.nn.Sequential(torch.nn.Linear(1, 1))
    with torch.no_grad():
        net[0].weight.fill_(2.0)
        net[0].bias.fill_(3.0)
    optimizer = student.build_optimizer(net, wd, lr)
    if not isinstance(optimizer, torch.optim.SGD):
        return type(optimizer).__name__
    for parameter in net.parameters():
        parameter.grad = torch.full_like(parameter, gradient)
    optimizer.step()
    return net[0].weight.item(), net[0].bias.item()


@exercise("build_optimizer")
@describe("with zero gradients, wd = 0.5 and lr = 0.1, a step takes the weight from 2 to 1.9 and leaves the bias at 3",
          "梯度为零、wd = 0.5、lr = 0.1 时，一步使权重从 2 变为 1.9，偏置保持为 3")
def test_build_optimizer_decays_only_the_weight(student):
    _compare(_one_step(student, 0.5, 0.1, 0.0), 1.9, 3.0)


@exercise("build_optimizer")
@describe("with gradients of 8, wd = 0 and lr = 0.25, a step takes the weight from 2 to 0 and the bias from 3 to 1",
          "梯度为 8、wd = 0、lr = 0.25 时，一步使权重从 2 变为 0，偏置从 3 变为 1")
def test_build_optimizer_trains_both(student):
    _compare(_one_step(student, 0.0, 0.25, 8.0), 0.0, 1.0)


def _compare(after, weight, bias):
    expect.true(isinstance(after, tuple), Text("a torch.optim.SGD", "一个 torch.optim.SGD"), got=Text(str(after), str(after)))
    expect.number(after[0], weight, asked=Text("the weight after one step", "一步之后的权重"))
    expect.number(after[1], bias, asked=Text("the bias after one step", "一步之后的偏置"))
