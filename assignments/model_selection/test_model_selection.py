"""The public tests of this assignment: ``check("k_fold")`` runs those of one exercise, ``pytest`` all of them."""

import torch

from autograder.testing import Exercise, Picture, Text, describe, exercise, expect, probe

POINTS = torch.tensor([0.5, 1.0, 1.0, 1.5, 4.5, -0.5, -1.0, -1.0, -1.5, -4.5])


def cubic(x):
    """The polynomial that the labels come from."""
    return 5 + 1.2 * x - 3.4 * x**2 / 2 + 5.6 * x**3 / 6


def powers(x):
    """Its four features."""
    return torch.stack([torch.ones_like(x), x, x**2 / 2, x**3 / 6], dim=1)


def fit_picture(student):
    """The fitted cubic over the points and the true one."""
    weight = student.fit_polynomial(powers(POINTS), powers(POINTS), cubic(POINTS), cubic(POINTS))[0].detach().flatten()
    x = torch.linspace(-4.5, 4.5, 91)
    return Picture.fit(Text("The cubic", "三次多项式"), POINTS.tolist(), cubic(POINTS).tolist(), x.tolist(),
                       (powers(x) @ weight).tolist(), cubic(x).tolist())


EXERCISES = [
    Exercise(
        "polynomial_features", section="3.6.2", title=Text("Polynomial features", "多项式特征"),
        hints=(
            Text("What are the first three columns, written by hand, and which power does the first one hold?",
                 "手写出前三列是什么？第一列是几次幂？"),
            Text("Γ(i + 1) = i!; math.factorial gives it as well. torch.stack puts columns side by side.",
                 "Γ(i + 1) = i!；math.factorial 也能得到它。torch.stack 可以把各列并排放在一起。"),
            Text("Make x flat. For each power from 0 up to max_degree − 1, raise x to it and divide by its "
                 "factorial; put these columns side by side.",
                 "先把 x 变成一维。对从 0 到 max_degree − 1 的每个次数，求 x 的幂并除以它的阶乘；再把这些列并排放好。")),
        beyond=Text("both shapes of x, 1 to 20 columns, very small entries, float64, whether x is left untouched",
                    "x 的两种形状、1 到 20 列、非常小的元素、float64、x 是否保持不变")),
    Exercise(
        "evaluate_loss", section="3.6.2", title=Text("The loss over a data set", "数据集上的损失"),
        hints=(
            Text("Which two numbers have to be added up over the batches, so that an uneven last batch does no harm?",
                 "要在各批量上累加哪两个数，才能使较小的最后一个批量不造成影响？"),
            Text("numel() counts elements; an (n, 1) output and (n,) labels broadcast to (n, n). .item() leaves the "
                 "graph.",
                 "numel() 给出元素个数；(n, 1) 的输出与 (n,) 的标签会广播成 (n, n)。.item() 会脱离计算图。"),
            Text("For each batch: output, labels in its shape, losses; add their sum to one total and their number "
                 "to another. Divide once, after the loop.",
                 "对每个批量：算输出，把标签变成输出的形状，算损失；把损失之和加到一个累计值，把个数加到另一个。循环之后只除一次。")),
        beyond=Text("uneven batches; labels (n,) and (n, 1); generators; several outputs; other losses; whether the result is a "
                    "Python number", "大小不同的批量；标签为 (n,) 与 (n, 1)；生成器；多个输出；其他损失函数；结果是否为 Python 数")),
    Exercise(
        "fit_polynomial", section="3.6.2", title=Text("Fitting a polynomial", "拟合多项式"), picture=fit_picture,
        hints=(
            Text("The first feature is always 1. Does the linear layer need a bias of its own?",
                 "第一个特征恒为 1。线性层还需要自己的偏置吗？"),
            Text("The order is zero, backward, step. Make outputs and labels alike in shape, (n, 1); shuffle once an "
                 "epoch; the test data only measure.",
                 "顺序是清零、反向传播、更新。让输出和标签的形状一致，都是 (n, 1)；每轮打乱一次；测试数据只用来衡量。"),
            Text("A linear layer without bias, the mean squared error, SGD. Each epoch: a random order, batches of "
                 "min(10, n) rows, one update a batch. After all epochs, take the loss over both whole sets without "
                 "recording. Return weight and losses in the order asked.",
                 "一个没有偏置的线性层、均方误差、SGD。每一轮：取随机顺序，每批 min(10, n) 行，每批更新一次。全部轮次之后，在不记录计算图的情况下计算两个完整数据集上的损失。按要求的顺序返回权重和损失。")),
        beyond=Text("single steps; the size of the batches; both shapes of labels; the bias; both losses; recovered coefficients; under- "
                    "and overfitting; whether the data are left untouched",
                    "单步更新；批量大小；标签的两种形状；偏置；两个损失；还原的系数；欠拟合与过拟合；数据是否保持不变")),
    Exercise(
        "k_fold", section="3.6.3", title=Text("k folds", "k 折"),
        hints=(
            Text("Where does fold i begin and where does it end, for n = 10 and k = 3? Which examples are in no fold?",
                 "n = 10、k = 3 时，第 i 折从哪里开始、到哪里结束？哪些样本不在任何一折中？"),
            Text("Slices give the part before, the fold, and the part after; torch.cat joins two of them. What is "
                 "left over has to go into some fold.",
                 "切片可以取出前面的部分、这一折、后面的部分；torch.cat 可以连接其中两个。除不尽的部分也要放进某一折。"),
            Text("Work out where fold i starts and stops. The validation set is that slice; the training set is what "
                 "stands before it and after it, joined. The same for X and y.",
                 "先算出第 i 折的起点和终点。验证集就是这一段；训练集是它之前和之后的部分连接起来。对 X 和 y 都这样做。")),
        beyond=Text("every i; sizes when k does not divide n; order; labels of both shapes; whether the partition is always the same",
                    "每个 i；k 不整除 n 时各折的大小；顺序；标签的两种形状；划分是否总是相同")),
]


@exercise("polynomial_features")
@describe("four columns of three numbers", "三个数的四列")
def test_polynomial_features_of_a_few_numbers(student):
    want = torch.tensor([[1.0, 2.0, 2.0, 4 / 3], [1.0, -1.0, 0.5, -1 / 6], [1.0, 0.0, 0.0, 0.0]])
    expect.close(student.polynomial_features(torch.tensor([2.0, -1.0, 0.0]), 4), want)


@exercise("polynomial_features")
@describe("x of shape (n, 1), two columns", "x 的形状为 (n, 1)，两列")
def test_polynomial_features_of_a_column(student):
    expect.close(student.polynomial_features(torch.tensor([[3.0], [0.5]]), 2), torch.tensor([[1.0, 3.0], [1.0, 0.5]]))


@probe
def loss_of(student, batches):
    """evaluate_loss of the sum of each row, under the squared error."""
    return student.evaluate_loss(lambda X: X.sum(1, keepdim=True), batches, lambda out, y: (out - y) ** 2)


@exercise("evaluate_loss")
@describe("the mean of two squared errors, 1 and 9", "两个平方误差 1 和 9 的平均值")
def test_evaluate_loss_of_one_batch(student):
    expect.number(loss_of(student, [(torch.tensor([[1.0, 1.0], [2.0, 2.0]]), torch.tensor([[1.0], [1.0]]))]), 5.0)


@exercise("evaluate_loss")
@describe("losses 0, 0, 0 in one batch and 8 in the next average to 2", "一个批量中损失为 0、0、0，下一个为 8，平均为 2")
def test_evaluate_loss_of_uneven_batches(student):
    batches = [(torch.ones(3, 1), torch.ones(3, 1)), (torch.zeros(1, 1), torch.full((1, 1), 8.0**0.5))]
    expect.number(loss_of(student, batches), 2.0)


@exercise("evaluate_loss")
@describe("labels of shape (n,) beside outputs of shape (n, 1)", "输出形状为 (n, 1)，标签形状为 (n,)")
def test_evaluate_loss_with_flat_labels(student):
    expect.number(loss_of(student, [(torch.tensor([[1.0], [5.0]]), torch.tensor([1.0, 5.0]))]), 0.0)


@exercise("fit_polynomial")
@describe("5, 1.2, -3.4 and 5.6 come back, and both losses are small", "找回 5、1.2、-3.4、5.6，且两个损失都很小")
def test_fit_polynomial_recovers_the_cubic(student):
    result = student.fit_polynomial(powers(POINTS), powers(POINTS), cubic(POINTS), cubic(POINTS))
    expect.sequence(result, 3)
    weight, train_loss, test_loss = result
    expect.tensor(weight, (1, 4))
    expect.close(weight.detach(), torch.tensor([[5.0, 1.2, -3.4, 5.6]]), atol=0.1, asked=Text("the weight", "权重"))
    expect.true(float(train_loss) < 0.1 and float(test_loss) < 0.1, Text("both losses near 0", "两个损失都接近 0"),
                got=Text("{:.3g} and {:.3g}", "{:.3g} 和 {:.3g}").format(float(train_loss), float(test_loss)))


@exercise("fit_polynomial")
@describe("labels that no weight can fit leave a loss, and test labels far away a larger one",
          "任何权重都无法拟合的标签会留下损失，相差很远的测试标签损失更大")
def test_fit_polynomial_tells_training_from_test_loss(student):
    X, y = torch.ones(2, 1) * 50**0.5, torch.tensor([1.0, -1.0])
    result = student.fit_polynomial(X, X, y, y + 10, num_epochs=3)
    expect.sequence(result, 3)
    expect.true(abs(float(result[1]) - 1) < 0.01, Text("a training loss of 1", "训练损失为 1"),
                got=Text("{:.4g}", "{:.4g}").format(float(result[1])))
    expect.true(abs(float(result[2]) - 101) < 1, Text("a test loss of 101", "测试损失为 101"),
                got=Text("{:.4g}", "{:.4g}").format(float(result[2])))


@exercise("k_fold")
@describe("two folds of four examples", "四个样本分成两折")
def test_k_fold_holds_out_every_example_once(student):
    X, y = torch.tensor([[0.0], [1.0], [2.0], [3.0]]), torch.tensor([0.0, 10.0, 20.0, 30.0])
    held = []
    for i in range(2):
        parts = student.k_fold(2, i, X, y)
        expect.sequence(parts, 4)
        for part, shape in zip(parts, [(2, 1), (2,), (2, 1), (2,)], strict=True):
            expect.tensor(part, shape)
        expect.close(parts[1], parts[0].flatten() * 10, asked=Text("the labels of the training part", "训练部分的标签"))
        held += parts[2].flatten().tolist()
    expect.equal(sorted(held), [0.0, 1.0, 2.0, 3.0], asked=Text("all validation examples", "全部验证样本"))


@exercise("k_fold")
@describe("seven examples in three folds: none is lost", "七个样本分成三折：一个也不丢")
def test_k_fold_keeps_the_remainder(student):
    X, y = torch.arange(7.0).reshape(7, 1), torch.arange(7.0)
    for i in range(3):
        parts = student.k_fold(3, i, X, y)
        expect.sequence(parts, 4)
        for part in parts:
            expect.tensor(part)
        expect.equal(sorted(parts[1].tolist() + parts[3].tolist()), [float(n) for n in range(7)],
                     asked=Text("all labels of fold {}", "第 {} 折的全部标签").format(i))
