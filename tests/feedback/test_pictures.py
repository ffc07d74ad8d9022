"""Pictures: plain numbers in, a bounded PNG out."""

from __future__ import annotations

import dataclasses
import io
import math
import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from autograder.core.text import Text
from autograder.feedback.pictures import pngs, render_png
from autograder.testing.pictures import MAX_POINTS, Picture

X = [i / 10 - 3 for i in range(61)]
RELU = [max(x, 0.0) for x in X]
EVERY_KIND = [
    Picture.curves("relu", X, X, RELU),
    Picture.curves("relu", X, X, RELU, gradient_yours=[1.0] * 61, gradient_right=[float(x > 0) for x in X]),
    Picture.histogram(Text("kept", "保留"), [0.1, 0.2, 0.2, 0.9], 0.5),
    Picture.fit("fit", [0, 1, 2], [1, 2, 3], X, X, RELU),
]
ODD = st.floats(width=64) | st.sampled_from([math.nan, math.inf, -math.inf, 1e308, -1e308, 5e-324, 0.0])


def size(png: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(png)) as image:
        assert image.format == "PNG"
        return image.size


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("picture", EVERY_KIND, ids=lambda picture: picture.kind)
def test_every_kind_is_drawn_in_a_bounded_size(picture, language):
    """A PNG that fits a page, in both languages."""
    png = render_png(picture, language)
    width, height = size(png)
    assert width <= 900 and height <= 400 and len(png) < 200_000


def test_the_same_picture_gives_the_same_bytes_whatever_the_notebook_has_set():
    """A student's matplotlib style does not reach into feedback, and ours not into the notebook."""
    import matplotlib

    first = render_png(EVERY_KIND[0], "en")
    with matplotlib.rc_context({"axes.facecolor": "black", "font.size": 40, "text.usetex": True}):
        assert render_png(EVERY_KIND[0], "en") == first
        assert matplotlib.rcParams["font.size"] == 40


@settings(max_examples=8, deadline=None)
@given(st.lists(ODD, max_size=30), st.sampled_from(["curves", "histogram", "fit"]))
@example([0.0, 5e-324], "histogram")
@example([math.nan, math.inf, 1e308], "histogram")
@example([math.nan, math.inf, 1e308, -1e308], "curves")
@example([math.nan, -math.inf, 1e308, 5e-324], "fit")
def test_nan_inf_and_huge_values_are_drawn_too(values, kind):
    """Whatever a student's function returns, there is a picture and no warning."""
    if kind == "histogram":
        picture = Picture.histogram("h", values, values[0] if values else None)
    elif kind == "curves":
        picture = Picture.curves(
            "c",
            range(len(values)),
            values,
            [0.0] * len(values),
            gradient_yours=values,
            gradient_right=[1.0] * len(values),
        )
    else:
        picture = Picture.fit("f", values, values, range(len(values)), values, [1.0] * len(values))
    size(render_png(picture, "en"))


def test_a_picture_is_plain_and_frozen():
    """It crosses the trust line as numbers, compares, and cannot change."""
    picture = Picture.curves("relu", X, RELU, RELU)
    assert picture == Picture.curves("relu", X, RELU, RELU) and all(type(v) is float for v in picture.x)
    with pytest.raises(dataclasses.FrozenInstanceError):
        picture.x = ()  # type: ignore[misc]


def test_long_lines_are_thinned_and_lengths_are_checked():
    """Size is bounded; lines that do not fit together are the caller's mistake."""
    assert len(Picture.histogram("h", [1.0] * 100_000).x) <= MAX_POINTS
    with pytest.raises(ValueError, match="same length"):
        Picture.curves("c", [1, 2], [1], [1, 2])
    with pytest.raises(ValueError, match="same length"):
        Picture.fit("f", [1], [1, 2], [1], [1], [1])


@pytest.mark.parametrize("title", ["$x^$", "a\x1b[31mb", "你好 $", "\ud800", "%s {} \\frac", ""])
def test_any_title_can_be_drawn(title):
    """Text in a picture is cleaned, and is never taken for a formula."""
    for language in ("en", "zh"):
        size(render_png(Picture.curves(title, X, RELU, RELU), language))


def test_matplotlib_is_imported_when_the_first_picture_is_drawn():
    """A check without a picture does not pay for one."""
    code = "import sys, autograder.feedback.pictures; print('matplotlib' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "False\n"
    )


def test_a_picture_that_shows_nothing_wrong_is_left_out():
    """Equal curves tell nothing; a gradient or a nan that differs does."""
    x = [0.0, 1.0]
    same = Picture.curves("f", x, x, x, gradient_yours=[1.0, 1.0], gradient_right=[1.0, 1.0])
    slope = Picture.curves("f", x, x, x, gradient_yours=[1.0, math.nan], gradient_right=[1.0, 1.0])
    spread = Picture.histogram("f", [0.0, 1.0] * 20)
    assert set(pngs({"same": same, "slope": slope, "spread": spread}, "en")) == {"slope", "spread"}
