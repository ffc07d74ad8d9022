"""Trusted solutions of the course's own, run in this process: the reference, the misconceptions, an author's trial."""

from __future__ import annotations

import linecache
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.core.errors import SuiteError
from autograder.submissions import read_bytes
from autograder.submissions.loading import load

if TYPE_CHECKING:
    from autograder.testing.student import LiveBackend


def code_cells(notebook: Path) -> list[tuple[str, str]]:
    """Label and source of each cell of a trusted notebook that runs when grading: no test cells, no experiments."""
    return [
        (cell.grade_id or f"cell {cell.index + 1}", cell.source or "")
        for cell in load(read_bytes(notebook)).cells
        if cell.kind == "code" and not (cell.graded and not cell.solution) and "experiment" not in cell.tags
    ]


def replaced(cells: Iterable[tuple[str, str]], exercise: str, code: str) -> list[tuple[str, str]]:
    """The cells with ``code`` in the place of an exercise's solution."""
    return [(label, code if label == exercise else source) for label, source in cells]


def plain(source: str) -> str:
    """A cell's source without lines of IPython's magics."""
    return "\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in source.splitlines())


def namespace(cells: Iterable[tuple[str, str]], strict: bool = True) -> dict[str, Any]:
    """Run trusted cells in a new namespace; lines of magics are left out.

    Args:
        strict: whether a cell that fails is an error; otherwise it does not stop the rest, as when grading.

    Raises:
        SuiteError: when a cell fails.
    """
    from autograder.sandbox import book
    from autograder.sandbox.lean import without_compiler

    without_compiler()
    book.stand_in()
    filled: dict[str, Any] = {"__name__": "__main__"}
    for label, source in cells:
        code, filename = plain(source), f"<cell {label}>"
        linecache.cache[filename] = (len(code), None, code.splitlines(keepends=True), filename)
        try:
            exec(compile(code, filename, "exec"), filled)
        except Exception as exc:
            if strict:
                raise SuiteError(
                    f"the cell {label} of the course's own solution fails: {type(exc).__name__}: {exc}"
                ) from exc
    return filled


def backend(cells: Iterable[tuple[str, str]], strict: bool = True) -> LiveBackend:
    """A backend on a new namespace in which the cells have run; see :func:`namespace`."""
    from autograder.testing.student import LiveBackend  # torch takes a second, and reading cells needs none

    return LiveBackend(
        namespace(cells, strict),
        lambda name: name[6:-1] if name.startswith("<cell ") else None,
        lambda label, line: linecache.getline(f"<cell {label}>", line).strip(),
    )
