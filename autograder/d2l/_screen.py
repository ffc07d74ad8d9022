"""Where output goes: a notebook that can redraw a place, or a terminal that can only be written on."""

import base64
import html
import sys
import time
from types import TracebackType
from typing import Any, Self

_PAUSE = 0.1  # seconds between two drawings of a progress bar: more only costs time


def in_notebook() -> bool:
    """Whether a Jupyter front end (JupyterLab, Notebook, VS Code, Colab) shows what is displayed."""
    return getattr(running_shell(), "kernel", None) is not None


def running_shell() -> Any:
    """The IPython shell this code runs in, or None; IPython is not imported to find out."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None


class Place:
    """A place in the output of a notebook cell that can be drawn again."""

    def __init__(self) -> None:
        self._handle: Any = None

    def show_png(self, png: bytes, width: int, height: int, instead: str) -> None:
        """Show a picture at a size in pixels of the page, ``instead`` where pictures cannot be shown."""
        bundle = {"image/png": base64.b64encode(png).decode(), "text/plain": instead}
        self._show(bundle, {"image/png": {"width": width, "height": height}})

    def show_html(self, page: str, instead: str) -> None:
        """Show a piece of HTML, ``instead`` where HTML cannot be shown."""
        self._show({"text/html": page, "text/plain": instead}, {})

    def _show(self, bundle: dict[str, str], metadata: dict[str, Any]) -> None:
        if self._handle is None:
            from IPython.display import display

            self._handle = display(bundle, metadata=metadata, raw=True, display_id=True)
        else:
            self._handle.update(bundle, metadata=metadata, raw=True)


class Progress:
    """A progress bar with a few words beside it, in a notebook or a terminal; silent where there is neither.

    Args:
        total: how much there is to do, or None when that is not known.
    """

    def __init__(self, total: float | None) -> None:
        self.total, self.done, self.words = total, 0.0, ""
        self._drawn = float("-inf")
        self._place: Place | None = None
        self._bar: Any = None

    def __enter__(self) -> Self:
        if in_notebook():
            self._place = Place()
        elif sys.stdout.isatty():
            from rich.progress import BarColumn, TextColumn
            from rich.progress import Progress as RichProgress

            self._bar = RichProgress(
                BarColumn(bar_width=24), TextColumn("{task.fields[words]}", markup=False)
            )
            self._task = self._bar.add_task("", total=self.total, words="")
            self._bar.start()
        return self

    def advance(self, amount: float, words: str) -> None:
        """Note that ``amount`` more is done, and say how things stand."""
        self.done, self.words = self.done + amount, words
        if time.monotonic() - self._drawn >= _PAUSE:
            self._draw()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._draw()
        if self._bar is not None:
            self._bar.stop()

    def _draw(self) -> None:
        self._drawn = time.monotonic()
        if self._place is not None:
            self._place.show_html(self._page(), self.words)
        elif self._bar is not None:
            self._bar.update(self._task, completed=self.done, words=self.words)

    def _page(self) -> str:
        bounds = f' max="{self.total:g}" value="{min(self.done, self.total):g}"' if self.total else ""
        style = "margin-left: 1em; font-variant-numeric: tabular-nums"
        return (
            f'<progress{bounds} style="width: 16em; vertical-align: middle"></progress>'
            f'<span style="{style}">{html.escape(self.words)}</span>'
        )
