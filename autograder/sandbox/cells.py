"""Runs notebook cells as a student expects (magics, top-level await, displays, figures), quietly and under a time limit.

What a notebook wants and cannot have here costs only what uses it: see :mod:`autograder.sandbox.causes`.
"""

from __future__ import annotations

import atexit
import builtins
import re
import signal
import sys
import threading
import time
import traceback
from codeop import PyCF_ALLOW_INCOMPLETE_INPUT  # type: ignore[attr-defined]
from contextlib import nullcontext
from types import CodeType, FunctionType
from typing import Any

from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.magics.execution import TimeitResult

from autograder.sandbox import processor
from autograder.sandbox.causes import Cause, OneImportATime, cause_of, stored_names, text_of

_RUN_CODE = frozenset({"time", "run", "pylab"})  # line magics whose errors are the notebook's own
_LINE_MAGICS = _RUN_CODE | {"matplotlib", "cd", "env", "set_env", "pwd"}
_CELL_MAGICS = frozenset({"capture", "writefile", "file"})
# the cell runs as if it were not there
_TRANSPARENT = re.compile(r"\s*%%(time|prun|memit|mprun|python3?|py)\b[^\n]*")


class CellTimeout(BaseException):
    """Raised inside a cell that runs past its limit; no ``except Exception`` of the cell's stops it."""


class QuietShell(InteractiveShell):
    """An IPython shell that shows nothing, starts nothing and reaches for nothing outside the process."""

    lost: dict[str, Cause]

    def enable_gui(self, gui: Any = None) -> None:
        """No event loop."""

    def enable_matplotlib(self, gui: Any = None) -> tuple[str, str]:
        """``%matplotlib inline`` and the like: figures are made, and never drawn."""
        return "agg", "agg"

    def ask_exit(self) -> None:
        """``exit()`` ends nothing: what stands below is graded, too."""

    def system(self, cmd: str) -> None:
        """``!command`` does nothing when grading: what a notebook needs is installed."""

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> Any:
        """``x = !command`` gives nothing."""
        return [] if split else ""

    def showtraceback(self, *args: Any, **kwargs: Any) -> None:
        """The error is reported by value; formatting it here costs more than the cell."""

    def showsyntaxerror(self, *args: Any, **kwargs: Any) -> None:
        """As above."""

    def _tee(self, channel: str) -> Any:
        """Nobody reads what is printed; a cell may have put anything in the place of ``sys.stdout``."""
        return nullcontext()

    def init_history(self) -> None:
        """No database, no thread."""
        HistoryManager.enabled = False  # type: ignore[assignment]
        super().init_history()  # type: ignore[no-untyped-call]

    def run_line_magic(self, magic_name: str, line: str, _stack_depth: int = 1) -> Any:
        """A magic that changes nothing in the notebook does nothing, as one does that is not installed."""
        if magic_name == "timeit":  # a cell may ask for the result
            return TimeitResult(1, 1, 0.0, 0.0, [0.0], 0.0, 3)
        own = self._is_own("line", magic_name)
        if magic_name not in _LINE_MAGICS and not own:
            return None
        try:
            return super().run_line_magic(magic_name, line, _stack_depth + 1)
        except Exception:
            if own or magic_name in _RUN_CODE:
                raise
            return None

    def run_cell_magic(self, magic_name: str, line: str, cell: str) -> Any:
        """``%%writefile``, ``%%capture`` and those that the notebook defines do what they say; any other takes its cell
        with it."""
        if magic_name not in _CELL_MAGICS and not self._is_own("cell", magic_name):
            return None
        return super().run_cell_magic(magic_name, line, cell)  # type: ignore[no-untyped-call]

    def _is_own(self, kind: str, name: str) -> bool:
        """Whether the notebook itself has defined a magic, as a function or as a method."""
        magic = self.find_magic(name, kind)  # type: ignore[no-untyped-call]
        return getattr(getattr(magic, "__func__", magic), "__globals__", None) is self.user_ns

    async def run_code(self, code_obj: CodeType, result: Any = None, *, async_: bool = False) -> bool:
        """Run one statement of a cell; whether the cell ends with it.

        It goes on after a statement that fails because something that it needs is not there.
        """
        failed: bool = await super().run_code(code_obj, result, async_=async_)  # type: ignore[no-untyped-call]
        if not failed or result is None:
            return failed
        cause = cause_of(result.error_in_exec, self.lost)
        if cause is None:
            return failed
        for name in stored_names(code_obj):
            self.lost.setdefault(name, cause)
        result.error_in_exec = None
        return False

    def import_failed(self, name: str, wanted: str) -> None:
        """Called by a cell where an import has failed: ``name`` is not bound, for want of the module ``wanted``."""
        error = sys.exc_info()[1]
        missing = error.name if isinstance(error, ModuleNotFoundError) and error.name else wanted
        self.lost.setdefault(name, ("module", missing.removesuffix(".*")))


class CellRunner:
    """One notebook's cells and the namespace they fill."""

    def __init__(self) -> None:
        QuietShell.clear_instance()
        self.shell = QuietShell.instance()
        atexit.unregister(self.shell.atexit_operations)  # it keeps nothing that could be saved
        self.shell.lost = {}
        self.shell.compile.flags &= (
            ~PyCF_ALLOW_INCOMPLETE_INPUT
        )  # "'(' was never closed", not "incomplete input"
        self.shell.ast_transformers.append(OneImportATime())
        self.shell.display_formatter.format = lambda *_, **__: ({}, {})  # type: ignore[union-attr,method-assign]
        self._sources: dict[str, list[str]] = {}
        self._graded: dict[str, Any] = {}  # exercise -> what its name is bound to at its test cell
        self._at_test: dict[str, dict[str, Any]] = {}  # exercise -> all names, there
        self._at_end: dict[str, Any] = {}

    @property
    def namespace(self) -> dict[str, Any]:
        """The notebook's globals."""
        namespace: dict[str, Any] = self.shell.user_ns
        return namespace

    @property
    def lost(self) -> dict[str, Cause]:
        """The names that the notebook would have bound, but for what it needs and does not find here; and what that is."""
        return self.shell.lost

    def run(self, label: str, source: str, seconds: float | None) -> list[Any] | None:
        """Run one cell; None when it went through, else ``[class name, detail, line or None]``.

        A cell that takes longer than ``seconds`` is interrupted and reported as ``CellTimeout``; what it had done
        until then stays, as in Jupyter.
        """
        self._sources[label] = re.split(r"\r\n?|\n", source)  # as Python counts them
        self.shell.compile.get_code_name = lambda *_: self.filename(label)  # type: ignore[method-assign]
        try:
            with _time_limit(seconds):
                result = self.shell.run_cell(  # type: ignore[no-untyped-call]
                    _TRANSPARENT.sub("", source, count=1), store_history=False, silent=True
                )
        except BaseException as exc:
            return [type(exc).__name__, text_of(exc), None]
        error = result.error_before_exec or result.error_in_exec
        if error is None:
            return None
        lines = [
            line
            for frame, line in traceback.walk_tb(error.__traceback__)
            if self.locate(frame.f_code.co_filename) == label
        ]
        line = error.lineno if isinstance(error, SyntaxError) else lines[-1] if lines else None
        return [type(error).__name__[:80], text_of(error), line]

    def keep(self, exercise: str) -> None:
        """At an exercise's test cell: remember what every name is bound to. A later cell may use it for other things."""
        self._at_test[exercise] = dict(self.namespace)
        if exercise in self.namespace:
            self._graded[exercise] = self.namespace[exercise]

    def settle(self) -> None:
        """At the notebook's end: bind every exercise's name as at its test cell."""
        self.namespace.update(self._graded)
        self._at_end = dict(self.namespace)

    def bind(self, exercise: str | None) -> None:
        """Bind every name as it was at the exercise's test cell, and what came later as at the end.

        A later cell may call a variable ``sum`` without taking it from those before. Other exercises' names are bound as at
        their own test cells, unless the notebook has defined them anew by this one's: a ``backward`` that brings the
        ``forward`` that it fits.
        """
        here = self._at_test.get(exercise or "", {})
        later = {key: value for key, value in self._at_end.items() if not here or key not in vars(builtins)}
        others = {
            key: value
            for key, value in self._graded.items()
            if key not in here or not self._defined_here(here[key])
        }
        self.namespace.clear()
        self.namespace.update({**later, **here, **others})

    def _defined_here(self, value: Any) -> bool:
        """Whether a cell of this notebook defines it, as a function or a class."""
        if isinstance(value, type):
            return value.__module__ == self.namespace.get("__name__")
        return isinstance(value, FunctionType) and value.__globals__ is self.namespace

    def forget(self) -> None:
        """Empty the namespace, as before the first cell."""
        self.shell.reset(new_session=False)  # type: ignore[no-untyped-call]
        self._sources.clear()
        self.lost.clear()

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


class _time_limit:
    """Raise CellTimeout in the main thread after so many seconds, where the platform can."""

    def __init__(self, seconds: float | None) -> None:
        can = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
        self._seconds = seconds if can else None

    def __enter__(self) -> None:
        if self._seconds is not None:
            self._begun, self._waited = time.monotonic(), processor.waited()
            signal.signal(signal.SIGALRM, self._ring)
            # rings again, should the cell swallow the first
            signal.setitimer(signal.ITIMER_REAL, self._seconds, 0.5)

    def __exit__(self, *_: Any) -> None:
        if self._seconds is not None:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)

    def _ring(self, *_: Any) -> None:
        waited = processor.waited() - self._waited  # a busy machine is not the cell's fault
        if self._seconds is None or time.monotonic() - self._begun - waited < self._seconds:
            return
        raise CellTimeout(f"the cell ran for more than {self._seconds:g} s")
