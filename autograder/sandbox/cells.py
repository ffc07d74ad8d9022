"""Runs notebook cells as a student expects (magics, top-level await, displays, figures), quietly and under a time limit."""

from __future__ import annotations

import signal
import threading
import traceback
from typing import Any

from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import InteractiveShell


class CellTimeout(BaseException):
    """Raised inside a cell that runs past its limit; no ``except Exception`` of the cell's stops it."""


class QuietShell(InteractiveShell):
    """An IPython shell that shows nothing, starts nothing and reaches for nothing outside the process."""

    def enable_gui(self, gui: Any = None) -> None:
        """No event loop."""

    def enable_matplotlib(self, gui: Any = None) -> tuple[str, str]:
        """``%matplotlib inline`` and the like: figures are made, and never drawn."""
        return "agg", "agg"

    def system(self, cmd: str) -> None:
        """``!command`` does nothing when grading: what a notebook needs is installed."""

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> Any:
        """``x = !command`` gives nothing."""
        return [] if split else ""

    def showtraceback(self, *args: Any, **kwargs: Any) -> None:
        """The error is reported by value; formatting it here costs more than the cell."""

    def showsyntaxerror(self, *args: Any, **kwargs: Any) -> None:
        """As above."""

    def init_history(self) -> None:
        """No database, no thread."""
        HistoryManager.enabled = False
        super().init_history()


class CellRunner:
    """One notebook's cells and the namespace they fill."""

    def __init__(self) -> None:
        QuietShell.clear_instance()
        self.shell = QuietShell.instance()
        for magic in ("pip", "conda", "mamba", "uv", "load_ext", "reload_ext", "autoreload", "sx", "system"):
            self.shell.register_magic_function(_nothing, "line_cell", magic)
        for magic in ("bash", "sh", "script", "html", "javascript", "js", "svg", "writefile"):
            self.shell.register_magic_function(_nothing, "cell", magic)
        self._sources: dict[str, list[str]] = {}

    @property
    def namespace(self) -> dict[str, Any]:
        """The notebook's globals."""
        return self.shell.user_ns

    def run(self, label: str, source: str, seconds: float | None) -> list[Any] | None:
        """Run one cell; None when it went through, else ``[class name, detail, line or None]``.

        A cell that takes longer than ``seconds`` is interrupted and reported as ``CellTimeout``; what it had done
        until then stays, as in Jupyter.
        """
        self._sources[label] = source.splitlines()
        self.shell.compile.get_code_name = lambda *_: self.filename(label)  # type: ignore[method-assign]
        try:
            with _time_limit(seconds):
                result = self.shell.run_cell(source, store_history=False, silent=True)
        except BaseException as exc:
            return [type(exc).__name__, str(exc)[:500], None]
        error = result.error_before_exec or result.error_in_exec
        if error is None:
            return None
        lines = [
            line
            for frame, line in traceback.walk_tb(error.__traceback__)
            if self.locate(frame.f_code.co_filename) == label
        ]
        line = error.lineno if isinstance(error, SyntaxError) else lines[-1] if lines else None
        try:
            detail = str(error)[:500]
        except BaseException:
            detail = ""
        return [type(error).__name__[:80], detail, line]

    def forget(self) -> None:
        """Empty the namespace, as before the first cell."""
        self.shell.reset(new_session=False)
        self._sources.clear()

    @staticmethod
    def filename(label: str) -> str:
        """The file name under which a cell's code is compiled."""
        return f"<cell {label}>"

    @staticmethod
    def locate(filename: str) -> str | None:
        """The label of the cell that a code object's file name stands for, or None."""
        return filename[6:-1] if filename.startswith("<cell ") else None

    def line(self, label: str, number: int) -> str:
        """Source line ``number`` (from 1) of a cell, or nothing."""
        lines = self._sources.get(label, [])
        return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def _nothing(line: str = "", cell: str | None = None) -> None:
    """A magic that does nothing."""


class _time_limit:
    """Raise CellTimeout in the main thread after so many seconds, where the platform can."""

    def __init__(self, seconds: float | None) -> None:
        can = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
        self._seconds = seconds if can else None

    def __enter__(self) -> None:
        if self._seconds is not None:
            signal.signal(signal.SIGALRM, self._ring)
            signal.setitimer(
                signal.ITIMER_REAL, self._seconds, 0.5
            )  # rings again, should the cell swallow the first

    def __exit__(self, *_: Any) -> None:
        if self._seconds is not None:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)

    def _ring(self, *_: Any) -> None:
        raise CellTimeout(f"the cell ran for more than {self._seconds:g} s")
