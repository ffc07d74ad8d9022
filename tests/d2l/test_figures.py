"""Curves and grids of pictures."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from autograder import d2l
from autograder.core.fonts import chinese_font


def lines(index: int = -1):
    """The curves of the newest figure."""
    return d2l.plt.gcf().axes[index].get_lines()


@pytest.mark.parametrize(
    ("X", "Y", "curves"),
    [
        (torch.arange(3.0), torch.arange(3.0) ** 2, [([0, 1, 2], [0, 1, 4])]),
        ([1, 2, 3], [[1, 1, 1], [2, 2, 2]], [([1, 2, 3], [1, 1, 1]), ([1, 2, 3], [2, 2, 2])]),
        ([[1, 2], [3, 4]], [[5, 6], [7, 8]], [([1, 2], [5, 6]), ([3, 4], [7, 8])]),
        ([4, 5, 6], None, [([0, 1, 2], [4, 5, 6])]),
        ([[4, 5], [6, 7]], None, [([0, 1], [4, 5]), ([0, 1], [6, 7])]),
        ([torch.tensor(1.0), torch.tensor(2.0)], [torch.tensor(3.0), torch.tensor(4.0)], [([1, 2], [3, 4])]),
        (
            np.arange(2.0),
            [torch.ones(2, requires_grad=True), np.zeros(2)],
            [([0, 1], [1, 1]), ([0, 1], [0, 0])],
        ),
    ],
)
def test_one_curve_or_several(X, Y, curves):
    """A curve, several over the same abscissae, several over their own, and bare ordinates."""
    d2l.plot(X, Y)
    assert [(list(line.get_xdata()), list(line.get_ydata())) for line in lines()] == curves


def test_labels_limits_and_legend():
    """What is asked for is on the axes."""
    d2l.plot(
        [1, 10],
        [[1, 2], [3, 4]],
        "lambda",
        "norm",
        legend=["train", "test"],
        xlim=[1, 20],
        ylim=[0, 9],
        xscale="log",
        figsize=(4, 3),
    )
    axes = d2l.plt.gca()
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("lambda", "norm")
    assert axes.get_xlim() == (1, 20) and axes.get_ylim() == (0, 9) and axes.get_xscale() == "log"
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["train", "test"]
    assert tuple(axes.figure.get_size_inches()) == (4, 3)


def test_two_plots_are_two_figures():
    """A second plot does not wipe out the first; an empty figure or given axes are drawn on."""
    d2l.plot([1, 2], [1, 2])
    d2l.plot([1, 2], [2, 1])
    assert len(d2l.plt.get_fignums()) == 2
    _, (left, right) = d2l.plt.subplots(1, 2)
    d2l.plot([1, 2], [5, 6], axes=left)
    assert len(left.get_lines()) == 1 and not right.has_data()


def test_formats_are_used_in_turn():
    """Two formats do for three curves: none is dropped."""
    d2l.plot([1, 2], [[1, 2], [2, 3], [3, 4]], fmts=("-", "m--"))
    assert [line.get_linestyle() for line in lines()] == ["-", "--", "-"]


def test_curves_can_be_told_apart_without_colour():
    """By default every curve has its own colour and its own dashes."""
    d2l.plot([1, 2], [[1, 2], [2, 3], [3, 4]])
    assert len({line.get_color() for line in lines()}) == len({line.get_linestyle() for line in lines()}) == 3


def test_what_is_not_finite_leaves_a_gap():
    """An infinite value neither raises nor flattens the rest."""
    d2l.plot([1, 2, 3], [1.0, float("inf"), 2.0])
    d2l.plt.gcf().canvas.draw()
    assert d2l.plt.gca().get_ylim()[1] < 3


def test_chinese_labels_have_a_chinese_font():
    """Where this machine has such a font, labels that need it use it."""
    font = chinese_font()
    if font is None:
        pytest.skip("no Chinese font on this machine")
    d2l.plot([1, 2], [1, 2], "训练轮数", legend=["损失"])
    d2l.plt.gcf().canvas.draw()  # a missing glyph would be a warning, and warnings are errors
    assert d2l.plt.gca().xaxis.label.get_fontfamily() == ["DejaVu Sans", font]


def test_set_figsize_holds_for_the_next_figures():
    """The size is pyplot's own setting, as in the book."""
    with d2l.plt.rc_context():
        d2l.set_figsize((2, 1))
        assert tuple(d2l.plt.figure().get_size_inches()) == (2, 1)


def test_images_in_a_grid():
    """Pictures with and without a channel, fewer than places, with their titles; empty places stay empty."""
    from PIL import Image

    pictures = [torch.rand(28, 28), torch.rand(1, 28, 28), Image.new("L", (28, 28))]
    axes = d2l.show_images(pictures, 2, 2, titles=["a", "b", "c"])
    assert [place.get_title() for place in axes] == ["a", "b", "c", ""]
    assert [len(place.images) for place in axes] == [1, 1, 1, 0]
    assert len(d2l.show_images(torch.rand(4, 28, 28), 1, 4)) == 4
