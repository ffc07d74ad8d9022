"""Public tests of the assignment on linear regression, and its manifest."""

import torch

from autograder.testing import Exercise, Text, Trap, describe, exercise, expect, gives, probe, probes, rules


def noise_of(student):
    """What synthetic_data adds to the line 2 x + 3."""
    X, y = student.synthetic_data(torch.tensor([2.0]), 3.0, 100)
    return y.reshape(-1) - 2 * X.reshape(-1) - 3


def order_of(student):
    """The order in which 50 examples come."""
    numbers = torch.arange(50.0).reshape(50, 1)
    return torch.cat([X for X, _ in probes.listed(student, "data_iter", 5, numbers, numbers)]).flatten().tolist()


def loss_of(student):
    """The loss of three predictions whose squared errors are 4, 0 and 9."""
    return student.squared_loss(torch.tensor([[1.0], [2.0], [4.0]]), torch.tensor([[3.0], [2.0], [1.0]]))


DATA_TRAPS = (
    Trap("synthetic-no-noise", lambda student: noise_of(student).abs().max() < 1e-5),
    Trap("synthetic-shared-noise", lambda student: noise_of(student).std() < 1e-5),
    Trap("synthetic-noise-squared", lambda student: 5e-5 < noise_of(student).std() < 2e-4),
)
BATCH_TRAPS = (
    Trap("batches-not-shuffled", lambda student: order_of(student) == list(range(50))),
    Trap("batches-fixed-seed", lambda student: len({*order_of(student)}) == 50 and order_of(student) == order_of(student)),
)
LOSS_TRAPS = (
    Trap("squared-loss-mean", lambda student: gives(loss_of(student), torch.tensor(13 / 6))),
    Trap("squared-loss-mean-without-half", lambda student: gives(loss_of(student), torch.tensor(13 / 3))),
    Trap("squared-loss-sum", lambda student: gives(loss_of(student), torch.tensor(6.5))),
)

EXERCISES = [
    Exercise(
        "synthetic_data", traps=DATA_TRAPS, section="3.3.1", title=Text("Synthetic data", "生成数据集"),
        hints=(
            Text("What shape has X @ w when w has shape (d,), and what shape when it has (d, 1)? Which of the two "
                 "gives a column?",
                 "w 的形状是 (d,) 时，X @ w 是什么形状？是 (d, 1) 时呢？哪一个给出列向量？"),
            Text("torch.normal takes a mean, a standard deviation and a shape; N(0, 0.01²) names the variance, not "
                 "the standard deviation.",
                 "torch.normal 的参数是均值、标准差和形状；N(0, 0.01²) 里写的是方差，不是标准差。"),
            Text("Draw X. Make a column of predictions from X, w and b. Add one fresh draw of noise of the same "
                 "shape to it. Return both.",
                 "先抽取 X；由 X、w、b 算出一列预测值；再加上同样形状的一次新的噪声；最后返回两者。")),
        beyond=Text("both shapes of w, the distributions of X and of the noise, fresh draws at each call",
                    "w 的两种形状、X 和噪声的分布、每次调用是否重新抽取")),
    Exercise(
        "data_iter", traps=BATCH_TRAPS, section="3.3.2", title=Text("Minibatches", "读取小批量"),
        hints=(
            Text("If the labels were shuffled by themselves, which label would belong to which example?",
                 "如果把标签单独打乱，哪个标签还属于哪个样本？"),
            Text("Shuffle row numbers, not data; a tensor can be indexed with a list of row numbers. Slices may run "
                 "past the end of a list.",
                 "打乱的是行号，而不是数据；张量可以用一组行号来索引。切片可以超出列表的末尾。"),
            Text("Make a random order of all row numbers, once a pass. Walk along it in strides of batch_size. For "
                 "each stride, yield the rows of the features and the rows of the labels at the same numbers.",
                 "每次遍历先得到全部行号的一个随机顺序；沿着它每次走 batch_size 步；每一步产出特征和标签中同一组行号的行。")),
        beyond=Text("every combination of sizes, the uniformity of the order, other shapes and dtypes, several passes at once",
                    "各种大小组合、顺序是否均匀随机、其他形状和数据类型、多次遍历同时进行")),
    Exercise(
        "linreg", section="3.4.1", title=Text("The model", "模型"),
        hints=(
            Text("Which product of an (n, d) and a (d, 1) matrix has shape (n, 1)?",
                 "(n, d) 与 (d, 1) 的哪种乘积形状为 (n, 1)？"),
            Text("* multiplies element by element; @ is the matrix product. A bias is added to every row by "
                 "broadcasting.",
                 "* 是逐元素相乘，@ 才是矩阵乘法。偏置会通过广播加到每一行上。"),
            Text("One matrix product, then one addition, and return the result.",
                 "一次矩阵乘法，再一次加法，然后返回结果。")),
        beyond=Text("gradients, float64, non-contiguous inputs, b as a number and as a tensor",
                    "梯度、float64、不连续的输入、b 为数或张量的情形")),
    Exercise(
        "squared_loss", traps=LOSS_TRAPS, section="3.4.2", title=Text("The squared loss", "平方损失"),
        hints=(
            Text("What shape has (3, 1) minus (3,)? Print it.",
                 "形状 (3, 1) 减去 (3,) 得到什么形状？请打印出来看看。"),
            Text("Labels can come in another shape than predictions: reshape takes the shape of another tensor. Mean "
                 "and sum belong to the caller.",
                 "标签的形状可能与预测不同：reshape 可以取另一个张量的形状。求平均和求和是调用者的事。"),
            Text("Bring y into the shape of y_hat, subtract, square each entry, and halve it. The result is as large "
                 "as y_hat.",
                 "把 y 变成 y_hat 的形状，相减，逐个平方，再取一半。结果与 y_hat 一样大。")),
        beyond=Text("all combinations of shapes, gradients, float64", "各种形状组合、梯度、float64")),
    Exercise(
        "sgd", section="3.4.3", title=Text("Stochastic gradient descent", "随机梯度下降"),
        hints=(
            Text("Does the tensor in the caller's list change, or does only a name inside your function get another "
                 "tensor?",
                 "改变的是调用者列表中的那个张量，还是只是函数内部的一个名字换成了另一个张量？"),
            Text("torch.no_grad() and in-place operators such as -= go together; print the parameter and its .grad "
                 "afterwards.",
                 "torch.no_grad() 要与 -= 等原地运算配合使用；请打印更新之后的参数和它的 .grad。"),
            Text("Without recording: for each parameter, take away in place the learning rate times its gradient "
                 "over the batch size; then set the gradient to zero, for the next batch.",
                 "在不记录计算图的情况下：对每个参数，原地减去学习率乘以梯度再除以批量大小；然后把梯度清零，留给下一个批量。")),
        beyond=Text("several parameters and steps, where the result is stored, what becomes of autograd, float64",
                    "多个参数和多步更新、结果存放在哪里、对自动求导的影响、float64")),
    Exercise(
        "train_linear_regression", section="3.4.4", title=Text("Training", "训练"), forbidden=rules.TRAIN_FROM_SCRATCH,
        hints=(
            Text("What must be there before the first epoch, and must not be made anew in each of them?",
                 "什么必须在第一轮之前就准备好，而不能在每一轮重新生成？"),
            Text("Print the mean loss after each epoch: it falls fast at first, and ends near 0.00005 on the "
                 "synthetic data. backward() wants one number, and sgd divides by the batch size.",
                 "请打印每轮之后的平均损失：起初下降很快，在生成的数据上最终接近 0.00005。backward() 需要一个数，而 sgd 会除以批量大小。"),
            Text("Make w and b once. Then two loops, epochs and minibatches; for each minibatch predict, take the "
                 "losses, go backward from their sum, and make one step. Return w and b.",
                 "先创建一次 w 和 b；然后是两层循环：轮次和小批量；对每个小批量作预测、算损失、从损失之和反向传播、更新一步。最后返回 w 和 b。")),
        beyond=Text("the exact steps for several sizes and rates, small last batches, the shuffling, the default arguments",
                    "各种大小和学习率下每一步的精确结果、较小的最后一个批量、打乱、默认参数")),
]


@exercise("synthetic_data")
@describe("X is (5, 2) and y is (5, 1), whether w is (2,) or (2, 1)",
          "无论 w 是 (2,) 还是 (2, 1)，X 都是 (5, 2)，y 都是 (5, 1)")
def test_synthetic_data_has_a_row_for_each_example(student):
    for w in (torch.tensor([2.0, -3.4]), torch.tensor([[2.0], [-3.4]])):
        pair = student.synthetic_data(w, 4.2, 5)
        expect.sequence(pair, 2)
        expect.tensor(pair[0], shape=(5, 2), asked=Text("X", "X"))
        expect.tensor(pair[1], shape=(5, 1), asked=Text("y", "y"))


@exercise("synthetic_data")
@describe("all labels are within 0.08 of the line, and not exactly on it", "所有标签与直线相差不超过 0.08，但又不恰好在直线上")
def test_synthetic_data_lies_near_the_line(student):
    X, y = student.synthetic_data(torch.tensor([2.0]), 3.0, 100)
    noise = (y.reshape(-1) - 2 * X.reshape(-1) - 3).abs()
    expect.true(noise.max() < 0.08, Text("y within 0.08 of 2 X + 3", "y 与 2 X + 3 相差不超过 0.08"),
                got=Text("a difference of {:.3g}", "相差 {:.3g}").format(float(noise.max())))
    expect.true(noise.mean() > 0.004, Text("noise with standard deviation 0.01", "标准差为 0.01 的噪声"),
                got=Text("less noise", "噪声太小"))


@exercise("synthetic_data")
@describe("two calls give different data", "两次调用得到不同的数据")
def test_synthetic_data_draws_anew(student):
    (first, *_), (second, *_) = (student.synthetic_data(torch.tensor([2.0]), 3.0, 20) for _ in range(2))
    expect.true(not torch.equal(first, second), Text("different numbers in two calls", "两次调用得到不同的数"), got=Text("the same X", "同样的 X"))


@exercise("data_iter")
@describe("5 examples in batches of 2 come as 2, 2 and 1, each with its own label",
          "5 个样本、批量大小为 2 时，依次得到 2、2、1 个，且各带自己的标签")
def test_data_iter_gives_every_example_once(student):
    numbers = torch.arange(5.0).reshape(5, 1)
    batches = probes.listed(student, "data_iter", 2, numbers, 10 * numbers)
    expect.equal([len(X) for X, _ in batches], [2, 2, 1], asked=Text("the sizes of the batches", "各批量的大小"))
    X, y = torch.cat([X for X, _ in batches]), torch.cat([y for _, y in batches])
    expect.close(X.sort(0).values, numbers, asked=Text("all examples, sorted", "所有样本（排序后）"))
    expect.close(y, 10 * X, asked=Text("the labels beside them", "与之对应的标签"))


@exercise("data_iter")
@describe("two passes over 50 examples differ in order", "对 50 个样本的两次遍历顺序不同")
def test_data_iter_shuffles(student):
    numbers = torch.arange(50.0).reshape(50, 1)
    first, second = (torch.cat([X for X, _ in probes.listed(student, "data_iter", 5, numbers, numbers)]) for _ in range(2))
    expect.true(not torch.equal(first, second), Text("another order in the second pass", "第二次遍历的顺序不同"),
                got=Text("the same order", "相同的顺序"))


@exercise("linreg")
@describe("X = [[1, 2], [3, 4], [0, 5]], w = [[2], [-1]] and b = 0.5 give [[0.5], [2.5], [-4.5]]",
          "X = [[1, 2], [3, 4], [0, 5]]、w = [[2], [-1]]、b = 0.5 时得到 [[0.5], [2.5], [-4.5]]")
def test_linreg_of_three_examples(student):
    X, w = torch.tensor([[1.0, 2.0], [3.0, 4.0], [0.0, 5.0]]), torch.tensor([[2.0], [-1.0]])
    expect.close(student.linreg(X, w, torch.tensor([0.5])), torch.tensor([[0.5], [2.5], [-4.5]]))


@exercise("linreg")
@describe("at X = [[1, 2]] the gradient for w is [[1], [2]]", "X = [[1, 2]] 时，对 w 的梯度为 [[1], [2]]")
def test_linreg_has_a_gradient(student):
    X = torch.tensor([[1.0, 2.0]])
    _, (slope,) = probes.gradient(student, "linreg", X, torch.tensor([[2.0], [-1.0]]), torch.tensor([0.5]), wrt=(1,))
    expect.close(slope, X.T, asked=Text("the gradient for w", "对 w 的梯度"))


@exercise("squared_loss")
@describe("predictions 1, 2, 4 and labels 3, 2, 1 give 2, 0 and 4.5", "预测为 1、2、4，标签为 3、2、1 时，损失为 2、0、4.5")
def test_squared_loss_of_three_predictions(student):
    y_hat, y = torch.tensor([[1.0], [2.0], [4.0]]), torch.tensor([[3.0], [2.0], [1.0]])
    expect.close(student.squared_loss(y_hat, y), torch.tensor([[2.0], [0.0], [4.5]]))


@exercise("squared_loss")
@describe("labels of shape (2,) beside predictions of shape (2, 1) give losses of shape (2, 1)",
          "标签形状为 (2,)、预测形状为 (2, 1) 时，损失形状为 (2, 1)")
def test_squared_loss_with_labels_of_another_shape(student):
    loss = student.squared_loss(torch.tensor([[1.0], [2.0]]), torch.tensor([1.0, 4.0]))
    expect.close(loss, torch.tensor([[0.0], [2.0]]))


@exercise("squared_loss")
@describe("the gradient for predictions 1 and 5 with labels 3 and 2 is -2 and 3", "预测为 1 和 5、标签为 3 和 2 时，对预测的梯度为 -2 和 3")
def test_squared_loss_has_a_gradient(student):
    _, (slope,) = probes.gradient(student, "squared_loss", torch.tensor([[1.0], [5.0]]), torch.tensor([[3.0], [2.0]]))
    expect.close(slope, torch.tensor([[-2.0], [3.0]]), asked=Text("the gradient for y_hat", "对 y_hat 的梯度"))


@probe
def _after_a_step(student):
    import torch

    param = torch.tensor([1.0, 2.0], requires_grad=True)
    (param * torch.tensor([10.0, -20.0])).sum().backward()
    student.sgd([param], 0.5, 10)
    return param.detach(), param.grad


@exercise("sgd")
@describe("from [1, 2] with gradient [10, -20], rate 0.5 and batch size 10, a step leads to [0.5, 3]",
          "从 [1, 2] 出发，梯度为 [10, -20]，学习率 0.5，批量大小 10，一步之后为 [0.5, 3]")
def test_sgd_steps_against_the_gradient(student):
    expect.close(_after_a_step(student)[0], torch.tensor([0.5, 3.0]), asked=Text("the parameter after the step", "更新之后的参数"))


@exercise("sgd")
@describe("afterwards the gradient is zero or None", "之后梯度为零或 None")
def test_sgd_clears_the_gradient(student):
    gradient = _after_a_step(student)[1]
    if gradient is not None:
        expect.close(gradient, torch.zeros(2), asked=Text("the gradient after the step", "更新之后的梯度"))


@exercise("train_linear_regression")
@describe("with X = 0, labels 1 and 3 in one batch and a rate of 1, one epoch sets b to 2",
          "X = 0、标签 1 和 3 在同一批量、学习率为 1 时，一轮使 b 变为 2")
def test_train_linear_regression_takes_one_step(student):
    w, b = student.train_linear_regression(torch.zeros(2, 3), torch.tensor([[1.0], [3.0]]), 1.0, 1, 2)
    expect.tensor(w, shape=(3, 1), asked=Text("w", "w"))
    expect.close(b, torch.tensor([2.0]), asked=Text("b", "b"))


@exercise("train_linear_regression")
@describe("the true w = 2 and b = -1 are found from 40 examples", "从 40 个样本中找到真实的 w = 2 和 b = -1")
def test_train_linear_regression_recovers_the_truth(student):
    X = torch.linspace(-2, 2, 40).reshape(-1, 1)
    w, b = student.train_linear_regression(X, 2 * X - 1, lr=0.1, num_epochs=20, batch_size=8)
    expect.close(w, torch.tensor([[2.0]]), rtol=0.01, asked=Text("w", "w"))
    expect.close(b, torch.tensor([-1.0]), rtol=0.01, asked=Text("b", "b"))
