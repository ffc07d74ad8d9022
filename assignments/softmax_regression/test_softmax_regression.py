"""Public tests of the assignment on softmax regression, and its manifest."""

import torch

from autograder.testing import Exercise, Text, Trap, describe, exercise, expect, gives, probe, probes, rules

ENTROPY_TRAPS = (
    Trap("cross-entropy-mean", lambda student: gives(student.cross_entropy(SCORES, LABELS), torch.tensor(1.497866))),
    Trap("cross-entropy-sum", lambda student: gives(student.cross_entropy(SCORES, LABELS), torch.tensor(2.995732))),
)

EXERCISES = [
    Exercise(
        "softmax", section="4.1.1.2", title=Text("Softmax", "Softmax"), forbidden=rules.SOFTMAX,
        hints=(
            Text("exp(1000) is infinity. What can be taken from all logits of a row without changing their softmax?",
                 "exp(1000) 是无穷大。从一行的所有 logits 中减去什么，softmax 不会改变？"),
            Text("max and sum take dim and keepdim; after your shift, the largest entry of every row is 0. One shift "
                 "for the whole matrix does not do.",
                 "max 和 sum 都有参数 dim 和 keepdim；平移之后，每一行的最大值都应为 0。整个矩阵只平移一次是不够的。"),
            Text("Shift each row by its own largest entry, take exp of everything, and divide each row by its own "
                 "sum.",
                 "每一行减去本行的最大值，对全部元素取 exp，再让每一行除以本行之和。")),
        beyond=Text("logits up to ±10000, rows of very different sizes, the gradient, float64, other layouts",
                    "达到 ±10000 的 logits、大小悬殊的各行、梯度、float64、其他内存布局")),
    Exercise(
        "cross_entropy", traps=ENTROPY_TRAPS, section="4.1.2", title=Text("Cross-entropy", "交叉熵"),
        hints=(
            Text("Of each row, which single probability matters?",
                 "每一行中，只有哪一个概率有用？"),
            Text("A tensor can be indexed with one list of rows and one list of columns at the same time; "
                 "torch.arange counts rows.",
                 "张量可以同时用一组行号和一组列号来索引；torch.arange 可以列出行号。"),
            Text("Pick from row i the entry at column y[i], for all rows at once; return minus the log of each. No "
                 "mean, no sum.",
                 "从第 i 行取出第 y[i] 列的元素，所有行一次完成；返回每个元素的负对数。不求平均，也不求和。")),
        beyond=Text("zero and very small probabilities, the gradient, float64, many examples",
                    "为零和很小的概率、梯度、float64、样本很多的情形")),
    Exercise(
        "cross_entropy_with_logits", section="4.5.2", title=Text("Cross-entropy from logits", "由 logits 计算交叉熵"),
        forbidden=rules.CROSS_ENTROPY_WITH_LOGITS,
        hints=(
            Text("For logits [1000, 0], what are the losses of the two labels? Does the log of a softmax give them?",
                 "对于 logits [1000, 0]，两种标签的损失各是多少？先算 softmax 再取对数能得到它们吗？"),
            Text("−log softmax is log-sum-exp minus the logit of the class. log-sum-exp needs the same shift as "
                 "softmax does, in both places.",
                 "−log softmax 等于 log-sum-exp 减去该类的 logit。log-sum-exp 需要与 softmax 同样的平移，而且两处都要。"),
            Text("Shift each row by its largest entry. The loss is the log of the sum of the exps of the shifted "
                 "row, minus the shifted logit at the label.",
                 "每一行减去本行的最大值。损失等于平移后整行的 exp 之和的对数，减去标签处平移后的 logit。")),
        beyond=Text("logits up to ±10000, the gradient there, float64, many classes",
                    "达到 ±10000 的 logits 及其梯度、float64、类别很多的情形")),
    Exercise(
        "accuracy", section="4.3.3", title=Text("Accuracy", "精度"),
        hints=(
            Text("Is it the number of right predictions, or their share, that is asked for?",
                 "题目要的是预测正确的个数，还是比例？"),
            Text("argmax over the classes turns scores into labels; == between tensors of different dtypes can "
                 "surprise. .item() gives a Python number.",
                 "沿类别维取 argmax 可把分数变成标签；不同数据类型的张量用 == 比较可能出人意料。.item() 得到 Python 数。"),
            Text("If there are scores, turn each row into the number of its best class. Bring both to one dtype, "
                 "compare, count, and return the count as a Python number.",
                 "如果给的是分数，先把每一行变成得分最高的类别号；把两者变成同一数据类型，比较，计数，并以 Python 数返回。")),
        beyond=Text("labels of all dtypes, predicted labels in place of scores, many classes",
                    "各种数据类型的标签、以预测标签代替得分、类别很多的情形")),
    Exercise(
        "evaluate_accuracy", section="4.4.5", title=Text("Evaluating a classifier", "评估分类器"),
        hints=(
            Text("Batches of 4, 4 and 1 examples: is the mean of three accuracies the accuracy of nine examples?",
                 "三个批量分别有 4、4、1 个样本：三个精度的平均值就是九个样本的精度吗？"),
            Text("Keep two running totals over the batches. A Module has .eval(); torch.no_grad() builds no graph; "
                 "not every net is a Module.",
                 "在各批量上维护两个累计值。Module 有 .eval()；torch.no_grad() 不建立计算图；net 不一定是 Module。"),
            Text("Put a Module into evaluation mode. Without recording, go once through the batches, and add up "
                 "right predictions and examples. Divide once, at the end.",
                 "先把 Module 设为评估模式；在不记录计算图的情况下遍历一次各批量，累加正确的个数和样本数；最后只除一次。")),
        beyond=Text("batches of all sizes, iterators that work once, evaluation mode, whether a graph is built",
                    "各种大小的批量、只能用一次的迭代器、评估模式、是否构建计算图")),
    Exercise(
        "train_epoch", section="4.4.5", title=Text("Training for one epoch", "训练一轮"),
        hints=(
            Text("What are the five things that happen for one batch, and in what order?",
                 "一个批量要做哪五件事？先后顺序如何？"),
            Text("isinstance tells an Optimizer from a callable: the one wants the gradient of the mean, the other "
                 "that of the sum and the batch size. Means over examples need sums over examples.",
                 "用 isinstance 区分 Optimizer 和可调用对象：前者要平均损失的梯度，后者要损失之和的梯度以及批量大小。按样本平均，就要按样本累加。"),
            Text("Put a Module into training mode. For each batch: scores, losses, old gradients away, backward, "
                 "update; then add up the losses, the right predictions and the examples of the scores you had "
                 "before the update. Divide at the end.",
                 "先把 Module 设为训练模式。对每个批量：算分数、算损失、清除旧梯度、反向传播、更新；然后按更新之前的分数累加损失、正确个数和样本数。最后再相除。")),
        beyond=Text("every update in detail, both kinds of updater, left-over gradients, the means, training mode",
                    "每次更新的细节、两种更新器、残留的梯度、平均值、训练模式")),
]

SCORES, LABELS = torch.tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]]), torch.tensor([0, 2])


@exercise("softmax")
@describe("[0, 0, 0] becomes [⅓, ⅓, ⅓], and [0, log 2, log 3] becomes [⅙, ⅓, ½]", "[0, 0, 0] 变为 [⅓, ⅓, ⅓]，[0, log 2, log 3] 变为 [⅙, ⅓, ½]")
def test_softmax_of_equal_and_unequal_logits(student):
    X = torch.tensor([[0.0, 0.0, 0.0], [0.0, 0.6931472, 1.0986123]])
    expect.close(student.softmax(X), torch.tensor([[1 / 3, 1 / 3, 1 / 3], [1 / 6, 1 / 3, 1 / 2]]))


@exercise("softmax")
@describe("[1000, 1000], [-1000, -1000] and [0, 0] all become [½, ½], in one batch",
          "同一批量中的 [1000, 1000]、[-1000, -1000] 和 [0, 0] 都变为 [½, ½]")
def test_softmax_of_large_logits(student):
    X = torch.tensor([[1000.0, 1000.0], [-1000.0, -1000.0], [0.0, 0.0]])
    expect.close(student.softmax(X), torch.full((3, 2), 0.5))


@exercise("softmax")
@describe("at logits [0, 0] the gradient of the first probability is [¼, -¼]", "logits 为 [0, 0] 时，第一个概率的梯度为 [¼, -¼]")
def test_softmax_has_a_gradient(student):
    _, (slope,) = probes.gradient(student, "softmax", torch.zeros(1, 2), upstream=torch.tensor([[1.0, 0.0]]))
    expect.close(slope, torch.tensor([[0.25, -0.25]]), asked=Text("the gradient by the logits", "对 logits 的梯度"))


@exercise("cross_entropy")
@describe("probabilities 0.1 and 0.5 of the right classes give 2.3026 and 0.6931",
          "正确类别的概率为 0.1 和 0.5 时，损失为 2.3026 和 0.6931")
def test_cross_entropy_of_two_examples(student):
    expect.close(student.cross_entropy(SCORES, LABELS), torch.tensor([2.302585, 0.693147]))


@exercise("cross_entropy")
@describe("the gradient for the probability ½ of the right class is -2, and 0 for the other", "正确类别的概率为 ½ 时，对它的梯度为 -2，对另一个为 0")
def test_cross_entropy_has_a_gradient(student):
    _, (slope,) = probes.gradient(student, "cross_entropy", torch.full((2, 2), 0.5), torch.tensor([0, 1]))
    expect.close(slope, torch.tensor([[-2.0, 0.0], [0.0, -2.0]]), asked=Text("the gradient by y_hat", "对 y_hat 的梯度"))


@exercise("cross_entropy_with_logits")
@describe("logits [0, 0, 0] cost log 3 whatever the label, and [0, log 2, 0] with label 1 cost log 2",
          "logits [0, 0, 0] 无论标签如何损失都是 log 3；[0, log 2, 0] 在标签为 1 时损失为 log 2")
def test_cross_entropy_with_logits_of_two_examples(student):
    loss = student.cross_entropy_with_logits(torch.tensor([[0.0, 0.0, 0.0], [0.0, 0.6931472, 0.0]]), torch.tensor([2, 1]))
    expect.close(loss, torch.tensor([1.098612, 0.693147]), atol=1e-5)


@exercise("cross_entropy_with_logits")
@describe("logits [1000, 0] cost 0 with label 0 and 1000 with label 1, and [0, 1000] with label 0 cost 1000",
          "logits [1000, 0] 在标签为 0 时损失为 0，标签为 1 时为 1000；[0, 1000] 在标签为 0 时为 1000")
def test_cross_entropy_with_large_logits(student):
    loss = student.cross_entropy_with_logits(torch.tensor([[1000.0, 0.0], [1000.0, 0.0], [0.0, 1000.0]]), torch.tensor([0, 1, 0]))
    expect.close(loss, torch.tensor([0.0, 1000.0, 1000.0]), atol=1e-3)


@exercise("cross_entropy_with_logits")
@describe("the gradient at logits [0, 0] is [-½, ½] with label 0 and [½, -½] with label 1", "logits 为 [0, 0] 时的梯度：标签为 0 时是 [-½, ½]，为 1 时是 [½, -½]")
def test_cross_entropy_with_logits_has_a_gradient(student):
    _, (grad,) = probes.gradient(student, "cross_entropy_with_logits", torch.zeros(3, 2), torch.tensor([0, 1, 0]))
    expect.close(grad, torch.tensor([[-0.5, 0.5], [0.5, -0.5], [-0.5, 0.5]]), asked=Text("the gradient by the logits", "对 logits 的梯度"))


@exercise("accuracy")
@describe("of four predictions two are right: 2, not 2/4", "四个预测中有两个正确：结果是 2，而不是 2/4")
def test_accuracy_counts_right_predictions(student):
    scores = torch.tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5], [0.7, 0.2, 0.1], [0.2, 0.7, 0.1]])
    expect.number(student.accuracy(scores, torch.tensor([2, 2, 1, 0])), 2)


@exercise("accuracy")
@describe("predicted labels [2, 1, 0] against float labels [2, 1, 1]: 2",
          "预测标签 [2, 1, 0] 与浮点标签 [2, 1, 1] 比较：结果是 2")
def test_accuracy_of_predicted_labels(student):
    expect.number(student.accuracy(torch.tensor([2, 1, 0]), torch.tensor([2.0, 1.0, 1.0])), 2)


@probe
def _evaluated(student):
    import torch

    modes = []
    net = torch.nn.Sequential(torch.nn.Identity())
    net[0].register_forward_hook(lambda *_: modes.append(net.training))
    rows = torch.eye(4, dtype=torch.float32)
    batches = [(rows[:3], torch.tensor([0, 1, 2])), (rows[:1], torch.tensor([1]))]
    return student.evaluate_accuracy(net, batches), any(modes)


@exercise("evaluate_accuracy")
@describe("3 of 3 and 0 of 1 are 0.75, not 0.5", "3 个中对 3 个、1 个中对 0 个，结果是 0.75 而不是 0.5")
def test_evaluate_accuracy_counts_every_example_the_same(student):
    expect.number(_evaluated(student)[0], 0.75)


@exercise("evaluate_accuracy")
@describe("training is False while the net runs", "网络运行时 training 为 False")
def test_evaluate_accuracy_puts_the_net_into_evaluation_mode(student):
    expect.true(not _evaluated(student)[1], Text("training is False while the net runs", "网络运行时 training 为 False"),
                got=Text("training is True", "training 为 True"))


@probe
def _trained(student, with_optimizer):
    import torch

    W = torch.zeros(2, 2, requires_grad=True)
    W.grad = torch.ones(2, 2) if with_optimizer else torch.zeros(2, 2)

    def updater(batch_size):
        with torch.no_grad():
            W.sub_(W.grad / batch_size)
            W.grad.zero_()

    def loss(y_hat, y):
        return -y_hat[torch.arange(len(y)), y] + 3

    batches = [(torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]), torch.tensor([0, 1, 0])),
               (torch.tensor([[1.0, 0.0]]), torch.tensor([1]))]
    chosen = torch.optim.SGD([W], lr=1.0) if with_optimizer else updater
    return student.train_epoch(lambda X: X @ W + torch.tensor([0.1, 0.0]), batches, loss, chosen), W.detach()


@exercise("train_epoch")
@describe("two batches move the weight to [[⅔, 1], [0, ⅓]]; gradients left from before do not matter",
          "两个批量使权重变为 [[⅔, 1], [0, ⅓]]；之前残留的梯度没有影响")
def test_train_epoch_updates_with_an_optimizer(student):
    expect.close(_trained(student, True)[1], torch.tensor([[2 / 3, 1.0], [0.0, 1 / 3]]),
                 asked=Text("the weight after the epoch", "一轮之后的权重"))


@exercise("train_epoch")
@describe("the same with an updater that divides the gradient of the sum by the batch size",
          "更新器把总和的梯度除以批量大小时，结果相同")
def test_train_epoch_updates_with_a_callable(student):
    expect.close(_trained(student, False)[1], torch.tensor([[2 / 3, 1.0], [0.0, 1 / 3]]),
                 asked=Text("the weight after the epoch", "一轮之后的权重"))


@exercise("train_epoch")
@describe("mean loss (2.9 + 3 + 2.9 + 3) / 4 = 2.95 and accuracy 2 / 4",
          "平均损失为 (2.9 + 3 + 2.9 + 3) / 4 = 2.95，精度为 2 / 4")
def test_train_epoch_returns_means_over_examples(student):
    means, _ = _trained(student, True)
    expect.sequence(means, 2)
    expect.number(means[0], 2.95, asked=Text("the mean loss", "平均损失"))
    expect.number(means[1], 0.5, asked=Text("the accuracy", "精度"))
