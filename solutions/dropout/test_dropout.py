"""The public tests of this assignment: ``check("dropout_layer")`` runs those of one exercise, ``pytest`` all of them."""

import torch

from autograder.testing import (
    Exercise,
    Picture,
    Text,
    Trap,
    describe,
    exercise,
    expect,
    gives,
    probe,
    probes,
    rules,
)


@probe
def kept_shares(student, calls):
    """How much of 200 ones is left, on average, after each of many calls that drop a fifth."""
    import torch

    return [student.dropout_layer(torch.ones(200), 0.2).mean().item() for _ in range(calls)]


def dropout_picture(student):
    """The mean after dropout in many calls, which should lie around the mean before."""
    return Picture.histogram(Text("Mean of 200 ones after dropout_layer(X, 0.2)", "dropout_layer(X, 0.2) 之后 200 个 1 的均值"),
                             kept_shares(student, 300), expected=1.0)


def after_a_fifth(student):
    """10,000 ones after a fifth was to be dropped."""
    return student.dropout_layer(torch.ones(80, 125), 0.2)


def same_passes(student):
    """Whether two passes are the same: in training, after .eval(), and with is_training=False."""
    student.set(dropout1=0.2, dropout2=0.5)
    return [torch.equal(*pair) for pair in passes(student)]


SAME = Text("the same mask", "相同的掩码")
EQUAL, DIFFERENT = Text("two equal passes", "两次结果相同"), Text("two passes that differ", "两次结果不同")

DROPOUT_TRAPS = (
    Trap("dropout-keep-for-drop-probability", lambda student: 0.76 < (after_a_fifth(student) == 0).float().mean() < 0.84),
    Trap("dropout-not-rescaled", lambda student: after_a_fifth(student).unique().tolist() == [0.0, 1.0]),
)
NET_TRAPS = (
    Trap("net-dropout-never", lambda student: same_passes(student) == [True, True, True]),
    Trap("net-dropout-at-evaluation", lambda student: same_passes(student) == [False, False, False]),
    Trap("net-dropout-eval-not-honoured", lambda student: same_passes(student) == [False, False, True]),
    Trap("net-dropout-is-training-ignored", lambda student: same_passes(student) == [False, True, False]),
    Trap("net-dropout-backwards", lambda student: same_passes(student) == [True, False, False]),
)
WEIGHT_TRAPS = (
    Trap("dropout-init-weights-type-compared-with-instance", lambda student: untouched(student)),
    Trap("dropout-init-weights-zeros", lambda student: gives(initialised(student)[0], torch.zeros(20, 30))),
)

EXERCISES = [
    Exercise(
        "dropout_layer", traps=DROPOUT_TRAPS, section="5.6.2", title=Text("The dropout layer", "dropout 层"), forbidden=rules.DROPOUT,
        picture=dropout_picture,
        hints=(
            Text("On the average over many masks, what should each element be? What does your function give?",
                 "对许多次掩码取平均，每个元素应当是多少？你的函数给出多少？"),
            Text("Draw one uniform number an element and compare it with `dropout`; what remains must make up for "
                 "what is lost. What happens at 1?",
                 "为每个元素抽一个均匀随机数，与 dropout 比较；保留下来的要补偿失去的。dropout 为 1 时会怎样？"),
            Text("Refuse rates outside [0, 1]. At 1 everything is zero. Otherwise a fresh mask of X's shape, times "
                 "X, over the probability of being kept.",
                 "拒绝 [0, 1] 之外的比率。为 1 时全部是零。否则用一个与 X 形状相同的新掩码乘以 X，再除以保留的概率。")),
        beyond=Text("the probability of a zero; expectation and variance; whether elements, rows and calls are independent; 0 and 1; "
                    "errors; the gradient; float64; an empty X; whether X is left untouched",
                    "出现零的概率；期望与方差；元素之间、行之间、调用之间是否独立；0 和 1；异常；梯度；float64；空的 X；X 是否保持不变")),
    Exercise(
        "Net", traps=NET_TRAPS, section="5.6.2.1", title=Text("A network with dropout", "带 dropout 的网络"),
        hints=(
            Text("What do .train() and .eval() change in a module? Print net.training.",
                 ".train() 和 .eval() 改变模块的什么？打印 net.training 看看。"),
            Text("nn.Module's own __init__ comes first, and sets training. Dropout belongs after a hidden layer's "
                 "ReLU, never on the output; ask at each call whether the module is training.",
                 "先调用 nn.Module 自己的 __init__，它会设置 training。dropout 放在隐藏层的 ReLU 之后，绝不放在输出上；每次调用时都要看模块是否处于训练状态。"),
            Text("In __init__: the base class, the three linear layers, the mode. In forward: layer, ReLU, dropout1 "
                 "if training; layer, ReLU, dropout2 if training; the last layer alone.",
                 "__init__ 中：基类、三个线性层、模式。forward 中：一层、ReLU、训练时 dropout1；一层、ReLU、训练时 dropout2；最后一层单独。")),
        beyond=Text("other sizes, both ways into evaluation, where units are dropped and how often, other rates, fresh masks, whether your "
                    "dropout_layer does it, gradients, float64",
                    "其他尺寸、进入评估模式的两种方式、在哪里以多大概率丢弃、其他概率、新的掩码、是否由你的 dropout_layer 完成、梯度、float64")),
    Exercise(
        "init_weights", traps=WEIGHT_TRAPS, section="5.6.3", title=Text("Initialising layers", "初始化各层"),
        hints=(
            Text("net.apply calls your function with every module, dropout layers too. Which of them should change?",
                 "net.apply 会对每个模块调用你的函数，包括 dropout 层。其中哪些应当改变？"),
            Text("Print type(m) inside the function while net.apply runs. A class is compared with a class, not with "
                 "an instance; nn.init changes a tensor in place.",
                 "在 net.apply 运行时打印 type(m) 看看。类要与类比较，而不是与实例比较；nn.init 会原地改变张量。"),
            Text("Ask whether m is a linear layer; if so, draw its weight anew, in place, with standard deviation "
                 "0.01. Nothing else, and nothing to return.",
                 "判断 m 是否为线性层；若是，就以标准差 0.01 原地重新抽取它的权重。其他一概不动，也不返回任何东西。")),
        beyond=Text("nested networks, layers without bias, other layers with weights, the distribution, whether draws are independent",
                    "嵌套的网络、没有偏置的层、其他带权重的层、分布、抽取是否独立")),
    Exercise(
        "build_dropout_net", section="5.6.3", title=Text("The concise network", "简洁实现的网络"),
        hints=(
            Text("Print your network and read it from top to bottom: does each layer stand where the docstring has "
                 "it?",
                 "打印你的网络，从上到下读一遍：每一层都在文档字符串所说的位置吗？"),
            Text("nn.Dropout takes the probability of dropping. The output of one linear layer is as wide as the "
                 "input of the next; images come as 28 × 28.",
                 "nn.Dropout 的参数是丢弃的概率。一个线性层的输出宽度等于下一层的输入宽度；图像的大小是 28 × 28。"),
            Text("Flatten; then twice linear, ReLU, dropout, each with its own rate; then the last linear layer, and "
                 "nothing after it.",
                 "先展平；然后两次“线性、ReLU、dropout”，各用自己的比率；最后是一个线性层，后面什么也没有。")),
        beyond=Text("the order and sizes of all layers, other rates, logits for images, whether each call builds a new network",
                    "各层的顺序与尺寸、其他概率、图像的 logits、每次调用是否建立新的网络")),
]


@exercise("dropout_layer")
@describe("with 0 nothing changes, with 1 everything becomes 0", "0 时什么都不变，1 时全部变为 0")
def test_dropout_layer_with_zero_and_one(student):
    X = torch.arange(16, dtype=torch.float32).reshape(2, 8)
    expect.close(student.dropout_layer(X, 0.0), X)
    expect.close(student.dropout_layer(X, 1.0), torch.zeros(2, 8))


@exercise("dropout_layer")
@describe("about a fifth of 10,000 ones is dropped, and the mean stays near 1", "10,000 个 1 中约五分之一被丢弃，均值仍接近 1")
def test_dropout_layer_keeps_the_expectation(student):
    result = student.dropout_layer(torch.ones(80, 125), 0.2)
    expect.tensor(result, (80, 125), torch.float32)
    dropped, mean = (result == 0).float().mean().item(), result.mean().item()
    expect.true(0.16 < dropped < 0.24, Text("about 20% zeros", "约 20% 的零"), got=Text("{:.0%} zeros", "{:.0%} 的零").format(dropped))
    expect.true(0.95 < mean < 1.05, Text("a mean near 1", "均值接近 1"), got=Text("{:.2f}", "{:.2f}").format(mean), hint=Text(
        "what remains must make up for what is lost", "保留下来的要补偿失去的"))


@exercise("dropout_layer")
@describe("two calls drop different elements", "两次调用丢弃的元素不同")
def test_dropout_layer_draws_anew(student):
    X = torch.ones(20, 30)
    one, other = student.dropout_layer(X, 0.5), student.dropout_layer(X, 0.5)
    expect.tensor(one, (20, 30))
    expect.tensor(other, (20, 30))
    expect.true(not torch.equal(one, other), Text("another mask in the second call", "第二次调用应有不同的掩码"), got=SAME)


@exercise("dropout_layer")
@describe("elements of one row, and of one column, meet different fates", "同一行、同一列的元素命运各不相同")
def test_dropout_layer_decides_for_each_element(student):
    result = student.dropout_layer(torch.ones(40, 30), 0.5)
    expect.tensor(result, (40, 30))
    expect.true(not torch.equal(result, result[:, :1].expand(40, 30)), Text("entries of one row that differ", "同一行的元素彼此不同"),
                got=Text("rows that are dropped or kept as a whole", "整行一起丢弃或保留"))
    expect.true(not torch.equal(result, result[:1].expand(40, 30)), Text("rows that differ from each other", "各行彼此不同"),
                got=Text("columns that are dropped or kept as a whole", "整列一起丢弃或保留"))


@exercise("dropout_layer")
@describe("gradients flow: what was dropped gets none, the rest gets 2", "梯度能够通过：被丢弃的没有梯度，其余的为 2")
def test_dropout_layer_has_a_gradient(student):
    result, (slope,) = probes.gradient(student, "dropout_layer", torch.ones(50), 0.5)
    expect.close(slope, 2.0 * (result != 0), asked=Text("the gradient of dropout_layer(X, 0.5)", "dropout_layer(X, 0.5) 的梯度"))


@exercise("dropout_layer")
@describe("X is the same after the call", "调用之后 X 保持不变")
def test_dropout_layer_leaves_its_input_alone(student):
    X = torch.ones(50)
    _, (after, _) = student.after("dropout_layer", X, 0.5)
    expect.close(after, X, asked=Text("X after dropout_layer(X, 0.5)", "调用 dropout_layer(X, 0.5) 之后的 X"))


@exercise("dropout_layer")
@describe("1.5 and -0.5 raise", "1.5 和 -0.5 会抛出异常")
def test_dropout_layer_refuses_what_is_no_probability(student):
    for rate in (1.5, -0.5):
        raised = student.raises("dropout_layer", torch.ones(2), rate)
        expect.true(raised is not None and {"AssertionError", "ValueError"} & set(raised),
                    Text("AssertionError or ValueError", "AssertionError 或 ValueError"),
                    got=Text("{}", "{}").format(raised[0]) if raised else Text("no exception", "没有异常"))


@probe
def passes(student):
    """Two passes through networks of constant weights: in training, after .eval(), and with is_training=False."""
    import torch

    def twice(net):
        for parameter in net.parameters():
            torch.nn.init.constant_(parameter, 0.1)
        X = torch.ones(40, 6)
        return [net(X).detach(), net(X).detach()]

    return [twice(student.Net(6, 3, 20, 20)), twice(student.Net(6, 3, 20, 20).eval()), twice(student.Net(6, 3, 20, 20, is_training=False))]


@exercise("Net")
@describe("two passes differ in training, and are the same in evaluation", "训练时两次前向计算不同，评估时相同")
def test_net_drops_in_training_only(student):
    student.set(dropout1=0.2, dropout2=0.5)
    training, evaluation, not_training = passes(student)
    for out in (*training, *evaluation, *not_training):
        expect.tensor(out, (40, 3))
    expect.true(not torch.equal(*training), Text("two passes in training that differ", "训练时两次前向计算的结果不同"), got=EQUAL)
    expect.true(torch.equal(*evaluation), Text("two equal passes after .eval()", ".eval() 之后两次前向计算的结果相同"), got=DIFFERENT)
    expect.true(torch.equal(*not_training), Text("two equal passes with is_training=False", "is_training=False 时两次前向计算的结果相同"),
                got=DIFFERENT)


@exercise("Net")
@describe("the logits in evaluation, where all weights and biases are 0.1", "评估模式下的 logits，所有权重和偏置都是 0.1")
def test_net_logits(student):
    student.set(dropout1=0.2, dropout2=0.5)
    _, (out, _), _ = passes(student)
    expect.close(out, torch.full((40, 3), 3.1), asked=Text("the logits", "logits"))


@exercise("Net")
@describe("dropout1 = 1 silences the first hidden layer in training, dropout2 = 1 the second; the outputs stay",
          "训练时 dropout1 = 1 使第一个隐藏层全为零，dropout2 = 1 使第二个隐藏层全为零；输出不受影响")
def test_net_drops_after_each_hidden_layer(student):
    for rates, logit in (((1.0, 0.0), 0.3), ((0.0, 1.0), 0.1)):
        first, second = rates
        student.set(dropout1=first, dropout2=second)
        (out, _), _, _ = passes(student)
        expect.close(out, torch.full((40, 3), logit), asked=Text(
            "the logits in training with dropout1 = {}, dropout2 = {}", "dropout1 = {}、dropout2 = {} 时训练中的 logits").format(*rates))


@probe
def initialised(student):
    """A linear layer and a LayerNorm, all ones, after ``net.apply(init_weights)``."""
    from torch import nn

    net = nn.Sequential(nn.Linear(30, 20), nn.LayerNorm(4))
    for parameter in net.parameters():
        nn.init.ones_(parameter)
    net.apply(student.init_weights)
    return [parameter.detach() for parameter in net.parameters()]


@probe
def untouched(student):
    """Whether ``init_weights`` leaves linear layers of several sizes as they were, and draws no normal number."""
    import torch
    from torch.overrides import TorchFunctionMode

    called = set()

    class Listener(TorchFunctionMode):
        def __torch_function__(self, func, types, args=(), kwargs=None):
            called.add(getattr(func, "__name__", ""))
            return func(*args, **(kwargs or {}))

    layers = [torch.nn.Linear(*sizes) for sizes in ((30, 20), (784, 256), (256, 10), (1, 1))]
    before = [layer.weight.detach().clone() for layer in layers]
    with Listener():
        torch.nn.Sequential(*layers).apply(student.init_weights)
    same = all(torch.equal(layer.weight, weight) for layer, weight in zip(layers, before))
    return same and not called & {"normal", "normal_", "randn", "randn_like"}


@exercise("init_weights")
@describe("the weight of a linear layer changes; its numbers are small and not all equal", "线性层的权重改变了；数值很小且不全相等")
def test_init_weights_draws_small_weights(student):
    spread = initialised(student)[0].std().item()
    expect.true(0.005 < spread < 0.02, Text("a standard deviation of about 0.01", "标准差约为 0.01"),
                got=Text("{:.4g}", "{:.4g}").format(spread))


@exercise("init_weights")
@describe("the bias, and other layers, stay as they were", "偏置以及其他层保持原样")
def test_init_weights_leaves_the_rest_alone(student):
    for kept in initialised(student)[1:]:
        expect.close(kept, torch.ones_like(kept), asked=Text("the bias, and the parameters of nn.LayerNorm", "偏置以及 nn.LayerNorm 的参数"))


@probe
def built(student):
    """The names of the layers, the rates of its dropout layers, and the shape of the logits of two images."""
    import torch

    net = student.build_dropout_net(0.1, 0.6)
    layers = [layer for layer in net.modules() if not list(layer.children())]
    return len([layer for layer in layers if isinstance(layer, torch.nn.Linear)]), [
        layer.p for layer in layers if isinstance(layer, torch.nn.Dropout)], list(net(torch.zeros(2, 1, 28, 28)).shape)


@exercise("build_dropout_net")
@describe("three linear layers, two dropout layers with the rates 0.1 and 0.6, logits of shape (2, 10) for two images",
          "三个线性层，两个 dropout 层的概率为 0.1 和 0.6，两张图像的 logits 形状为 (2, 10)")
def test_build_dropout_net_layers(student):
    linear, rates, shape = built(student)
    expect.equal(linear, 3, asked=Text("linear layers", "线性层的个数"))
    expect.equal(rates, [0.1, 0.6], asked=Text("the rates of the dropout layers", "各 dropout 层的概率"))
    expect.equal(shape, [2, 10], asked=Text("the shape of the logits", "logits 的形状"))


@probe
def silenced(student, dropout1, dropout2):
    """Logits in training of a network whose weights and biases are all 0.01."""
    import torch

    net = student.build_dropout_net(dropout1, dropout2).train()
    for parameter in net.parameters():
        torch.nn.init.constant_(parameter, 0.01)
    return net(torch.ones(2, 1, 28, 28)).detach()


@exercise("build_dropout_net")
@describe("dropout1 = 1 silences the first hidden layer in training, dropout2 = 1 the second; the outputs stay",
          "训练时 dropout1 = 1 使第一个隐藏层全为零，dropout2 = 1 使第二个隐藏层全为零；输出不受影响")
def test_build_dropout_net_drops_after_each_hidden_layer(student):
    for rates, logit in (((1.0, 0.0), 0.0356), ((0.0, 1.0), 0.01)):
        expect.close(silenced(student, *rates), torch.full((2, 10), logit), asked=Text(
            "the logits in training with dropout1 = {}, dropout2 = {}", "dropout1 = {}、dropout2 = {} 时训练中的 logits").format(*rates))
