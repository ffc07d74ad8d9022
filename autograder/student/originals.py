"""The notebook as it was handed out, which a student's own is compared with."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from autograder.core.errors import CourseError, UsageError
from autograder.student.start import ORIGINALS
from autograder.submissions import Release, read_release

_STUB = "raise NotImplementedError"


def original_of(
    file: Path, assignment: str | None = None, original: Path | None = None
) -> tuple[Release, bool]:
    """What ``file`` was handed out as, and whether that is known for sure.

    It is looked for where ``autograder start`` keeps it, then in the course around the file. Without one, the notebook's
    own cells are all that is known.

    Raises:
        UsageError: when ``original`` is named, and is not there; or when the notebook's own cells are all there is, and no
            exercise is among them.
    """
    if original is not None:
        if not original.is_file():
            raise UsageError(f"there is no file {original}")
        return read_release(original), True
    name = assignment or _assignment(file)
    folder = file.resolve().parent
    places = [
        folder / ORIGINALS / f"{name}.ipynb",
        *(root / "assignments" / name / f"{name}.ipynb" for root in (folder, *folder.parents)),
    ]
    for place in places:
        if place.is_file() and place != file.resolve():
            return read_release(place), True
    try:
        own = read_release(file, repaired=True)
    except CourseError as exc:
        raise UsageError(
            f"{file.name} is not whole, and the notebook as it was handed out is not here: name it with --original"
        ) from exc
    cells = tuple(
        replace(cell, source=_STUB)
        if cell.role == "solution"
        else replace(cell, source="")
        if cell.role == "written"
        else cell
        for cell in own.cells
    )
    return replace(own, assignment=name, cells=cells), False


def _assignment(file: Path) -> str:
    """``mlp`` for ``mlp.ipynb``, and for the copies that browsers and Jupyter make of it."""
    return re.sub(r"(?:[-_ ]?Copy\d*| ?\(\d+\))+$", "", file.stem)
