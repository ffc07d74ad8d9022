"""The public tests of this assignment: ``check("relu")`` runs those of one exercise, ``pytest`` all of them."""


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


def relu_picture(student):
    """The student's ReLU and its gradient over the right ones."""
    x = torch.arange(-40, 40) / 10 + 0.05
    y, (slope,) = probes.gradient(student, "relu", x)
    right = [(0.0, 0.0) if value < 0 else (value, 1.0) for value in x.tolist()]
    return Picture.curves(Text("ReLU", "ReLU"), x.tolist(), y.tolist(), [value for value, _ in right],
                          gradient_yours=slope.tolist(), gradient_right=[slope for _, slope in right])


def curves(student, name, right):
    """The student's curve and its gradient over the right ones, on the smallest of a few intervals where they differ."""
    for width in (6, 120, 12_000):
        x = torch.arange(-60, 61) / 60 * width
        y, (slope,) = probes.gradient(student, name, x)
        asked, steps = right(x.double())
        picture = Picture.curves(Text(name, name), x.tolist(), y.tolist(), asked.tolist(),
                                 gradient_yours=slope.tolist(), gradient_right=steps.tolist())
        if picture.telling:
            break
    return picture


def sigmoid_picture(student):
    """The student's sigmoid and its gradient over the right ones."""
    return curves(student, "sigmoid", lambda x: (torch.sigmoid(x), torch.sigmoid(x) * torch.sigmoid(-x)))


def tanh_picture(student):
    """The student's tanh and its gradient over the right ones."""
    return curves(student, "tanh", lambda x: (torch.tanh(x), 1 - torch.tanh(x) ** 2))


def first_of(student):
    """The first weight, and what it is."""
    fact = probes.facts(student, "init_params", 6, 4, 3)[0]
    return fact["value"], fact


PARAMETER_TRAPS = (
    Trap("init-params-all-zeros", lambda student: gives(first_of(student)[0], torch.zeros(6, 4))),
    Trap("init-params-all-ones", lambda student: gives(first_of(student)[0], torch.ones(6, 4))),
    Trap("init-params-non-leaf", lambda student: not first_of(student)[1]["leaf"]),
    Trap("init-params-plain-tensors", lambda student: not first_of(student)[1]["parameter"]),
)
WEIGHT_TRAPS = (
    Trap("init-weights-type-compared-with-instance", lambda student: untouched(student)),
    Trap("init-weights-zeros", lambda student: gives(initialised(student)[0], torch.zeros(20, 30))),
)

EXERCISES = [
    Exercise(
        "relu", section="5.1.2.1", title=Text("ReLU", "ReLU 激活函数"), forbidden=rules.RELU, picture=relu_picture,
        hints=(
            Text("What should become of −3, of 0 and of 3? Does your function keep X as it was?",
                 "−3、0、3 各应变成什么？你的函数让 X 保持原样吗？"),
            Text("Compare each element with 0 and keep the larger one; look at torch.maximum, clamp or where. A loop "
                 "over elements loses the shape and the gradient.",
                 "把每个元素与 0 比较，保留较大的；可以看看 torch.maximum、clamp 或 where。逐元素循环会丢掉形状和梯度。"),
            Text("One elementwise operation between X and zero, which gives a new tensor of X's shape and dtype; "
                 "return that.",
                 "在 X 与零之间做一次逐元素运算，得到形状和数据类型与 X 相同的新张量，然后返回它。")),
        beyond=Text("tensors of up to four dimensions, large and small, non-contiguous ones; float16, bfloat16 and float64; "
                    "the gradient; whether X is left untouched",
                    "最多四维、或大或小、内存不连续的张量；float16、bfloat16 和 float64；梯度；X 是否保持不变")),
    Exercise(
        "sigmoid", section="5.1.2.2", title=Text("Sigmoid", "Sigmoid 激活函数"), forbidden=rules.SIGMOID, picture=sigmoid_picture,
        hints=(
            Text("Which of exp(x) and exp(−x) overflows for x = 10000, and which for x = −10000? What becomes of the "
                 "gradient then?",
                 "x = 10000 时，exp(x) 与 exp(−x) 哪个会溢出？x = −10000 时呢？这时梯度会怎样？"),
            Text("Find a form in which no exponent is large and positive, whatever the sign of x. torch.where computes "
                 "both branches, and a nan in the one that is not chosen spoils the gradient; softplus and logaddexp "
                 "are safe.",
                 "找一种写法，无论 x 的符号如何，指数都不会是很大的正数。where 会计算两个分支，没有选中的分支里的 nan 也会破坏梯度；softplus 和 logaddexp 是安全的。"),
            Text("The log of the sigmoid is minus the log of 1 + exp(−x), which can be computed without overflow in "
                 "one call. Take exp of it at the end.",
                 "sigmoid 的对数等于 −log(1 + exp(−x))，后者可以一次调用算出而不溢出。最后再对它取 exp。")),
        beyond=Text("inputs up to ±10,000, their gradients, the gradient at 0, any shape and layout, float64, whether X is left untouched",
                    "直到 ±10,000 的输入及其梯度、0 处的梯度、任意形状与内存布局、float64、X 是否保持不变")),
    Exercise(
        "tanh", section="5.1.2.3", title=Text("Tanh", "Tanh 激活函数"), forbidden=rules.TANH, picture=tanh_picture,
        hints=(
            Text("tanh goes from −1 to 1, sigmoid from 0 to 1. How does the one become the other?",
                 "tanh 的取值从 −1 到 1，sigmoid 从 0 到 1。怎样由一个得到另一个？"),
            Text("Stretch and shift: compare the formula of tanh(x) with that of the sigmoid, at x and at 2x.",
                 "拉伸再平移：把 tanh(x) 的公式与 sigmoid 在 x 和 2x 处的公式作比较。"),
            Text("Call your own sigmoid at the right multiple of X, and turn its range from (0, 1) into (−1, 1).",
                 "在 X 的适当倍数处调用你自己的 sigmoid，再把它的值域从 (0, 1) 变成 (−1, 1)。")),
        beyond=Text("inputs up to ±10,000, their gradients, the gradient at 0, any shape and layout, float64, whether X is left untouched",
                    "直到 ±10,000 的输入及其梯度、0 处的梯度、任意形状与内存布局、float64、X 是否保持不变")),
    Exercise(
        "init_params", traps=PARAMETER_TRAPS, section="5.2.1.1", title=Text("Initial parameters", "初始化参数"),
        hints=(
            Text("A parameter times 0.01 is no parameter any more. What comes first, the scaling or the nn.Parameter?",
                 "参数乘以 0.01 之后就不再是参数了。先缩放，还是先变成 nn.Parameter？"),
            Text("torch.randn draws with standard deviation 1; print is_leaf and std() of what you return.",
                 "torch.randn 抽取的标准差是 1；请打印返回值的 is_leaf 和 std()。"),
            Text("For each weight: draw, scale, then make it a parameter, each with a draw of its own. The biases "
                 "are parameters of zeros. Return the four in order.",
                 "对每个权重：先抽取，再缩放，最后变成参数，各自单独抽取。偏置是全零的参数。按顺序返回四者。")),
        beyond=Text("whether the parameters are leaves; the distribution of both weights; whether draws are independent, "
                    "within a weight, between the two and from call to call; the biases",
                    "参数是否为叶子；两个权重的分布；同一权重内部、两个权重之间、各次调用之间的抽取是否独立；偏置")),
    Exercise(
        "net", section="5.2.1.2", title=Text("The network", "网络"),
        hints=(
            Text("What stands between the two layers, and why would the network be linear without it?",
                 "两层之间是什么？没有它，网络为什么是线性的？"),
            Text("Follow the shapes: (n, d) @ (d, h) + (h,), then (n, h) @ (h, q) + (q,). reshape with −1 keeps a "
                 "batch of one a batch.",
                 "跟踪形状：(n, d) @ (d, h) + (h,)，然后 (n, h) @ (h, q) + (q,)。带 −1 的 reshape 能让只有一个样本的批量仍是批量。"),
            Text("Flatten each example, apply the first layer, your relu, then the second layer; return its result "
                 "as it is. Read the globals inside the function.",
                 "把每个样本展平，经过第一层、你的 relu，再经过第二层；原样返回结果。在函数内部读取全局变量。")),
        beyond=Text("other sizes; a batch of one; images; globals that change between calls; gradients for all four "
                    "parameters; float64; whether inputs are left untouched",
                    "其他尺寸；只有一个样本的批量；图像；在两次调用之间改变的全局变量；四个参数的梯度；float64；输入是否保持不变")),
    Exercise(
        "init_weights", traps=WEIGHT_TRAPS, section="5.2.2", title=Text("Initialising layers", "初始化各层"),
        hints=(
            Text("net.apply calls your function with every module. Which of them should change?",
                 "net.apply 会对每个模块调用你的函数。其中哪些应当改变？"),
            Text("Print type(m) inside the function while net.apply runs. A class is compared with a class, not with "
                 "an instance; nn.init changes a tensor in place.",
                 "在 net.apply 运行时打印 type(m) 看看。类要与类比较，而不是与实例比较；nn.init 会原地改变张量。"),
            Text("Ask whether m is a linear layer; if so, draw its weight anew, in place, with standard deviation "
                 "0.01. Nothing else, and nothing to return.",
                 "判断 m 是否为线性层；若是，就以标准差 0.01 原地重新抽取它的权重。其他一概不动，也不返回任何东西。")),
        beyond=Text("nested networks, layers without bias, other layers with weights, the distribution, whether draws are independent",
                    "嵌套的网络、没有偏置的层、其他带权重的层、分布、抽取是否独立")),
    Exercise(
        "build_mlp", section="5.2.2", title=Text("The concise network", "简洁实现的网络"),
        hints=(
            Text("What does an image have to go through before the first linear layer?",
                 "图像在第一个线性层之前要经过什么？"),
            Text("nn.Sequential takes layers in order; net.apply hands each of them to a function. Cross-entropy "
                 "takes logits, so no softmax.",
                 "nn.Sequential 按顺序接收各层；net.apply 把每一层交给一个函数。交叉熵接收 logits，所以不需要 softmax。"),
            Text("Four layers in a row, sized by the arguments; then have init_weights see every layer; return the "
                 "network.",
                 "依次排列四层，大小由参数决定；然后让 init_weights 处理每一层；最后返回网络。")),
        beyond=Text("other sizes, defaults, images and batches of one, the distribution of both weights, whether each call builds a new network",
                    "其他尺寸、默认值、图像与单个样本、两个权重的分布、每次调用是否建立新的网络")),
]


@exercise("relu")
@describe("positive values stay, negative ones become 0", "正数保留，负数变为 0")
def test_relu_keeps_positive_values(student):
    expect.close(student.relu(torch.tensor([-2.0, -0.5, 0.0, 0.5, 3.0])), torch.tensor([0.0, 0.0, 0.0, 0.5, 3.0]))


@exercise("relu")
@describe("a matrix gives a matrix", "输入矩阵，得到矩阵")
def test_relu_keeps_the_shape(student):
    expect.close(student.relu(torch.tensor([[1.0, -1.0, 2.0], [-3.0, 4.0, -5.0]])),
                 torch.tensor([[1.0, 0.0, 2.0], [0.0, 4.0, 0.0]]))


@exercise("relu")
@describe("X is the same after the call", "调用之后 X 保持不变")
def test_relu_leaves_its_input_alone(student):
    X = torch.tensor([-1.0, 2.0])
    _, (after,) = student.after("relu", X)
    expect.close(after, X, asked=Text("X after relu(X)", "调用 relu(X) 之后的 X"))


@exercise("relu")
@describe("the slope is 0 left of zero and 1 right of it", "零点左侧斜率为 0，右侧为 1")
def test_relu_has_a_gradient(student):
    _, (slope,) = probes.gradient(student, "relu", torch.tensor([-2.0, 3.0]))
    expect.close(slope, torch.tensor([0.0, 1.0]), asked=Text("the gradient of relu(X)", "relu(X) 的梯度"))


@exercise("init_params")
@describe("four parameters of the right shapes, float32", "四个形状正确的参数，float32")
def test_init_params_shapes(student):
    found = student.init_params(6, 4, 3)
    expect.sequence(found, 4)
    for parameter, shape in zip(found, [(6, 4), (4,), (4, 3), (3,)], strict=True):
        expect.tensor(parameter, shape, torch.float32)


def kind_of(fact):
    """What one of the results is, in words."""
    if not isinstance(fact, dict):
        return Text("no tensor", "不是张量")
    if fact["parameter"]:
        return Text("an nn.Parameter that is no leaf", "不是叶子的 nn.Parameter")
    return Text("a tensor that is no nn.Parameter", "不是 nn.Parameter 的张量")


@exercise("init_params")
@describe("each is an nn.Parameter: a leaf that gets a gradient", "每一个都是 nn.Parameter：能得到梯度的叶子")
def test_init_params_are_parameters(student):
    for parameter in probes.facts(student, "init_params", 6, 4, 3):
        expect.true(isinstance(parameter, dict) and parameter["parameter"] and parameter["leaf"],
                    Text("an nn.Parameter that is a leaf", "一个作为叶子的 nn.Parameter"), got=kind_of(parameter))


@exercise("init_params")
@describe("weights are small but not all equal, biases are 0", "权重很小但不全相等，偏置为 0")
def test_init_params_start_small(student):
    W1, b1, W2, b2 = student.init_params(20, 10, 10)
    for weight in (W1, W2):
        expect.tensor(weight)
        spread = weight.detach().std().item()
        expect.true(0.003 < spread < 0.03, Text("a standard deviation of about 0.01", "标准差约为 0.01"),
                    got=Text("{:.4g}", "{:.4g}").format(spread))
    expect.close(b1.detach(), torch.zeros(10))
    expect.close(b2.detach(), torch.zeros(10))


@exercise("init_params")
@describe("each call draws anew", "每次调用都重新抽取")
def test_init_params_draw_anew(student):
    first, second = student.init_params(6, 4, 3), student.init_params(6, 4, 3)
    expect.true(not torch.equal(first[0], second[0]), Text("different numbers in two calls", "两次调用得到不同的数"), got=Text("the same W1", "同样的 W1"))


def small_network(student):
    """Set the notebook's globals to a network with two inputs, three hidden units and one output."""
    student.set(num_inputs=2, W1=torch.tensor([[1.0, -1.0, 0.0], [2.0, 0.0, 1.0]]), b1=torch.tensor([0.0, 0.5, -2.0]),
                W2=torch.tensor([[1.0], [10.0], [3.0]]), b2=torch.tensor([-0.5]))


@exercise("net")
@describe("the logits of three examples, with small numbers", "三个样本的 logits，数值很小")
def test_net_logits(student):
    small_network(student)
    expect.close(student.net(torch.tensor([[1.0, 1.0], [3.0, -2.0], [-1.0, 3.0]])), torch.tensor([[2.5], [-0.5], [22.5]]))


@exercise("net")
@describe("a batch of one image keeps its two dimensions, (1, q)", "只有一张图像的批量保持两个维度 (1, q)")
def test_net_flattens_images(student):
    small_network(student)
    expect.close(student.net(torch.tensor([[[[1.0], [1.0]]]])), torch.tensor([[2.5]]))


@exercise("net")
@describe("the logits are connected to the input", "logits 与输入相连")
def test_net_has_a_gradient(student):
    small_network(student)
    _, (slope,) = probes.gradient(student, "net", torch.tensor([[1.0, 1.0], [3.0, -2.0]]))
    expect.close(slope, torch.tensor([[1.0, 2.0], [0.0, 0.0]]), asked=Text("the gradient for X", "对 X 的梯度"))


@exercise("sigmoid")
@describe("the values at -2, 0 and 3", "在 -2、0、3 处的值")
def test_sigmoid_of_a_few_numbers(student):
    expect.close(student.sigmoid(torch.tensor([-2.0, 0.0, 3.0])), torch.tensor([0.119203, 0.5, 0.952574]))


@exercise("sigmoid")
@describe("value and gradient at -10,000 and 10,000 are finite", "在 -10,000 和 10,000 处，函数值和梯度都是有限的")
def test_sigmoid_far_from_zero(student):
    value, (slope,) = probes.gradient(student, "sigmoid", torch.tensor([-1e4, 1e4]))
    expect.close(value, torch.tensor([0.0, 1.0]))
    expect.close(slope, torch.zeros(2), asked=Text("the gradient of sigmoid(X)", "sigmoid(X) 的梯度"))


@exercise("sigmoid")
@describe("the slope at 0 is 1/4", "在 0 处斜率为 1/4")
def test_sigmoid_gradient_at_zero(student):
    _, (slope,) = probes.gradient(student, "sigmoid", torch.tensor([0.0]))
    expect.close(slope, torch.tensor([0.25]), asked=Text("the gradient of sigmoid(X)", "sigmoid(X) 的梯度"))


@exercise("tanh")
@describe("the values at -2, 0 and 1", "在 -2、0、1 处的值")
def test_tanh_of_a_few_numbers(student):
    expect.close(student.tanh(torch.tensor([-2.0, 0.0, 1.0])), torch.tensor([-0.964028, 0.0, 0.761594]))


@exercise("tanh")
@describe("value and gradient at -10,000 and 10,000 are finite", "在 -10,000 和 10,000 处，函数值和梯度都是有限的")
def test_tanh_far_from_zero(student):
    value, (slope,) = probes.gradient(student, "tanh", torch.tensor([-1e4, 1e4]))
    expect.close(value, torch.tensor([-1.0, 1.0]))
    expect.close(slope, torch.zeros(2), asked=Text("the gradient of tanh(X)", "tanh(X) 的梯度"))


@exercise("tanh")
@describe("the slope at 0 is 1", "在 0 处斜率为 1")
def test_tanh_gradient_at_zero(student):
    _, (slope,) = probes.gradient(student, "tanh", torch.tensor([0.0]))
    expect.close(slope, torch.tensor([1.0]), asked=Text("the gradient of tanh(X)", "tanh(X) 的梯度"))


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
    weight = initialised(student)[0]
    spread = weight.std().item()
    expect.true(0.005 < spread < 0.02, Text("a standard deviation of about 0.01", "标准差约为 0.01"),
                got=Text("{:.4g}", "{:.4g}").format(spread))


@exercise("init_weights")
@describe("the bias, and other layers, stay as they were", "偏置以及其他层保持原样")
def test_init_weights_leaves_the_rest_alone(student):
    for kept in initialised(student)[1:]:
        expect.close(kept, torch.ones_like(kept), asked=Text("the bias, and the parameters of nn.LayerNorm", "偏置以及 nn.LayerNorm 的参数"))


@probe
def built(student):
    """The names of the layers, the shape of the logits of three images, and the spread of the first weight."""
    import torch

    net = student.build_mlp()
    first = next(iter(net.parameters()))
    return [type(layer).__name__ for layer in net.modules() if not list(layer.children())], list(net(torch.zeros(3, 1, 28, 28)).shape), first.std().item()


@exercise("build_mlp")
@describe("four layers, logits of shape (3, 10) for three images", "四层；三张图像的 logits 形状为 (3, 10)")
def test_build_mlp_layers(student):
    layers, shape, _ = built(student)
    expect.equal(layers, ["Flatten", "Linear", "ReLU", "Linear"], asked=Text("the layers", "各层"))
    expect.equal(shape, [3, 10], asked=Text("the shape of the logits", "logits 的形状"))


@exercise("build_mlp")
@describe("the first weight is small", "第一个权重很小")
def test_build_mlp_is_initialised(student):
    _, _, spread = built(student)
    expect.true(0.008 < spread < 0.012, Text("a standard deviation of about 0.01", "标准差约为 0.01"),
                got=Text("{:.4g}", "{:.4g}").format(spread))
