"""What a training came to, held against the book's bounds; where it missed one, the causes that were found.

A cause is named only when it was looked for and seen: in the losses, in the parameters before the first step and
after the last, or in what the optimiser holds.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import torch

from autograder.core.text import Text, texts

_TEXTS = texts(__file__)
ONE_NUMBER = _TEXTS["one-number"]

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
    def of(cls, scores: torch.Tensor, losses: torch.Tensor, updater: Any) -> Self:
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


def bounds_missed(start: Start, epochs: Sequence[Epoch]) -> Text | None:
    """None when the last epoch meets the book's bounds, else which it misses and which causes were found."""
    last = epochs[-1]
    met = (
        (_TEXTS["loss"], last.train_loss, last.train_loss < LOSS_BELOW),
        (_TEXTS["train"], last.train_acc, ACCURACY_ABOVE < last.train_acc <= 1),
        (_TEXTS["test"], last.test_acc, ACCURACY_ABOVE < last.test_acc <= 1),
    )
    missed = [text.format(value) for text, value, holds in met if not holds]
    if not missed:
        return None
    causes = [*_of_the_start(start), *_of_the_epochs(start, epochs)]
    reasons = _TEXTS["seen"].format(_list(causes)) if causes else _TEXTS["nothing"]
    return _TEXTS["missed"].format(count=len(epochs), bounds=_list(missed), reasons=reasons)


def _of_the_start(start: Start) -> list[Text]:
    """What was wrong before the first step."""
    guess, spread = math.log(max(start.classes, 2)), start.largest_spread()
    facts = {"first": start.loss, "classes": start.classes, "guess": guess, "spread": spread}
    causes = [ONE_NUMBER] if start.one_number else []
    if 2 * guess < start.loss < math.inf:
        causes.append((_TEXTS["large"] if spread > _SMALL else _TEXTS["large-loss"]).format(**facts))
    equal = [w.flatten()[0].item() for w in start.weights if w.shape[-1] > 1 and bool(w.min() == w.max())]
    if equal:
        causes.append(_TEXTS["equal"].format(equal[0]))
    elif start.weights and spread < 0.001:
        causes.append(_TEXTS["tiny"].format(spread))
    if not start.parameters:
        causes.append(_TEXTS["no-parameters"])
    if start.foreign:
        causes.append(_TEXTS["foreign"])
    return causes


def _of_the_epochs(start: Start, epochs: Sequence[Epoch]) -> list[Text]:
    """What went wrong afterwards."""
    losses, last = [epoch.train_loss for epoch in epochs], epochs[-1]
    broken = next((place for place, loss in enumerate(losses, 1) if not math.isfinite(loss)), None)
    if broken is not None:
        return [_TEXTS["not-finite"].format(epoch=broken, first=start.loss, spread=start.largest_spread())]
    if start.parameters and not start.moved():
        return [_TEXTS["unmoved"]]
    if start.one_number:
        return []
    guess = math.log(max(start.classes, 2))
    if all(abs(loss - guess) < 0.02 * guess for loss in losses):
        stuck = [_TEXTS["stuck"].format(classes=start.classes, guess=guess)]
        return [*stuck, _TEXTS["small-steps"].format(start.moved())] if start.moved() < 0.01 else stuck
    if last.train_loss < LOSS_BELOW and last.train_acc > ACCURACY_ABOVE:
        return [_TEXTS["overfitted"]]
    if len(losses) == 1:
        return [_TEXTS["one-epoch"]]
    if losses[-1] < 0.99 * losses[-2]:
        return [_TEXTS["falling"].format(before=losses[-2], last=losses[-1])]
    return []


def _list(texts: Sequence[Text]) -> Text:
    return Text("\n".join(f"- {text.en}" for text in texts), "\n".join(f"- {text.zh}" for text in texts))
