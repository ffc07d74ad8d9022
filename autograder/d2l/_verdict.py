"""What a training came to, held against the book's bounds, and in words when it missed one."""

from __future__ import annotations

import math
from typing import NamedTuple

from autograder.core.text import Text

LOSS_BELOW, ACCURACY_ABOVE = 0.5, 0.7


class Epoch(NamedTuple):
    """How an epoch ended."""

    train_loss: float
    train_acc: float
    test_acc: float


class Start(NamedTuple):
    """What the first minibatch showed before any step was taken."""

    loss: float
    one_number: bool  # the loss gave one number for the whole minibatch
    classes: int


_MISSED = Text(
    "After {count} epoch(s) the training misses these bounds:\n{bounds}\n\n{heading}\n{reasons}",
    "训练 {count} 轮后没有达到书中的要求：\n{bounds}\n\n{heading}\n{reasons}",
)
_LIKELY = Text("What this training looks like:", "从这次训练的表现来看：")
_TYPICAL = Text("Why this typically happens:", "常见的原因：")
_LOSS = Text("train loss is {:.4g}, and should be below 0.5", "训练损失为 {:.4g}，应低于 0.5")
_TRAIN = Text(
    "train accuracy is {:.4g}, and should be above 0.7 and at most 1",
    "训练精度为 {:.4g}，应高于 0.7 且不超过 1",
)
_TEST = Text(
    "test accuracy is {:.4g}, and should be above 0.7 and at most 1",
    "测试精度为 {:.4g}，应高于 0.7 且不超过 1",
)

ONE_NUMBER = Text(
    "Your loss gives one number for a whole minibatch, where one for each example is expected "
    "(reduction='none'). With reduction='mean', an updater that divides by the batch size divides a "
    "second time: its steps are far too small, and the loss shown is too small as well.",
    "你的损失函数对整个小批量只给出一个数，而这里需要每个样本一个损失（reduction='none'）。用 reduction='mean' 时，"
    "会除以批量大小的 updater 相当于又除了一次：步长太小，显示的损失也偏小。",
)
_NOT_FINITE = Text(
    "The loss became nan or infinite: steps too large (learning rate), weights that start too large (not "
    "scaled by 0.01), or an exp or log in your own functions that overflows.",
    "损失变成了 nan 或无穷大：步长（学习率）太大，权重的初始值太大（没有乘以 0.01），或者你自己写的函数中 exp、log 溢出了。",
)
_LARGE = Text(
    "The very first minibatch had a loss of {first:.4g}; guessing among {classes} classes gives ln "
    "{classes} = {guess:.3g}. So the weights start too large: typically they were not scaled by "
    "0.01.",
    "第一个小批量的损失就有 {first:.4g}；在 {classes} 类中随机猜测的损失是 ln {classes} = {guess:.3g}。"
    "说明权重的初始值太大：常见的原因是没有乘以 0.01。",
)
_STUCK = Text(
    "The loss stayed at ln {classes} = {guess:.3g}, which is guessing: nothing was learnt. Typically the "
    "weights start all equal (zeros) or far smaller than 0.01, the learning rate is too small, or the "
    "updater holds other parameters than the net's.",
    "损失一直停在 ln {classes} = {guess:.3g}，也就是随机猜测的水平：什么也没学到。常见的原因：权重初始值"
    "全都相同（例如全为 0）或远小于 0.01；学习率太小；或者 updater 更新的不是这个网络的参数。",
)
_FALLING = Text(
    "The loss was still falling when the training stopped: too few epochs, too small a learning rate, or few "
    "training data (the stand-in is smaller than Fashion-MNIST).",
    "训练结束时损失仍在下降：轮数太少，学习率太小，或训练数据太少（替代数据比 Fashion-MNIST 小）。",
)
_OVERFITTED = Text(
    "The training data were learnt and the test data were not: too few training data, or test data "
    "prepared in another way.",
    "学会了训练数据，却没有学会测试数据：训练数据太少，或测试数据的处理方式不同。",
)
_SCALE = Text(
    "The weights do not start small: they were not scaled by 0.01.", "权重的初始值不够小：没有乘以 0.01。"
)
_MEAN = Text(
    "The loss has reduction='mean' where one loss for each example is expected (reduction='none').",
    "损失函数用了 reduction='mean'，而这里需要每个样本一个损失（reduction='none'）。",
)
_FEW = Text(
    "Too few epochs, or few training data (the stand-in is smaller than Fashion-MNIST).",
    "轮数太少，或训练数据太少（替代数据比 Fashion-MNIST 小）。",
)


def bounds_missed(start: Start | None, epochs: list[Epoch]) -> Text | None:
    """None when the last epoch meets the book's bounds, else which it misses and what that looks like."""
    last = epochs[-1]
    met = (
        (_LOSS, last.train_loss, last.train_loss < LOSS_BELOW),
        (_TRAIN, last.train_acc, ACCURACY_ABOVE < last.train_acc <= 1),
        (_TEST, last.test_acc, ACCURACY_ABOVE < last.test_acc <= 1),
    )
    missed = [text.format(value) for text, value, holds in met if not holds]
    if not missed:
        return None
    seen = _seen(start, epochs) if start else []
    return _MISSED.format(
        count=len(epochs),
        bounds=_list(missed),
        heading=_LIKELY if seen else _TYPICAL,
        reasons=_list(seen or [_SCALE, _MEAN, _FEW]),
    )


def _seen(start: Start, epochs: list[Epoch]) -> list[Text]:
    """The reasons that the numbers speak for, the most telling first."""
    last, guess = epochs[-1], math.log(max(start.classes, 2))
    facts = {"first": start.loss, "classes": start.classes, "guess": guess}
    steady = not start.one_number and all(math.isfinite(epoch.train_loss) for epoch in epochs)
    reasons = []
    if start.one_number:
        reasons.append(ONE_NUMBER)
    if not all(math.isfinite(epoch.train_loss) for epoch in epochs):
        reasons.append(_NOT_FINITE)
    if 2 * guess < start.loss < math.inf:
        reasons.append(_LARGE.format(**facts))
    if steady and all(abs(epoch.train_loss - guess) < 0.02 * guess for epoch in epochs):
        reasons.append(_STUCK.format(**facts))
    elif steady and _falling([epoch.train_loss for epoch in epochs]):
        reasons.append(_FALLING)
    if last.train_loss < LOSS_BELOW and last.train_acc > ACCURACY_ABOVE and not start.one_number:
        reasons.append(_OVERFITTED)
    return reasons


def _falling(losses: list[float]) -> bool:
    """Whether the last epoch still made the loss smaller by one per cent; one epoch alone is falling."""
    return len(losses) == 1 or losses[-1] < 0.99 * losses[-2]


def _list(texts: list[Text]) -> Text:
    return Text("\n".join(f"- {text.en}" for text in texts), "\n".join(f"- {text.zh}" for text in texts))
