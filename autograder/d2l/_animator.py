"""Curves that grow while a model is trained."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from autograder.d2l._figures import draw_curves, dress, is_many, number, numbers, png
from autograder.d2l._screen import Place, in_notebook, running_shell

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SHARE = 4  # after a frame, four times as long goes to the training: drawing takes a fifth of the time


class Animator:
    """Curves drawn anew as points are added; where figures cannot be shown, each :meth:`add` prints one line.

    Args:
        xlabel, ylabel, legend, xlim, ylim, xscale, yscale: as in :func:`autograder.d2l.plot`.
        fmts: matplotlib formats, used in turn; left out, each curve gets its own colour and dashes.
        nrows, ncols: a grid of axes; the curves are drawn in the first.
        figsize: width and height in inches.
        top: a bound on what the vertical axis shows, so that a loss that shoots up does not flatten the rest.
        title: of the chart.

    Attributes:
        fig, axes: the matplotlib figure and the list of its axes.
        X, Y: the points of each curve.
    """

    def __init__(
        self,
        xlabel: str | None = None,
        ylabel: str | None = None,
        legend: Sequence[str] | None = None,
        xlim: Sequence[float] | None = None,
        ylim: Sequence[float] | None = None,
        xscale: str = "linear",
        yscale: str = "linear",
        fmts: Sequence[str] | None = None,
        nrows: int = 1,
        ncols: int = 1,
        figsize: tuple[float, float] = (5, 3.2),
        *,
        top: float | None = None,
        title: str | None = None,
    ) -> None:
        self.X: list[list[float]] = []
        self.Y: list[list[float]] = []
        self.xlabel, self.legend, self.fmts, self.top = xlabel, list(legend or ()), fmts, top
        self.title = title
        self._frame = (ylabel, xlim, ylim, xscale, yscale)
        self._grid = (nrows, ncols, figsize)
        self._figure: Figure | None = None
        self._place = Place()
        self._rest_until = float("-inf")
        self._pending = False

    @property
    def fig(self) -> Figure:
        """The figure, drawn with all points so far."""
        self._redraw()
        return self._made()

    @property
    def axes(self) -> list[Axes]:
        """The axes of the figure."""
        return self._made().axes

    def add(self, x: Any, y: Any) -> None:
        """Add a point to each curve.

        Args:
            x: one number for all curves, or one each.
            y: a number for each curve; None leaves a curve as it is.
        """
        ys = list(y) if is_many(y) else [y]
        xs = list(x) if is_many(x) else [x] * len(ys)
        while len(self.X) < len(ys):
            self.X.append([])
            self.Y.append([])
        for index, (a, b) in enumerate(zip(xs, ys, strict=True)):
            if a is not None and b is not None:
                self.X[index].append(number(a))
                self.Y[index].append(number(b))
        if in_notebook():
            self._show_soon()
        else:
            print(self._line(xs, ys))

    def _show_soon(self) -> None:
        """Draw now, or leave the points to the next drawing, at the end of the cell at the latest."""
        if time.monotonic() >= self._rest_until:
            self.flush()
        elif not self._pending:
            self._pending = True
            running_shell().events.register("post_run_cell", self._flush_at_end)

    def flush(self) -> None:
        """Show all points added so far; does nothing outside a notebook."""
        if not in_notebook():
            return
        start = time.monotonic()
        self._redraw()
        self._place.show_png(*png(self._made()), instead=self._last())
        self._rest_until = time.monotonic() + _SHARE * (time.monotonic() - start)
        if self._pending:
            self._pending = False
            running_shell().events.unregister("post_run_cell", self._flush_at_end)

    def _flush_at_end(self, *_: Any) -> None:
        self.flush()

    def _made(self) -> Figure:
        if self._figure is None:
            from matplotlib.figure import Figure

            rows, columns, size = self._grid
            self._figure = Figure(figsize=size, layout="constrained")
            self._figure.subplots(rows, columns)
        return self._figure

    def _redraw(self) -> None:
        axes = self._made().axes[0]
        ylabel, xlim, ylim, xscale, yscale = self._frame
        axes.cla()
        draw_curves(axes, self.X, [numbers(curve) for curve in self.Y], self.fmts)
        dress(axes, self.xlabel, ylabel, self._names(), xlim, ylim, xscale, yscale, self.title)
        if self.top is not None:
            axes.set_ylim(0, min(self.top, axes.get_ylim()[1]))
        points = [x for curve in self.X for x in curve]
        if xscale == "linear" and all(x.is_integer() for x in points):
            locator: Any = axes.xaxis.get_major_locator()
            locator.set_params(integer=True)

    def _names(self) -> list[str]:
        """The legend; a curve that has left the picture says so."""
        if self.top is None:
            return self.legend
        last = [curve[-1] if curve else 0.0 for curve in self.Y]
        return [
            name if value <= self.top else f"{name} \N{UPWARDS ARROW} {value:.3g}"
            for name, value in zip(self.legend, last, strict=False)
        ]

    def _line(self, xs: Sequence[Any], ys: Sequence[Any]) -> str:
        where = next((x for x in xs if x is not None), "")
        return f"{self.xlabel or 'x'} {number(where):g}: " + self._values(ys)

    def _last(self) -> str:
        return self._values([curve[-1] if curve else None for curve in self.Y])

    def _values(self, ys: Sequence[Any]) -> str:
        names = [*self.legend, *(f"curve {index + 1}" for index in range(len(self.legend), len(ys)))]
        given = [(name, y) for name, y in zip(names, ys, strict=False) if y is not None]
        return ", ".join(f"{name} {number(y):.4g}" for name, y in given)
