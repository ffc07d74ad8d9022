"""What a training came to, held against the book's bounds; where it missed one, the causes that were found.

A cause is named only when it was looked for and seen: in the losses, in the parameters before the first step and
after the last, or in what the optimiser holds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import torch

from autograder.core.text import Text

LOSS_BELOW, ACCURACY_ABOVE = 0.5, 0.7
_SMALL = 0.1  # weights with a larger standard deviation than this do not start small


class Epoch(NamedTuple):
    """How an epoch ended."""

    train_loss: float
    train_acc: float
    test_acc: float


@dataclass(frozen=True, slots=True)
class Start:
    """What the first minibatch showed before any step was taken.

    Attributes:
        loss: the mean loss.
        one_number: the loss gave one number for the whole minibatch.
        classes: the number of scores of an example.
        parameters: what the loss depends on, and a copy of each as it was.
        foreign: the optimiser holds none of them.
    """

    loss: float
    one_number: bool
    classes: int
    parameters: tuple[tuple[torch.Tensor, torch.Tensor], ...]
    foreign: bool

    @classmethod
    def of(cls, scores: torch.Tensor, losses: torch.Tensor, updater: Any) -> Start:
        """Look at the first minibatch."""
        found = _parameters_of(losses)
        held = [p for group in getattr(updater, "param_groups", ()) for p in group["params"]]
        return cls(
            loss=losses.detach().mean().item(),
            one_number=losses.ndim == 0 and len(scores) > 1,
            classes=scores.shape[-1],
            parameters=tuple((p, p.detach().clone()) for p in found),
            foreign=bool(held) and not {id(p) for p in held} & {id(p) for p in found},
        )

    @property
    def weights(self) -> list[torch.Tensor]:
        """The matrices among the parameters, as they were."""
        return [before for _, before in self.parameters if before.ndim > 1]

    def largest_spread(self) -> float:
        """The largest standard deviation of a weight."""
        return max((weight.std().item() for weight in self.weights if weight.numel() > 1), default=0.0)

    def moved(self) -> float:
        """How far a parameter has moved since, at most."""
        return max(
            ((now.detach() - before).abs().max().item() for now, before in self.parameters), default=0.0
        )


def _parameters_of(losses: torch.Tensor) -> list[torch.Tensor]:
    """The leaves of a loss's graph."""
    found: list[torch.Tensor] = []
    waiting, seen = [losses.grad_fn], set()
    while waiting:
        node: Any = waiting.pop()
        if node is None or node in seen:
            continue
        seen.add(node)
        if hasattr(node, "variable"):
            found.append(node.variable)
        waiting += [below for below, _ in node.next_functions]
    return found


_MISSED = Text(
    "After {count} epoch(s) the training misses these bounds:\n{bounds}\n\n{reasons}",
    "训练 {count} 轮后没有达到书中的要求：\n{bounds}\n\n{reasons}",
)
_SEEN = Text("What was found:\n{}", "检查的结果：\n{}")
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
    "The loss became nan or infinite in epoch {epoch}. It was {first:.4g} for the first minibatch, and the "
    "weights had a standard deviation of up to {spread:.2g} then.",
    "损失在第 {epoch} 轮变成了 nan 或无穷大。第一个小批量的损失为 {first:.4g}，当时权重的标准差最大为 {spread:.2g}。",
)
_LARGE = Text(
    "The weights start too large: their standard deviation is up to {spread:.2g}, where 0.01 is usual. So the "
    "first minibatch had a loss of {first:.4g}; guessing among {classes} classes gives ln {classes} = "
    "{guess:.3g}.",
    "权重的初始值太大：标准差最大为 {spread:.2g}，通常为 0.01。因此第一个小批量的损失就有 {first:.4g}；"
    "在 {classes} 类中随机猜测的损失是 ln {classes} = {guess:.3g}。",
)
_LARGE_LOSS = Text(
    "The first minibatch had a loss of {first:.4g}; guessing among {classes} classes gives ln {classes} = "
    "{guess:.3g}. The weights are small, so it comes from the inputs, the net or the loss.",
    "第一个小批量的损失就有 {first:.4g}；在 {classes} 类中随机猜测的损失是 ln {classes} = {guess:.3g}。"
    "权重并不大，所以原因在输入、网络或损失函数。",
)
_STUCK = Text(
    "The loss stayed at ln {classes} = {guess:.3g}, which is guessing: nothing was learnt.",
    "损失一直停在 ln {classes} = {guess:.3g}，也就是随机猜测的水平：什么也没学到。",
)
_NO_PARAMETERS = Text(
    "The scores depend on no parameter that requires a gradient.", "得分不依赖于任何需要梯度的参数。"
)
_FOREIGN = Text(
    "The updater holds none of the parameters that the scores depend on: it changes others.",
    "updater 里没有得分所依赖的参数：它更新的是别的参数。",
)
_UNMOVED = Text("No parameter has moved since the start.", "从开始到现在，没有任何参数改变过。")
_EQUAL = Text(
    "All entries of a weight start equal (to {:.3g}): hidden units that are equal get equal gradients, and stay "
    "equal.",
    "有一个权重的所有元素初始值都相等（为 {:.3g}）：相同的隐藏单元得到相同的梯度，于是一直相同。",
)
_TINY = Text(
    "The weights start far smaller than 0.01: their standard deviation is at most {:.2g}.",
    "权重的初始值远小于 0.01：标准差最大为 {:.2g}。",
)
_SMALL_STEPS = Text(
    "Since the start no parameter has moved by more than {:.2g}: the steps are small.",
    "从开始到现在，参数的改变都不超过 {:.2g}：步长很小。",
)
_FALLING = Text(
    "The loss was still falling when the training stopped ({before:.4g}, then {last:.4g}): train for more epochs.",
    "训练结束时损失仍在下降（从 {before:.4g} 到 {last:.4g}）：请多训练几轮。",
)
_ONE_EPOCH = Text(
    "One epoch was trained: whether the loss still falls cannot be seen.",
    "只训练了一轮：看不出损失是否仍在下降。",
)
_OVERFITTED = Text(
    "The training data were learnt and the test data were not: the two differ, or there are few training data.",
    "学会了训练数据，却没有学会测试数据：两者不同，或训练数据太少。",
)
_NOTHING = Text(
    "No cause was found: the loss gives one number for each example, the weights start small and not equal, the "
    "parameters move, and the loss no longer falls.",
    "没有找到原因：损失对每个样本给出一个数，权重的初始值很小且不全相等，参数在改变，损失不再下降。",
)


def bounds_missed(start: Start, epochs: Sequence[Epoch]) -> Text | None:
    """None when the last epoch meets the book's bounds, else which it misses and which causes were found."""
    last = epochs[-1]
    met = (
        (_LOSS, last.train_loss, last.train_loss < LOSS_BELOW),
        (_TRAIN, last.train_acc, ACCURACY_ABOVE < last.train_acc <= 1),
        (_TEST, last.test_acc, ACCURACY_ABOVE < last.test_acc <= 1),
    )
    missed = [text.format(value) for text, value, holds in met if not holds]
    if not missed:
        return None
    causes = [*_of_the_start(start), *_of_the_epochs(start, epochs)]
    reasons = _SEEN.format(_list(causes)) if causes else _NOTHING
    return _MISSED.format(count=len(epochs), bounds=_list(missed), reasons=reasons)


def _of_the_start(start: Start) -> list[Text]:
    """What was wrong before the first step."""
    guess, spread = math.log(max(start.classes, 2)), start.largest_spread()
    facts = {"first": start.loss, "classes": start.classes, "guess": guess, "spread": spread}
    causes = [ONE_NUMBER] if start.one_number else []
    if 2 * guess < start.loss < math.inf:
        causes.append((_LARGE if spread > _SMALL else _LARGE_LOSS).format(**facts))
    equal = [weight.flatten()[0].item() for weight in start.weights if _all_equal(weight)]
    if equal:
        causes.append(_EQUAL.format(equal[0]))
    elif start.weights and spread < 0.001:
        causes.append(_TINY.format(spread))
    if not start.parameters:
        causes.append(_NO_PARAMETERS)
    if start.foreign:
        causes.append(_FOREIGN)
    return causes


def _of_the_epochs(start: Start, epochs: Sequence[Epoch]) -> list[Text]:
    """What went wrong afterwards."""
    losses, last = [epoch.train_loss for epoch in epochs], epochs[-1]
    broken = next((place for place, loss in enumerate(losses, 1) if not math.isfinite(loss)), None)
    if broken is not None:
        return [_NOT_FINITE.format(epoch=broken, first=start.loss, spread=start.largest_spread())]
    if start.parameters and not start.moved():
        return [_UNMOVED]
    if start.one_number:
        return []
    guess = math.log(max(start.classes, 2))
    if all(abs(loss - guess) < 0.02 * guess for loss in losses):
        stuck = [_STUCK.format(classes=start.classes, guess=guess)]
        return [*stuck, _SMALL_STEPS.format(start.moved())] if start.moved() < 0.01 else stuck
    if last.train_loss < LOSS_BELOW and last.train_acc > ACCURACY_ABOVE:
        return [_OVERFITTED]
    if len(losses) == 1:
        return [_ONE_EPOCH]
    if losses[-1] < 0.99 * losses[-2]:
        return [_FALLING.format(before=losses[-2], last=losses[-1])]
    return []


def _all_equal(weight: torch.Tensor) -> bool:
    return weight.shape[-1] > 1 and bool((weight == weight.flatten()[0]).all())


def _list(texts: Sequence[Text]) -> Text:
    return Text("\n".join(f"- {text.en}" for text in texts), "\n".join(f"- {text.zh}" for text in texts))
