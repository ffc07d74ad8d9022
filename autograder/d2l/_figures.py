"""Figures in one plain style: curves, grids of pictures, and the PNG of a figure."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from autograder.core.fonts import chinese_font
from autograder.d2l._screen import running_shell

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = ("#1d4fb8", "#c2410c", "#15803d", "#7e22ce", "#a16207", "#0e7490")
DASHES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1)))
DPI = 144  # drawn half as large again as shown, to be sharp on today's screens
_GRID, _EDGE, _INK = "#d3d9e2", "#9aa5b3", "#1c2430"


def use_svg_display() -> None:
    """Show figures sharply in a notebook: PNG of double density, which every front end and page shows."""
    shell = running_shell()
    if getattr(shell, "kernel", None) is not None:
        from matplotlib_inline import backend_inline

        backend: Any = backend_inline
        backend.set_matplotlib_formats("retina")


def set_figsize(figsize: tuple[float, float] = (5, 3.2)) -> None:
    """Set the size of the figures that follow: width and height in inches."""
    from matplotlib import pyplot

    use_svg_display()
    pyplot.rcParams["figure.figsize"] = figsize


def plot(
    X: Any,
    Y: Any = None,
    xlabel: str | None = None,
    ylabel: str | None = None,
    legend: Sequence[str] | None = None,
    xlim: Sequence[float] | None = None,
    ylim: Sequence[float] | None = None,
    xscale: str = "linear",
    yscale: str = "linear",
    fmts: Sequence[str] | None = None,
    figsize: tuple[float, float] = (5, 3.2),
    axes: Axes | None = None,
    *,
    title: str | None = None,
    points: Any = None,
) -> None:
    """Draw one or several curves.

    Args:
        X: abscissae, one sequence for all curves or one for each; the ordinates when ``Y`` is left out.
        Y: ordinates, one sequence or a list of them; tensors may require gradients.
        legend: a name for each curve.
        fmts: matplotlib formats, used in turn; left out, each curve gets its own colour and dashes.
        figsize: width and height in inches.
        axes: where to draw; left out, a figure of its own.
        title: of the chart.
        points: abscissae and ordinates of data to draw as dots beside the curves, without a name.
    """
    from matplotlib import pyplot

    set_figsize(figsize)
    if axes is None:
        drawn_on = pyplot.get_fignums() and pyplot.gca().has_data()
        axes = pyplot.figure().add_subplot() if drawn_on else pyplot.gca()
    xs, ys = _curves(X), _curves(Y)
    if not ys:
        xs, ys = [list(range(len(curve))) for curve in xs], xs
    axes.cla()
    draw_curves(axes, xs * len(ys) if len(xs) == 1 else xs, ys, fmts)
    if points is not None:
        x, y = map(numbers, points)
        axes.scatter(x, y, s=12, color="#64748b", zorder=3, linewidths=0)
    dress(axes, xlabel, ylabel, legend, xlim, ylim, xscale, yscale, title)


def show_images(
    imgs: Any, num_rows: int, num_cols: int, titles: Sequence[str] | None = None, scale: float = 1.5
) -> Any:
    """Draw a grid of pictures: tensors ``(h, w)`` or ``(1, h, w)``, or PIL images.

    Returns:
        the axes, as a flat array.
    """
    from matplotlib import pyplot

    use_svg_display()
    figure, grid = pyplot.subplots(
        num_rows,
        num_cols,
        squeeze=False,
        layout="constrained",
        figsize=(num_cols * scale, num_rows * (scale + (0.25 if titles else 0))),
    )
    figure.set_facecolor("white")
    axes = grid.flatten()
    for place in axes:
        place.set_axis_off()
    for index, (place, picture) in enumerate(zip(axes, imgs, strict=False)):
        array = picture.detach().cpu().squeeze().numpy() if hasattr(picture, "detach") else picture
        place.imshow(array, cmap="gray_r")
        if titles:
            place.set_title(titles[index], fontsize=9, color=_INK, linespacing=1.3)
            _readable(place)
    return axes


def draw_curves(
    axes: Axes,
    xs: Sequence[Sequence[float]],
    ys: Sequence[Sequence[float]],
    fmts: Sequence[str] | None = None,
) -> None:
    """Draw curves on axes; few points get dots, so that a curve of one point can be seen."""
    for index, (x, y) in enumerate(zip(xs, ys, strict=True)):
        dots: Any = {"marker": "o", "markersize": 3.5} if len(y) <= 12 else {}
        if fmts:
            axes.plot(x, y, fmts[index % len(fmts)], linewidth=1.8)
        else:
            look = {"color": COLOURS[index % len(COLOURS)], "linestyle": DASHES[index % len(DASHES)], **dots}
            axes.plot(x, y, linewidth=1.8, **look)


def dress(
    axes: Axes,
    xlabel: str | None,
    ylabel: str | None,
    legend: Sequence[str] | None,
    xlim: Sequence[float] | None,
    ylim: Sequence[float] | None,
    xscale: str,
    yscale: str,
    title: str | None = None,
) -> None:
    """Label axes and give them the style of all figures."""
    axes.set_title(title or "", fontsize=11, color=_INK)
    axes.set_xlabel(xlabel or "", fontsize=10, color=_INK)
    axes.set_ylabel(ylabel or "", fontsize=10, color=_INK)
    axes.set(xscale=xscale, yscale=yscale)
    if xlim is not None and xlim[0] != xlim[1]:
        axes.set_xlim(*xlim)
    if ylim is not None:
        axes.set_ylim(*ylim)
    axes.figure.set_facecolor("white")
    axes.grid(True, color=_GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=9, length=0, colors="#3d4754")
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(_EDGE)
    if legend:
        axes.legend(axes.get_lines(), legend, fontsize=9, framealpha=0.85, edgecolor=_GRID, handlelength=2.6)
    _readable(axes)


def png(figure: Figure) -> tuple[bytes, int, int]:
    """A figure as PNG, with the width and height at which to show it, in pixels of the page."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    buffer = io.BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(buffer, format="png", dpi=DPI)
    width, height = figure.get_size_inches()
    return buffer.getvalue(), round(width * 96), round(height * 96)


def is_many(value: Any) -> bool:
    """Whether it is a sequence: a tensor without dimensions is a number, though it has ``__len__``."""
    return hasattr(value, "__len__") and getattr(value, "ndim", 1) > 0


def number(value: Any) -> float:
    """A Python float of a number or of a tensor with one element, which may require gradients."""
    return float(value.item() if hasattr(value, "item") else value)


def numbers(values: Any) -> list[float]:
    """Python floats of a sequence or of a tensor; what is not finite becomes nan, a gap in a curve."""
    plain = values.detach().cpu().flatten().tolist() if hasattr(values, "detach") else values
    return [value if math.isfinite(value) else math.nan for value in map(number, plain)]


def _curves(data: Any) -> list[list[float]]:
    """One curve or a list of them, as lists of floats."""
    if data is None or len(data) == 0:
        return []
    one = data.ndim == 1 if hasattr(data, "ndim") else not is_many(data[0])
    return [numbers(data)] if one else [numbers(curve) for curve in data]


def _readable(axes: Axes) -> None:
    """Use a Chinese font beside the usual one for labels that need it, where this machine has one."""
    from matplotlib.text import Text as Label

    for label in axes.findobj(Label):
        if not label.get_text().isascii() and (font := chinese_font()):
            label.set_fontfamily(["DejaVu Sans", font])
