"""Changes of a source notebook that leave every other byte as it was."""

import builtins
import itertools
import json
import keyword
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Self

from autograder.core.errors import CourseError, UsageError
from autograder.core.files import write_whole

JsonCell = dict[str, Any]


class SourceNotebook:
    """An assignment's notebook, open for changes of its ``cells``; :meth:`save` writes it in the form that it had.

    Raises:
        CourseError: when it cannot be read.
    """

    def __init__(self, path: Path, text: str | None = None) -> None:
        self.path = path
        try:
            text = path.read_text(encoding="utf-8") if text is None else text
            self._notebook = json.loads(text)
            self.cells: list[JsonCell] = self._notebook["cells"]
        except (OSError, ValueError, KeyError, TypeError) as exc:
            raise CourseError(f"{path} cannot be read as a notebook: {exc}") from exc
        self._form = _form(self._notebook, text)

    @classmethod
    def new(cls, path: Path, cells: list[JsonCell]) -> Self:
        """A new notebook, which nobody has written yet."""
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        notebook = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
        return cls(path, _dumped(notebook, 1, False, True))

    def index(self, grade_id: str) -> int | None:
        """Where the cell of that ``grade_id`` stands, or None."""
        return next((i for i, cell in enumerate(self.cells) if grade_id_of(cell) == grade_id), None)

    def save(self) -> None:
        """Write it back."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.path, _dumped(self._notebook, *self._form).encode())


def check_name(what: str, name: str) -> None:
    """Refuse what cannot name an exercise or an assignment.

    Raises:
        UsageError: it is no name in Python, or one that Python needs.
    """
    if not (name.isascii() and name.isidentifier()):
        raise UsageError(f"{name!r} cannot name an {what}: expected a Python name, such as leaky_relu")
    if keyword.iskeyword(name) or hasattr(builtins, name):
        raise UsageError(f"{name!r} cannot name an {what}: it is a word of Python's own")


def check_writable(paths: Iterable[Path]) -> None:
    """Refuse a change before it begins where one of its files could not be written, moved or removed.

    Raises:
        UsageError: which names the folder.
    """
    for path in paths:
        folder = next(folder for folder in path.parents if folder.exists())
        if not os.access(folder, os.W_OK | os.X_OK):
            raise UsageError(f"nothing was changed: the folder {folder} cannot be written")


def grade_id_of(cell: JsonCell) -> str | None:
    """nbgrader's name of a cell, or None."""
    marks = cell.get("metadata", {}).get("nbgrader")
    return marks.get("grade_id") if isinstance(marks, dict) else None


def source_of(cell: JsonCell) -> str:
    """The text of a cell."""
    return "".join(cell.get("source", ""))


def markdown(text: str, name: str, translations: dict[str, str]) -> JsonCell:
    """A text cell, with its translations in the metadata."""
    return _cell("markdown", text, name) | {"metadata": {"autograder": translations} if translations else {}}


def code(source: str, grade_id: str, *, solution: bool = False, points: float | None = None) -> JsonCell:
    """A code cell: of a solution, of a test worth ``points``, or of neither."""
    cell = _cell("code", source, grade_id) | {"execution_count": None, "outputs": []}
    if solution or points is not None:
        cell["metadata"]["nbgrader"] = _marks("code", grade_id, solution, points, locked=not solution)
    return cell


def answer(source: str, grade_id: str, points: float) -> JsonCell:
    """The cell of a written answer that a person marks."""
    cell = _cell("markdown", source, grade_id)
    cell["metadata"]["nbgrader"] = _marks("markdown", grade_id, True, points, locked=False)
    return cell


def _cell(kind: str, source: str, name: str) -> JsonCell:
    lines = source.splitlines(keepends=True)
    return {"cell_type": kind, "id": name.replace("_", "-"), "metadata": {}, "source": lines}


def _marks(kind: str, grade_id: str, solution: bool, points: float | None, locked: bool) -> JsonCell:
    marks: JsonCell = {"grade": points is not None, "solution": solution, "locked": locked, "task": False}
    marks |= {"grade_id": grade_id, "schema_version": 3, "cell_type": kind}
    return marks if points is None else marks | {"points": points}


def _form(notebook: Any, text: str) -> tuple[int | None, bool, bool]:
    """Indentation, ASCII and last line of a file, so that writing it again gives the same bytes; nbformat's own where
    nothing does."""
    forms = itertools.product((1, 2, 4, None), (False, True), (True, False))
    return next((form for form in forms if _dumped(notebook, *form) == text), (1, False, True))


def _dumped(notebook: Any, indent: int | None, ascii_only: bool, newline: bool) -> str:
    return json.dumps(notebook, indent=indent, ensure_ascii=ascii_only) + ("\n" if newline else "")
