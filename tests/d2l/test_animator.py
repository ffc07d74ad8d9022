"""Curves that grow: in a terminal as lines of text, in a notebook as one picture drawn again."""

from __future__ import annotations

import pytest
import torch

from autograder import d2l
from autograder.d2l import _animator, _screen


def test_without_a_front_end_each_point_is_a_line(capsys: pytest.CaptureFixture[str]):
    """Headless, a training still says how it goes."""
    animator = d2l.Animator("epoch", legend=["train loss", "test acc"])
    animator.add(1, (0.5, 0.25))
    animator.add(2, (torch.tensor(0.125, requires_grad=True), None))
    assert capsys.readouterr().out == "epoch 1: train loss 0.5, test acc 0.25\nepoch 2: train loss 0.125\n"


def test_points_belong_to_their_curves():
    """One abscissa for all or one each; None leaves a curve as it is; a bare number is one curve."""
    animator = d2l.Animator()
    animator.add(1, (10, 20))
    animator.add((2, 3), (11, 21))
    animator.add(4, (None, 22))
    assert animator.X == [[1, 2], [1, 3, 4]] and animator.Y == [[10, 11], [20, 21, 22]]
    single = d2l.Animator()
    single.add(torch.tensor(1), torch.tensor(5.0))
    assert single.X == [[1]] and single.Y == [[5]]


def test_the_figure_shows_all_points():
    """The figure can be had headless too, with labels, legend and limits."""
    animator = d2l.Animator("epoch", "loss", legend=["train"], xlim=[1, 5], yscale="log")
    for epoch in range(1, 6):
        animator.add(epoch, 1 / epoch)
    axes = animator.fig.axes[0]
    assert len(axes.get_lines()[0].get_ydata()) == 5
    assert (axes.get_xlabel(), axes.get_ylabel(), axes.get_yscale()) == ("epoch", "loss", "log")
    assert axes.get_legend().get_texts()[0].get_text() == "train"
    assert animator.axes == animator.fig.axes


def test_a_loss_that_shoots_up_does_not_flatten_the_rest():
    """With a bound, a curve beyond it is said in the legend and leaves the scale to the others."""
    animator = d2l.Animator("epoch", legend=["loss", "acc"], top=2.5)
    animator.add(1, (12345.0, 0.1))
    axes = animator.fig.axes[0]
    assert axes.get_ylim() == (0, 2.5)
    assert "1.23e+04" in axes.get_legend().get_texts()[0].get_text()
    animator.add(2, (float("nan"), 0.1))
    assert "nan" in animator.fig.axes[0].get_legend().get_texts()[0].get_text()


class Front:
    """A notebook's front end: what it was asked to display, and its shell's events."""

    def __init__(self) -> None:
        self.shown: list[dict] = []
        self.hooks: list = []
        self.kernel = self.events = self

    def register(self, event: str, hook) -> None:
        assert event == "post_run_cell"
        self.hooks.append(hook)

    def unregister(self, event: str, hook) -> None:
        self.hooks.remove(hook)

    def _show(self, bundle: dict, metadata: dict) -> None:
        self.shown.append(bundle)


@pytest.fixture
def front(monkeypatch: pytest.MonkeyPatch) -> Front:
    """A notebook in place of the terminal."""
    front = Front()
    monkeypatch.setattr(_screen, "running_shell", lambda: front)
    monkeypatch.setattr(_animator, "running_shell", lambda: front)
    monkeypatch.setattr(_screen.Place, "_show", lambda self, bundle, metadata: front._show(bundle, metadata))
    return front


def test_in_a_notebook_the_picture_is_drawn_again(front: Front, capsys: pytest.CaptureFixture[str]):
    """A notebook gets PNG pictures and a text for where there are none, and no printed lines."""
    animator = d2l.Animator("epoch", legend=["loss"])
    animator.add(1, 0.5)
    assert set(front.shown[0]) == {"image/png", "text/plain"}
    assert front.shown[0]["image/png"].startswith("iVBOR") and front.shown[0]["text/plain"] == "loss 0.5"
    assert capsys.readouterr().out == ""


def test_the_last_point_is_shown_when_the_cell_ends(front: Front, monkeypatch: pytest.MonkeyPatch):
    """Points that come faster than pictures are drawn wait; the end of the cell draws what waits, once."""
    monkeypatch.setattr(_animator, "_SHARE", 1e9)
    animator = d2l.Animator("epoch", legend=["loss"])
    for epoch in range(100):
        animator.add(epoch, epoch / 100)
    assert len(front.shown) == 1 and len(front.hooks) == 1
    front.hooks[0](object())
    assert front.shown[1]["text/plain"] == "loss 0.99" and not front.hooks


def test_progress_in_a_notebook(front: Front):
    """A bar and words, escaped; the last state is always shown."""
    with _screen.Progress(3) as progress:
        for step in range(3):
            progress.advance(1, f"<step {step}>")
    assert 'max="3" value="3"' in front.shown[-1]["text/html"]
    assert "&lt;step 2&gt;" in front.shown[-1]["text/html"] and front.shown[-1]["text/plain"] == "<step 2>"


def test_progress_without_a_known_end(front: Front):
    """A bar whose length is not known moves without bounds."""
    with _screen.Progress(None) as progress:
        progress.advance(1, "going")
    assert "<progress style" in front.shown[-1]["text/html"]


def test_progress_in_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """In a terminal rich draws the bar; where output goes to a file there is none."""
    with _screen.Progress(2) as progress:
        progress.advance(2, "to a file")
    assert capsys.readouterr().out == ""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    with _screen.Progress(2) as progress:
        progress.advance(2, "loss [0.5]")
    assert "loss [0.5]" in capsys.readouterr().out
