"""The live notebook: its namespace, what was run in it, and where it is."""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from autograder.core import source
from autograder.core.text import LANGUAGES, chosen_language
from autograder.student.bindings import Rebound
from autograder.testing.live import BoundedBackend

HISTORY = 400  # the latest cells that are looked at: what a long session ran before has been run again since, or is gone


@dataclass(frozen=True, slots=True)
class Notebook:
    """What can be told about the notebook, or the Python session, that a check was called from.

    Attributes:
        shell: IPython's shell, or None in plain Python.
        namespace: the notebook's globals.
        rebound: names that a cell below their test cells has bound.
    """

    shell: Any
    namespace: dict[str, Any]
    rebound: Rebound = field(default_factory=dict)

    @classmethod
    def here(cls) -> Self:
        """The one at hand."""
        import __main__

        try:
            from IPython import get_ipython
        except ImportError:
            shell = None
        else:
            shell = get_ipython()
        return cls(shell, vars(__main__) if shell is None else shell.user_ns)

    @property
    def path(self) -> Path | None:
        """The notebook's file, where the environment tells it; it need not be there."""
        told = self.namespace.get("__vsc_ipynb_file__") or os.environ.get("JPY_SESSION_NAME")
        path = Path(told) if isinstance(told, str) and told else None
        return path if path is not None and path.suffix == ".ipynb" else None

    @property
    def document(self) -> dict[str, Any] | None:
        """The notebook as it was last saved; in Colab, where it is no file, as the page has it."""
        if self.path is not None:
            return read(self.path)
        if "google.colab" not in sys.modules:
            return None
        try:
            from google.colab import _message  # type: ignore[import-not-found]

            found = _message.blocking_request("get_ipynb", timeout_sec=10)["ipynb"]
        except Exception:  # another version of Colab's: it is an extra
            return None
        return found if isinstance(found, dict) else None

    @property
    def cells(self) -> list[tuple[str, str]]:
        """Label and source of each cell that was run, in that order; a label is the number in its margin."""
        history = self.namespace.get("In")
        if not isinstance(history, list):
            return []
        first = max(1, len(history) - HISTORY)
        return [
            (f"[{number}]", text)
            for number, text in enumerate(history[first:], first)
            if isinstance(text, str)
        ]

    def newest(self, name: str) -> tuple[str, str] | None:
        """The latest cell that defines ``name``, or would, were it valid Python."""
        return next(
            ((label, text) for label, text in reversed(self.cells) if source.seems_to_define(text, name)),
            None,
        )

    def backend(self) -> BoundedBackend:
        """Answers requests about the notebook's functions."""
        return BoundedBackend(self.namespace, self._locate, self._line)

    def _locate(self, filename: str) -> str | None:
        number = self._numbers().get(filename)
        return None if number is None else f"[{number}]"

    def _line(self, label: str, number: int) -> str:
        history = self.namespace.get("In")
        index = int(label.strip("[]"))
        lines = source.lines_of(history[index]) if isinstance(history, list) and index < len(history) else []
        return lines[number - 1].strip() if 0 < number <= len(lines) else ""

    def _numbers(self) -> Mapping[str, int]:
        """File names under which IPython compiles cells -> the cells' numbers."""
        return getattr(getattr(self.shell, "compile", None), "_filename_map", None) or {}


def language_of(notebook: Path | None) -> str:
    """The language to speak: what was chosen, else what the notebook was started in, else English."""
    return chosen_language() or _written_in(notebook) or "en"


def read(notebook: Path) -> dict[str, Any] | None:
    """A notebook's JSON; None where it cannot be read."""
    try:
        found = json.loads(notebook.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _written_in(notebook: Path | None) -> str | None:
    found = None if notebook is None else read(notebook)
    try:
        language = found["metadata"]["autograder"]["language"] if found else None
    except (KeyError, TypeError):
        return None
    return language if language in LANGUAGES else None
