"""Pictures that say more than a message: your curve over the right one, a histogram, a fit.

A :class:`Picture` is plain numbers, so it crosses the trust line and compares; :func:`render_png` draws it.
matplotlib is imported when the first picture is drawn.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from autograder.clean import clean_line
from autograder.text import Text, check_language, current_language, translate

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MAX_POINTS = 2_000
_LIMIT = 1e30  # beyond it a number is drawn as missing: axes of 1e308 overflow while they are laid out
YOURS, RIGHT, POINTS, RULE = "#c2410c", "#1d4fb8", "#5b6675", "#d3d9e2"

Numbers = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """What to draw, in plain numbers. Make one with :meth:`curves`, :meth:`histogram` or :meth:`fit`.

    Attributes:
        kind: which of the three it is.
        title: what is drawn.
        x: abscissae of the curves, or the samples of a histogram.
        yours: what the student's function gives at ``x``.
        right: what was asked for at ``x``.
        gradient_yours: derivative of ``yours`` at ``x``, or empty.
        gradient_right: derivative of ``right`` at ``x``, or empty.
        points: measured points of a fit, as two tuples.
        expected: where the mean of a histogram should be, or None.
    """

    kind: Literal["curves", "histogram", "fit"]
    title: Text | str
    x: Numbers
    yours: Numbers = ()
    right: Numbers = ()
    gradient_yours: Numbers = ()
    gradient_right: Numbers = ()
    points: tuple[Numbers, Numbers] = ((), ())
    expected: float | None = None

    @classmethod
    def curves(
        cls,
        title: Text | str,
        x: Iterable[float],
        yours: Iterable[float],
        right: Iterable[float],
        *,
        gradient_yours: Iterable[float] = (),
        gradient_right: Iterable[float] = (),
    ) -> Picture:
        """Your curve over the right one; with gradients, a second panel for them.

        Raises:
            ValueError: when lengths differ.
        """
        at, given, asked = _numbers(x), _numbers(yours), _numbers(right)
        slopes = _numbers(gradient_yours), _numbers(gradient_right)
        _check_lengths(at, given, asked, *(line for line in slopes if line))
        return cls(
            "curves",
            title,
            _thinned(at),
            _thinned(given),
            _thinned(asked),
            gradient_yours=_thinned(slopes[0]),
            gradient_right=_thinned(slopes[1]),
        )

    @classmethod
    def histogram(cls, title: Text | str, samples: Iterable[float], expected: float | None = None) -> Picture:
        """How samples are spread, with a line where their mean should be."""
        return cls(
            "histogram",
            title,
            _thinned(_numbers(samples)),
            expected=None if expected is None else _number(expected),
        )

    @classmethod
    def fit(
        cls,
        title: Text | str,
        points_x: Iterable[float],
        points_y: Iterable[float],
        x: Iterable[float],
        yours: Iterable[float],
        right: Iterable[float],
    ) -> Picture:
        """Measured points, your curve through them, and the right curve.

        Raises:
            ValueError: when lengths differ.
        """
        measured = _numbers(points_x), _numbers(points_y)
        at, given, asked = _numbers(x), _numbers(yours), _numbers(right)
        _check_lengths(*measured)
        _check_lengths(at, given, asked)
        points = _thinned(measured[0]), _thinned(measured[1])
        return cls("fit", title, _thinned(at), _thinned(given), _thinned(asked), points=points)


def render_png(picture: Picture, language: str | None = None) -> bytes:
    """Draw a picture as a PNG of at most 900 x 400 pixels; the same picture always gives the same bytes.

    What is not finite is left out and said in the picture. Chinese labels need a Chinese font on the machine;
    without one the labels are English.

    Raises:
        ValueError: for a language the course does not speak.
    """
    import matplotlib

    language = check_language(language or current_language())
    font = _chinese_font() if language == "zh" else None
    say = _Say("en" if language == "zh" and font is None else language, font)
    with matplotlib.rc_context():
        matplotlib.rcdefaults()  # a notebook's own style (dark, usetex) must not reach into the picture
        return _drawn(picture, say)


def _drawn(picture: Picture, say: _Say) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    panels = 2 if picture.kind == "curves" and picture.gradient_right else 1
    figure = Figure(
        figsize=(7.2 if panels == 2 else 4.8, 3.0), dpi=120, layout="constrained", facecolor="white"
    )
    FigureCanvasAgg(figure)
    axes = [figure.add_subplot(1, panels, index + 1) for index in range(panels)]
    _DRAW[picture.kind](picture, axes, say)
    for axis in axes:
        _quiet(axis)
    _title(figure, say(picture.title), say)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()


class _Say:
    """Text in the picture: translated, cleaned, in a font that has its characters."""

    def __init__(self, language: str, font: str | None) -> None:
        self.language, self.font = language, font

    def __call__(self, text: Text | str) -> str:
        # matplotlib reads text between dollars as mathematics, and fails on what is none
        said = clean_line(translate(text, self.language), 80).replace("$", r"\$")
        return said if self.font or isinstance(text, Text) else said.encode("ascii", "replace").decode()

    @property
    def style(self) -> dict[str, Any]:
        return {"family": [self.font, "DejaVu Sans"]} if self.font else {}


def _curves(picture: Picture, axes: list[Axes], say: _Say) -> None:
    value = Text("value", "函数值") if len(axes) == 2 else Text("", "")
    _pair(axes[0], picture.x, picture.yours, picture.right, say)
    axes[0].set_title(say(value), fontsize=9, **say.style)
    axes[0].set_xlabel("x", fontsize=8)
    if len(axes) == 2:
        _pair(axes[1], picture.x, picture.gradient_yours, picture.gradient_right, say)
        axes[1].set_title(say(Text("gradient", "梯度")), fontsize=9, **say.style)
        axes[1].set_xlabel("x", fontsize=8)


def _histogram(picture: Picture, axes: list[Axes], say: _Say) -> None:
    axis, samples = axes[0], [value for value in picture.x if math.isfinite(value)]
    if samples:
        low, high = min(samples), max(samples)
        fine = 1e-6 * max(abs(low), abs(high))  # bins finer than the numbers cannot be told apart
        pad = max(0.5, fine) if high - low <= fine else 0.0
        bins = max(5, min(40, round(2 * len(samples) ** 0.5)))
        axis.hist(
            samples, bins=bins, range=(low - pad, high + pad), color=YOURS, alpha=0.55, label=say(_YOURS)
        )
        mean = math.fsum(samples) / len(samples)
        axis.axvline(
            mean, color=YOURS, linewidth=2, label=say(Text(f"your mean {mean:.3g}", f"你的均值 {mean:.3g}"))
        )
    _missing(axis, len(picture.x) - len(samples), say)
    if picture.expected is not None and math.isfinite(picture.expected):
        axis.axvline(
            picture.expected,
            color=RIGHT,
            linewidth=2,
            linestyle="--",
            label=say(Text(f"expected {picture.expected:.3g}", f"期望值 {picture.expected:.3g}")),
        )
    axis.set_ylabel(say(Text("how many", "个数")), fontsize=8, **say.style)
    _legend(axis, say)


def _fit(picture: Picture, axes: list[Axes], say: _Say) -> None:
    measured = [(x, y) for x, y in zip(*picture.points, strict=True) if math.isfinite(x) and math.isfinite(y)]
    if measured:
        axes[0].scatter(
            [x for x, _ in measured],
            [y for _, y in measured],
            s=14,
            color=POINTS,
            alpha=0.6,
            linewidths=0,
            zorder=2,
            label=say(Text("data", "数据")),
        )
    _pair(axes[0], picture.x, picture.yours, picture.right, say)
    axes[0].set_xlabel("x", fontsize=8)


_DRAW = {"curves": _curves, "histogram": _histogram, "fit": _fit}
_YOURS = Text("yours", "你的")


def _pair(axis: Axes, x: Numbers, yours: Numbers, right: Numbers, say: _Say) -> None:
    """The right curve, thick and pale, under yours, thin and dark: where they agree both can be seen."""
    if right:
        axis.plot(
            x,
            _drawable(right),
            color=RIGHT,
            alpha=0.35,
            linewidth=6,
            solid_capstyle="round",
            label=say(Text("right", "正确")),
            zorder=3,
        )
    if yours:
        axis.plot(x, _drawable(yours), color=YOURS, linewidth=1.8, label=say(_YOURS), zorder=4)
        _missing(axis, sum(not math.isfinite(value) for value in yours), say)
        _focus(axis, yours, right)
    _legend(axis, say)


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
        axis.text(
            0.5,
            0.04,
            say(note),
            transform=axis.transAxes,
            ha="center",
            fontsize=8,
            color=YOURS,
            zorder=6,
            bbox={"facecolor": "white", "edgecolor": YOURS, "boxstyle": "round,pad=0.3", "linewidth": 0.8},
            **say.style,
        )


def _legend(axis: Axes, say: _Say) -> None:
    if axis.get_legend_handles_labels()[0]:
        prop = {"size": 8, **say.style}
        axis.legend(prop=prop, frameon=True, framealpha=0.85, edgecolor=RULE, loc="best")


def _quiet(axis: Axes) -> None:
    axis.grid(True, color=RULE, linewidth=0.6)
    axis.set_axisbelow(True)
    axis.tick_params(labelsize=8, length=0, colors="#3d4754")
    axis.margins(x=0.03)
    for side, spine in axis.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color("#9aa5b3")


def _title(figure: Figure, text: str, say: _Say) -> None:
    if text:
        figure.suptitle(text, fontsize=10, fontweight="bold", color="#1c2430", **say.style)


@cache
def _chinese_font() -> str | None:
    """A font of this machine that has Chinese characters."""
    from matplotlib import font_manager

    known = {font.name for font in font_manager.fontManager.ttflist}
    wanted = (
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Source Han Sans SC",
        "PingFang SC",
        "Microsoft YaHei",
        "SimHei",
        "Heiti SC",
        "WenQuanYi Micro Hei",
        "WenQuanYi Zen Hei",
        "Noto Sans CJK JP",
        "Arial Unicode MS",
    )
    return next((name for name in wanted if name in known), None)


def _number(value: float) -> float:
    number = float(value)
    return number if abs(number) <= _LIMIT else math.nan


def _numbers(values: Iterable[float]) -> Numbers:
    return tuple(_number(value) for value in values)


def _drawable(values: Numbers) -> list[float]:
    return [value if math.isfinite(value) else math.nan for value in values]


def _thinned(values: Numbers) -> Numbers:
    """Every k-th value, so that at most MAX_POINTS are left."""
    return values[:: math.ceil(len(values) / MAX_POINTS)] if len(values) > MAX_POINTS else values


def _check_lengths(first: Numbers, *others: Numbers) -> None:
    if any(len(other) != len(first) for other in others):
        raise ValueError(
            f"the lines of a picture need one length each: {[len(line) for line in (first, *others)]}"
        )
