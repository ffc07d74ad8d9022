"""``autograder reset relu``: an exercise's stub is put back; what stood in its cell is kept in a file."""

import json
from pathlib import Path
from typing import Any

from autograder.core.errors import UsageError
from autograder.core.files import write_whole
from autograder.student.live import read
from autograder.submissions.originals import original_of


def reset(exercise: str, assignment: str | None = None, folder: Path | None = None) -> tuple[Path, Path]:
    """Put an exercise's cell back to how it was handed out.

    Args:
        exercise: its name.
        assignment: which notebook, where several in the folder have such an exercise.
        folder: where the notebook is, or the folder of its assignment; by default the current one.

    Returns:
        The notebook, and the file that keeps what stood in the cell.

    Raises:
        UsageError: when there is no such cell, several notebooks have one, or nobody knows the stub.
    """
    here = folder or Path()
    places = sorted({*here.glob("*.ipynb"), *here.glob(f"{assignment or '*'}/*.ipynb")})
    places = [path for path in places if not path.parent.name.startswith(".")]  # how it was handed out
    found = {path: cell for path in places if (cell := _cell(read(path), exercise)) is not None}
    if assignment is not None:
        found = {path: cell for path, cell in found.items() if path.stem == assignment}
    if not found:
        raise UsageError(f"no notebook here has an exercise {exercise!r}: go to its folder first")
    if len(found) > 1:
        names = ", ".join(path.stem for path in found)
        raise UsageError(
            f"several notebooks here have an exercise {exercise!r} ({names}): autograder reset ASSIGNMENT {exercise}"
        )
    ((path, _),) = found.items()
    release, genuine = original_of(path, assignment)
    stub = next((one.stub for one in release.exercises if one.name == exercise), None)
    if not genuine or stub is None:
        raise UsageError(
            f"the notebook as it was handed out is not known here, so the stub of {exercise} is not either"
        )
    notebook = read(path) or {}
    cell = _cell(notebook, exercise) or {}
    kept = next(
        name for number in range(1, 1000) if not (name := path.with_name(f"{exercise}.{number}.txt")).exists()
    )
    kept.write_text("".join(cell["source"]), encoding="utf-8")
    cell |= {"source": stub, "outputs": [], "execution_count": None}
    write_whole(path, (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode())
    return path, kept


def _cell(notebook: dict[str, Any] | None, exercise: str) -> dict[str, Any] | None:
    """The cell that a student writes an exercise in."""
    cells = notebook.get("cells") if notebook else None
    cell: dict[str, Any]
    for cell in cells if isinstance(cells, list) else []:
        marks = (cell.get("metadata") or {}).get("nbgrader") or {} if isinstance(cell, dict) else {}
        if marks.get("grade_id") == exercise and marks.get("solution") and cell.get("cell_type") == "code":
            return cell
    return None
