"""Training a classifier as in the book's third chapter, with live curves, and words when it did not work.

Losses and right answers are counted inside one class, to its own ends: the course asks students to write ``accuracy``,
``evaluate_accuracy`` and ``train_epoch`` themselves, so the package has no such function to import.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from operator import length_hint
from typing import Any

import torch

from autograder.core.text import Text, translate
from autograder.d2l._animator import Animator
from autograder.d2l._fashion import get_fashion_mnist_labels
from autograder.d2l._figures import show_images
from autograder.d2l._screen import Progress
from autograder.d2l._verdict import ONE_NUMBER, Epoch, Start, bounds_missed

_LEGEND = (Text("train loss", "训练损失"), Text("train acc", "训练精度"), Text("test acc", "测试精度"))
_EPOCH, _LOSS_AND_ACCURACY = Text("epoch", "轮"), Text("loss, accuracy", "损失、精度")
_STATUS = Text("epoch {} of {}: loss {:.3f}, accuracy {:.3f}", "第 {} / {} 轮：损失 {:.3f}，精度 {:.3f}")
_DONE = Text(
    "{} epochs in {:.1f} s: train loss {:.3f}, train accuracy {:.3f}, test accuracy {:.3f}",
    "{} 轮，用时 {:.1f} 秒：训练损失 {:.3f}，训练精度 {:.3f}，测试精度 {:.3f}",
)


class Epochs(list[Epoch]):
    """The figures of each epoch. A cell that ends with the training shows nothing more: the chart has them."""

    def _ipython_display_(self) -> None:
        pass


def train_ch3(
    net: Any,
    train_iter: Any,
    test_iter: Any,
    loss: Any,
    num_epochs: int,
    updater: Any,
    *,
    check: bool = True,
    title: str | None = None,
) -> Epochs:
    """Train a classifier and draw its loss and accuracies after each epoch.

    Args:
        net: a Module or any function from ``X`` to scores ``(n, q)``.
        train_iter, test_iter: minibatches ``(X, y)``, iterated once an epoch.
        loss: ``loss(scores, y)`` gives one number for each example (``reduction="none"``).
        num_epochs: passes over the training data, at least 1.
        updater: a ``torch.optim.Optimizer``, or a function of the batch size that updates the parameters by
            the gradient of the summed loss, as the book's from-scratch SGD does.
        check: False to go on with a printed word, not an exception, where a bound is missed: for an
            experiment that is meant to fail.
        title: of the chart.

    Returns:
        ``(train_loss, train_acc, test_acc)`` of each epoch; the mean loss of an example, and shares of right answers.

    Raises:
        AssertionError: the training ended with a train loss of 0.5 or more, or with a train or test accuracy
            of 0.7 or less; the message says which, and which causes were found.
        ValueError: ``num_epochs`` is less than 1, or ``train_iter`` is empty.
    """
    if num_epochs < 1:
        raise ValueError(f"num_epochs must be at least 1, not {num_epochs}")
    run = _Run(net, loss, updater)
    started = time.perf_counter()
    edge = 0.02 * (num_epochs - 1)  # room for the dots of the first and the last epoch
    legend, span = [str(name) for name in _LEGEND], [1 - edge, num_epochs + edge]
    animator = Animator(str(_EPOCH), str(_LOSS_AND_ACCURACY), legend, span, top=2.5, title=title)
    with Progress(num_epochs * length_hint(train_iter) or None) as progress:
        for epoch in range(1, num_epochs + 1):
            for seen in run.learn(train_iter):
                progress.advance(1, translate(_STATUS.format(epoch, num_epochs, *seen[:2])))
            run.look(test_iter)
            animator.add(epoch, run.epochs[-1])
        last = run.epochs[-1]
        progress.advance(0, translate(_DONE.format(num_epochs, time.perf_counter() - started, *last)))
    animator.flush()
    assert run.start is not None  # an empty train_iter has raised
    message = bounds_missed(run.start, run.epochs)
    if message is not None and check:
        raise AssertionError(translate(message))
    if message is None and run.start.one_number:
        message = ONE_NUMBER
    if message is not None:
        print(translate(message))
    return Epochs(run.epochs)


def predict_ch3(net: Any, test_iter: Any, n: int = 6) -> None:
    """Show the first ``n`` images of ``test_iter``, each under its true and its predicted label.

    Where the two differ they are red.
    """
    X, y = next(iter(test_iter))
    n = min(n, len(y))
    with _evaluating(net):
        guesses = net(X[:n]).argmax(dim=1)
    pairs = list(zip(get_fashion_mnist_labels(y[:n]), get_fashion_mnist_labels(guesses), strict=True))
    axes = show_images(X[:n], 1, n, titles=[f"{true}\n{guess}" for true, guess in pairs])
    for place, (true, guess) in zip(axes, pairs, strict=True):
        if true != guess:
            place.title.set_color("#c2410c")


class _Run:
    """One training: what it began with, and what each epoch came to."""

    def __init__(self, net: Any, loss: Any, updater: Any) -> None:
        self.net, self.loss, self.updater = net, loss, updater
        self.start: Start | None = None
        self.epochs: list[Epoch] = []
        self._lost = self._right = self._seen = 0.0

    def learn(self, batches: Any) -> Iterator[Epoch]:
        """Go through the training data once; yield how the epoch stands after each minibatch."""
        self._lost = self._right = self._seen = 0.0
        if isinstance(self.net, torch.nn.Module):
            self.net.train()
        for X, y in batches:
            scores = self.net(X)
            losses = self.loss(scores, y)
            if self.start is None:
                self.start = Start.of(scores, losses, self.updater)
            self._step(losses, len(y))
            self._lost += losses.detach().sum().item()
            self._right += (scores.argmax(1) == y).sum().item()
            self._seen += len(y)
            yield self._stands()
        if not self._seen:
            raise ValueError(
                "train_iter gave no minibatch: it must be one that can be iterated again each "
                "epoch, such as a DataLoader, not a generator"
            )
        self.epochs.append(self._stands())

    def _stands(self) -> Epoch:
        return Epoch(self._lost / self._seen, self._right / self._seen, float("nan"))

    def _step(self, losses: torch.Tensor, count: int) -> None:
        if isinstance(self.updater, torch.optim.Optimizer):
            self.updater.zero_grad()
            torch.autograd.backward(losses.mean())
            self.updater.step()
        else:
            torch.autograd.backward(losses.sum())
            self.updater(count)

    def look(self, batches: Any) -> None:
        """Add the test accuracy to the epoch just learnt."""
        right = seen = 0.0
        with _evaluating(self.net):
            for X, y in batches:
                right, seen = right + (self.net(X).argmax(1) == y).sum().item(), seen + len(y)
        self.epochs[-1] = self.epochs[-1]._replace(test_acc=right / seen if seen else float("nan"))


@contextmanager
def _evaluating(net: Any) -> Iterator[None]:
    """A Module in evaluation mode for a while, and no gradients."""
    before = net.training if isinstance(net, torch.nn.Module) else None
    if before is not None:
        net.eval()
    try:
        with torch.no_grad():
            yield
    finally:
        if before is not None:
            net.train(before)
