"""Pictures that say more than a message: your curve over the right one, a histogram, a fit.

:func:`render_png` draws a :class:`autograder.testing.Picture`; matplotlib is imported when the first one is drawn.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.core.clean import clean_line
from autograder.core.fonts import chinese_font
from autograder.core.text import Text, check_language, current_language, translate
from autograder.testing.pictures import Numbers, Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STYLE = Path(__file__).with_name("templates") / "picture.mplstyle"
YOURS, RIGHT, POINTS = "#c2410c", "#1d4fb8", "#5b6675"


def render_png(picture: Picture, language: str | None = None) -> bytes:
    """Draw a picture as a PNG of at most 900 x 400 pixels; the same picture always gives the same bytes.

    What is not finite is left out and said in the picture. Chinese labels need a Chinese font on the machine;
    without one the labels are English.

    Raises:
        ValueError: for a language the course does not speak.
    """
    import matplotlib.style

    language = check_language(language or current_language())
    font = chinese_font() if language == "zh" else None
    say = _Say("en" if language == "zh" and font is None else language, font)
    with matplotlib.rc_context():
        matplotlib.rcdefaults()  # a notebook's own style (dark, usetex) must not reach into the picture
        matplotlib.style.use(STYLE)
        matplotlib.rcParams["font.family"] = [*filter(None, [font]), "DejaVu Sans"]
        return _drawn(picture, say)


def pngs(pictures: Mapping[str, Picture], language: str | None = None) -> dict[str, bytes]:
    """Draw each picture of a result; one that cannot be drawn, or shows nothing wrong, is left out."""
    drawn = {}
    for name, picture in pictures.items():
        if not picture.telling:
            continue
        with suppress(Exception):  # the numbers are the student's function's
            drawn[name] = render_png(picture, language)
    return drawn


def _drawn(picture: Picture, say: _Say) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    panels = 2 if picture.kind == "curves" and picture.gradient_right else 1
    figure = Figure(figsize=(7.2 if panels == 2 else 4.8, 3.0), layout="constrained")
    FigureCanvasAgg(figure)
    axes = [figure.add_subplot(1, panels, index + 1) for index in range(panels)]
    _DRAW[picture.kind](picture, axes, say)
    if title := say(picture.title):
        figure.suptitle(title, color="#1c2430")
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()


class _Say:
    """Text in the picture: translated, cleaned, in characters that the font has."""

    def __init__(self, language: str, font: str | None) -> None:
        self.language, self.font = language, font

    def __call__(self, text: Text | str) -> str:
        # matplotlib reads text between dollars as mathematics, and fails on what is none
        said = clean_line(translate(text, self.language), 80).replace("$", r"\$")
        return said if self.font or isinstance(text, Text) else said.encode("ascii", "replace").decode()


def _curves(picture: Picture, axes: list[Axes], say: _Say) -> None:
    value = Text("value", "函数值") if len(axes) == 2 else Text("", "")
    _pair(axes[0], picture.x, picture.yours, picture.right, say)
    axes[0].set(title=say(value), xlabel="x")
    if len(axes) == 2:
        _pair(axes[1], picture.x, picture.gradient_yours, picture.gradient_right, say)
        axes[1].set(title=say(Text("gradient", "梯度")), xlabel="x")


def _histogram(picture: Picture, axes: list[Axes], say: _Say) -> None:
    axis, samples = axes[0], [value for value in picture.x if math.isfinite(value)]
    if samples:
        low, high = min(samples), max(samples)
        # bins finer than the numbers cannot be told apart
        fine = max(1e-6 * max(abs(low), abs(high)), 1e-300)
        pad = max(0.5, fine) if high - low <= fine else 0.0
        bins = max(5, min(40, round(2 * len(samples) ** 0.5)))
        axis.hist(
            samples, bins=bins, range=(low - pad, high + pad), color=YOURS, alpha=0.55, label=say(_YOURS)
        )
        mean = math.fsum(samples) / len(samples)
        own = Text(f"your mean {mean:.3g}", f"你的均值 {mean:.3g}")
        axis.axvline(mean, color=YOURS, linewidth=2, label=say(own))
    _missing(axis, len(picture.x) - len(samples), say)
    if picture.expected is not None and math.isfinite(picture.expected):
        expected = Text(f"expected {picture.expected:.3g}", f"期望值 {picture.expected:.3g}")
        axis.axvline(picture.expected, color=RIGHT, linewidth=2, linestyle="--", label=say(expected))
    axis.set_ylabel(say(Text("how many", "个数")))
    _legend(axis)


def _fit(picture: Picture, axes: list[Axes], say: _Say) -> None:
    measured = [(x, y) for x, y in zip(*picture.points, strict=True) if math.isfinite(x) and math.isfinite(y)]
    if measured:
        look: Any = {"s": 14, "color": POINTS, "alpha": 0.6, "linewidths": 0, "zorder": 2}
        axes[0].scatter(*zip(*measured, strict=True), label=say(Text("data", "数据")), **look)
    _pair(axes[0], picture.x, picture.yours, picture.right, say)
    axes[0].set_xlabel("x")


_DRAW = {"curves": _curves, "histogram": _histogram, "fit": _fit}
_YOURS = Text("yours", "你的")


def _pair(axis: Axes, x: Numbers, yours: Numbers, right: Numbers, say: _Say) -> None:
    """The right curve, thick and pale, under yours, thin and dark: where they agree both can be seen."""
    if right:
        pale: Any = {"color": RIGHT, "alpha": 0.35, "linewidth": 6, "solid_capstyle": "round", "zorder": 3}
        axis.plot(x, _drawable(right), label=say(Text("right", "正确")), **pale)
    if yours:
        axis.plot(x, _drawable(yours), color=YOURS, linewidth=1.8, label=say(_YOURS), zorder=4)
        _missing(axis, sum(not math.isfinite(value) for value in yours), say)
        _focus(axis, yours, right)
    _legend(axis)


def _focus(axis: Axes, yours: Numbers, right: Numbers) -> None:
    """Keep the right curve visible when yours shoots far away from it."""
    asked = [value for value in right if math.isfinite(value)]
    given = [value for value in yours if math.isfinite(value)]
    if asked and given:
        low, high = min(asked), max(asked)
        room = max(high - low, 1e-6)
        if min(given) < low - 4 * room or max(given) > high + 4 * room:
            axis.set_ylim(low - 1.5 * room, high + 1.5 * room)


def _missing(axis: Axes, count: int, say: _Say) -> None:
    if count > 0:
        note = Text(f"{count} of your values: nan or inf", f"你的值中有 {count} 个是 nan 或 inf")
        box = {"facecolor": "white", "edgecolor": YOURS, "boxstyle": "round,pad=0.3", "linewidth": 0.8}
        look: Any = {"ha": "center", "fontsize": 8, "color": YOURS, "zorder": 6, "bbox": box}
        axis.text(0.5, 0.04, say(note), transform=axis.transAxes, **look)


def _legend(axis: Axes) -> None:
    if axis.get_legend_handles_labels()[0]:
        axis.legend()


def _drawable(values: Numbers) -> list[float]:
    return [value if math.isfinite(value) else math.nan for value in values]
