"""The public tests of this assignment: ``check("backward")`` runs those of one exercise, ``pytest`` all of them."""

import torch

from autograder.testing import Exercise, Text, Trap, describe, exercise, expect, gives, needs, probe, rules

PARAMS = [
    torch.tensor([[1.0, -1.0], [2.0, 1.0]]),
    torch.tensor([0.5, -0.5]),  # no hidden unit is exactly 0, where ReLU's gradient is anybody's
    torch.tensor([[1.0, 0.0, 2.0], [3.0, 1.0, 0.0]]),
    torch.tensor([0.0, 1.0, -1.0]),
]
X = torch.tensor([[1.0, 1.0], [-1.0, 2.0]])
UPSTREAM = torch.tensor([[1.0, 0.0, 2.0], [0.0, 1.0, 0.5]])
NAMES = ("dX", "dW1", "db1", "dW2", "db2")


def spread(student):
    """The standard deviation of one large draw, in units of the right one; 300 inputs, 100 outputs."""
    return student.xavier_init(300, 100).std().item() / (2 / 400) ** 0.5


XAVIER_TRAPS = (
    Trap("xavier-fixed-seed", lambda student: gives(student.xavier_init(4, 3), student.xavier_init(4, 3))),
    Trap("xavier-variance-for-std", lambda student: abs(spread(student) - (2 / 400) ** 0.5) < 0.01),
    Trap("xavier-fan-in-alone", lambda student: abs(spread(student) - (400 / 600) ** 0.5) < 0.03),
    Trap("xavier-one-over-the-sum", lambda student: abs(spread(student) - 0.5**0.5) < 0.03),
)

EXERCISES = [
    Exercise(
        "forward", section="5.3.1", title=Text("Forward", "前向传播"), forbidden=rules.AUTOGRAD,
        hints=(
            Text("Which intermediate results will the backward pass ask for?",
                 "反向传播会需要哪些中间结果？"),
            Text("Compute Z, H and O one after the other. An in-place operation changes what the cache holds; a new "
                 "tensor does not.",
                 "依次计算 Z、H 和 O。原地运算会改变缓存中的内容，新的张量则不会。"),
            Text("The hidden layer before ReLU, ReLU by hand, the output layer; return the output, and a tuple of "
                 "what you need later.",
                 "ReLU 之前的隐藏层、手写的 ReLU、输出层；返回输出，以及一个装着以后所需内容的元组。")),
        beyond=Text("other sizes, a batch of one, float64, any memory layout; whether a cache survives later calls; "
                    "whether X and the parameters are left untouched",
                    "其他尺寸、只有一个样本的批量、float64、任意内存布局；之后的调用是否会改变 cache；X 和参数是否保持不变")),
    Exercise(
        "backward", section="5.3.3", title=Text("Backward", "反向传播"), forbidden=rules.AUTOGRAD,
        hints=(
            Text("Each gradient has the shape of what it belongs to. Which product of the matrices at hand has that "
                 "shape?",
                 "每个梯度的形状与它所属的量相同。手头的矩阵怎样相乘才有这个形状？"),
            Text("Go through the forward pass in reverse. ReLU lets the gradient through where its input was "
                 "positive; a bias that was broadcast over n rows collects from all of them.",
                 "按相反的次序走一遍前向传播。ReLU 只在输入为正的地方让梯度通过；偏置被广播到 n 行，它的梯度要从所有行汇总。"),
            Text("From upstream: first what the second layer's weight and bias get, then what its input gets; mask "
                 "that with ReLU; then the same three things for the first layer. No mean anywhere.",
                 "从 upstream 出发：先求第二层的权重和偏置的梯度，再求它的输入的梯度；用 ReLU 的掩码遮住；然后对第一层求同样的三个量。任何地方都不取平均。")),
        beyond=Text("each of the five gradients, in any size, in float64, and for a batch of one; a second call with the same cache; sums of "
                    "upstream gradients; two networks one after the other; whether the arguments are left untouched",
                    "五个梯度中的每一个：任意尺寸、float64、只有一个样本；用同一个 cache 再次调用；上游梯度之和；两个网络首尾相接；参数是否保持不变")),
    Exercise(
        "cross_entropy_grad", section="4.1.2.2", title=Text("Gradient of the cross-entropy", "交叉熵的梯度"), forbidden=rules.AUTOGRAD,
        hints=(
            Text("The loss of one example has the gradient softmax minus one-hot. What does the mean over n examples "
                 "add?",
                 "一个样本的损失的梯度是 softmax 减去 one-hot。对 n 个样本取平均会带来什么？"),
            Text("Shift each row before exp. One element of each row can be reached with a list of rows and a list "
                 "of columns.",
                 "取 exp 之前先平移每一行。用一组行号和一组列号可以取到每行的一个元素。"),
            Text("Softmax of each row, in a new tensor; take 1 from the entry at each label; divide by the number of "
                 "examples.",
                 "在新的张量中求每一行的 softmax；在每个标签处减 1；再除以样本数。")),
        beyond=Text("logits up to ±10,000, other sizes, float64, any memory layout, whether the logits are left untouched",
                    "达到 ±10,000 的 logits、其他尺寸、float64、任意内存布局、logits 是否保持不变")),
    Exercise(
        "xavier_init", section="5.4.2.2", title=Text("Initial weights", "初始权重"), traps=XAVIER_TRAPS,
        hints=(
            Text("The formula gives a variance. Does your function take the variance or its root?",
                 "公式给出的是方差。你所用的函数要的是方差，还是它的平方根？"),
            Text("Print the shape and var() of a large draw, (200, 300), and compare with 2 / 500.",
                 "请打印一次较大抽取 (200, 300) 的形状和 var()，与 2 / 500 比较。"),
            Text("Draw standard normal numbers in the shape asked for, and scale them by the standard deviation that "
                 "belongs to the variance.",
                 "按要求的形状抽取标准正态随机数，再乘以该方差对应的标准差。")),
        beyond=Text("very different numbers of inputs and outputs, the distribution, whether draws are independent, a signal through ten layers",
                    "输入数与输出数相差很大的情形、分布、抽取是否独立、信号经过十层之后的大小")),
    Exercise(
        "grad_check", section="2.4.1", title=Text("Checking a gradient", "检验梯度"), forbidden=rules.AUTOGRAD,
        hints=(
            Text("How far apart are the two points whose values you subtract?",
                 "你相减的两个值所在的点相距多远？"),
            Text("Move one element at a time, once up and once down, in a float64 copy of x: in float32 a step of "
                 "1e-6 is lost.",
                 "在 x 的 float64 副本中，一次只移动一个元素，向上一次、向下一次：在 float32 中 1e-6 的一步会丢失。"),
            Text("For each element in turn: a step that is eps there and 0 elsewhere; f above minus f below, over "
                 "the distance between the two. Collect these numbers in x's shape.",
                 "依次对每个元素：构造只在该处为 eps、其余为 0 的一步；用上方的 f 减去下方的 f，再除以两点之间的距离。把这些数收集成 x 的形状。")),
        beyond=Text("other functions and shapes, a number without dimensions, other values of eps, float32, whether x is left untouched",
                    "其他函数与形状、没有维度的一个数、其他的 eps、float32、x 是否保持不变")),
]


@probe
def run_forward(student, X, params):
    """The output of forward; what it returned instead of a pair, by its type."""
    returned = student.forward(X, params)
    if not isinstance(returned, (tuple, list)) or len(returned) != 2:
        return {"returned": type(returned).__name__}
    return returned[0]


def output_of(student, X, params):
    """The output of forward, which must have returned a pair."""
    found = run_forward(student, X, params)
    if isinstance(found, dict):
        expect.fail(Text("a pair (output, cache)", "一对值 (output, cache)"), got=Text("a {}", "一个 {}").format(found["returned"]))
    return found


@probe
def run_backward(student, X, params, upstream):
    """What backward returns for the cache of one call of forward."""
    _, cache = student.forward(X, params)
    return student.backward(upstream, cache)


@exercise("forward")
@describe("the output for two examples, with small numbers", "两个样本的输出，数值很小")
def test_forward_output(student):
    expect.close(output_of(student, X, PARAMS), torch.tensor([[3.5, 1.0, 6.0], [11.0, 3.5, 6.0]]),
                 asked=Text("the output of forward(X, params)", "forward(X, params) 的输出"))


@exercise("forward")
@describe("a hidden unit below 0 counts as 0", "小于 0 的隐藏单元按 0 计算")
def test_forward_has_a_relu(student):
    expect.close(output_of(student, -X[:1], PARAMS), torch.tensor([[0.0, 1.0, -1.0]]),
                 asked=Text("the output of forward(-X[:1], params)", "forward(-X[:1], params) 的输出"))


@exercise("forward")
@describe("X and the parameters are the same after the call", "调用之后 X 和参数保持不变")
def test_forward_leaves_its_arguments_alone(student):
    _, (after, params) = student.after("forward", X, PARAMS)
    expect.close(after, X, asked=Text("X after the call", "调用之后的 X"))
    expect.close(params, PARAMS, asked=Text("the parameters after the call", "调用之后的参数"))


@exercise("backward")
@describe("five gradients, in the shapes of X, W1, b1, W2 and b2", "五个梯度，形状与 X、W1、b1、W2、b2 相同")
def test_backward_shapes(student):
    found = run_backward(student, X, PARAMS, UPSTREAM)
    expect.sequence(found, 5, asked=Text("[dX, dW1, db1, dW2, db2]", "[dX, dW1, db1, dW2, db2]"))
    for name, gradient, owner in zip(NAMES, found, [X, *PARAMS], strict=True):
        expect.tensor(gradient, tuple(owner.shape), asked=Text("{}", "{}").format(name))


@exercise("backward")
@needs("test_backward_shapes")
@describe("their values for two examples, with small numbers", "它们在两个样本上的值，数值很小")
def test_backward_values(student):
    wanted = [
        torch.tensor([[5.0, 10.0], [0.0, 3.0]]),
        torch.tensor([[4.0, -1.0], [7.0, 2.0]]),
        torch.tensor([6.0, 1.0]),
        torch.tensor([[3.5, 3.5, 8.75], [0.0, 2.5, 1.25]]),
        torch.tensor([1.0, 1.0, 2.5]),
    ]
    found = run_backward(student, X, PARAMS, UPSTREAM)
    for name, gradient, want in zip(NAMES, found, wanted, strict=True):
        expect.close(gradient, want, asked=Text("{}", "{}").format(name))


@exercise("cross_entropy_grad")
@describe("the gradient for two examples", "两个样本的梯度")
def test_cross_entropy_grad_values(student):
    logits = torch.tensor([[0.0, 0.0, 0.0], [1.0, 2.0, 3.0]])
    expect.close(student.cross_entropy_grad(logits, torch.tensor([2, 0])),
                 torch.tensor([[0.166667, 0.166667, -0.333333], [-0.454985, 0.122364, 0.332620]]), atol=1e-5)


@exercise("cross_entropy_grad")
@describe("finite for logits of ±10,000", "logits 为 ±10,000 时结果有限")
def test_cross_entropy_grad_far_from_zero(student):
    expect.close(student.cross_entropy_grad(torch.tensor([[1e4, -1e4]]), torch.tensor([1])), torch.tensor([[1.0, -1.0]]))


@exercise("xavier_init")
@describe("shape (fan_in, fan_out), float32", "形状 (fan_in, fan_out)，float32")
def test_xavier_init_shape(student):
    expect.tensor(student.xavier_init(5, 3), (5, 3), torch.float32)


@exercise("xavier_init")
@needs("test_xavier_init_shape")
@describe("variance 2 / (fan_in + fan_out): here a standard deviation of 0.0707", "方差为 2 / (fan_in + fan_out)：这里标准差为 0.0707")
def test_xavier_init_variance(student):
    found = student.xavier_init(300, 100).std().item()
    expect.true(0.066 < found < 0.076, Text("a standard deviation of about 0.0707", "标准差约为 0.0707"),
                got=Text("{:.4g}", "{:.4g}").format(found))


@exercise("xavier_init")
@needs("test_xavier_init_shape")
@describe("each call draws anew", "每次调用都重新抽取")
def test_xavier_init_draws_anew(student):
    first, second = student.xavier_init(6, 5), student.xavier_init(6, 5)
    expect.true(not torch.equal(first, second), Text("different numbers in two calls", "两次调用得到不同的数"),
                got=Text("the same numbers", "相同的数"))


@probe
def checked(student, x, which, *eps):
    """grad_check of a function with known derivatives; and x afterwards."""
    functions = {"cubes": lambda x: (x**3).sum(), "sine": lambda x: x.sin().sum()}
    return student.grad_check(functions[which], x, *eps), x


@exercise("grad_check")
@describe("the gradient of the sum of x³ over a matrix is 3x²", "矩阵各元素 x³ 之和的梯度是 3x²")
def test_grad_check_of_a_matrix(student):
    x = torch.tensor([[1.0, -2.0], [0.5, 3.0]], dtype=torch.float64)
    found, after = checked(student, x, "cubes")
    expect.close(found, 3 * x**2, rtol=1e-5, check_dtype=False)
    expect.close(after, x, asked=Text("x after the call", "调用之后的 x"))


@exercise("grad_check")
@describe("central differences: with eps = 0.5, x³ gives 3x² + 0.25", "中心差分：eps = 0.5 时，x³ 得到 3x² + 0.25")
def test_grad_check_is_central(student):
    x = torch.tensor([1.0, -2.0], dtype=torch.float64)
    expect.close(checked(student, x, "cubes", 0.5)[0], 3 * x**2 + 0.25, rtol=1e-5, check_dtype=False)


@exercise("grad_check")
@describe("right for a float32 x, too: computed in float64", "x 为 float32 时也正确：用 float64 计算")
def test_grad_check_of_float32(student):
    x = torch.tensor([0.0, 1.0, 2.0])
    expect.close(checked(student, x, "sine")[0], x.cos(), rtol=1e-4, check_dtype=False)
