"""The autograded notebook: the release's cells with the student's work in them.

nbgrader keeps what a student handed in, and trusts its metadata: a test cell twice, a deleted one, or points of one's
own end the whole batch, or the marks. Here the release says what each graded cell is, and the submission fills them.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import nbformat.v4
from nbformat import NotebookNode, from_dict

from autograder import submissions as notebooks
from autograder.bridge import cells
from autograder.bridge.kept import KEPT
from autograder.core.clean import clean, clean_line
from autograder.core.course import Course
from autograder.core.errors import OurFault, Unreadable
from autograder.core.results import Result
from autograder.core.text import texts, translate
from autograder.core.words import AssignmentWords
from autograder.submissions.files import digest as digest_of
from autograder.submissions.files import read_bytes, to_utf8

TEXTS = texts(__file__)
SHOWN_LIMIT = 8_000_000  # bytes of a submission's cells, outputs included, of which the outputs are kept


@dataclass(frozen=True)
class ReleaseNotebook:
    """An assignment's released notebook, as a model and as nbgrader made it.

    Attributes:
        release: the model that submissions are read against; its points come from the source notebook.
        notebook: the notebook itself.
        exercises: grade_id of a test cell -> exercise.
        worth: grade_id of a graded cell -> points.
    """

    release: notebooks.Release
    notebook: NotebookNode
    exercises: dict[str, str]
    worth: dict[str, float]

    @classmethod
    def load(cls, course: Course, assignment: str) -> ReleaseNotebook:
        """Read an assignment's release.

        Raises:
            CourseError: when there is none, or when it is out of step with its source.
        """
        path = course.release_notebook(assignment)
        release = notebooks.read_release(course.source_notebook(assignment), path)
        notebook = nbformat.v4.reads(path.read_text(encoding="utf-8"))
        tests = (cell for cell in release if cell.role == "test")
        exercises = {cell.grade_id: cell.exercise for cell in tests if cell.grade_id and cell.exercise}
        worth = {
            cell.metadata.nbgrader.grade_id: float(cell.metadata.nbgrader.points)
            for cell in notebook.cells
            if cell.metadata.get("nbgrader", {}).get("grade")
        }
        return cls(release, notebook, exercises, worth)


def names_in(path: Path, language: str) -> str:
    """What was handed in instead of a notebook that is not there, as a sentence; nothing when it is there."""
    if path.is_symlink() or path.exists():
        return ""
    names = sorted(clean_line(other.name, 60) for other in path.parent.glob("*.ipynb"))[:5]
    return " " + translate(TEXTS["instead"], language).format(path.name, ", ".join(names)) if names else ""


def find_notebook(folder: Path, assignment: str) -> Path:
    """The notebook of a submission: the one of the right name, else the only one there is.

    The path that is returned need not exist: reading it says so to the student.
    """
    expected = folder / f"{assignment}.ipynb"
    if not expected.is_symlink() and not expected.exists():
        others = [path for path in folder.glob("*.ipynb") if path.is_file() and not path.is_symlink()]
        if len(others) == 1:
            return others[0]
    return expected


def read_graded(path: Path, course: Course, digest: str | None = None) -> bytes | None:
    """A submitted notebook's bytes, read once; None where it cannot be read.

    Args:
        digest: of the bytes that were graded; another file in their place is not taken for them.
    """
    try:
        data = read_bytes(path, course.limits.notebook_bytes)
    except Unreadable:
        return None
    return data if digest in (None, digest_of(data)) else None


def rebuild(data: bytes | None, origin: ReleaseNotebook, language: str) -> NotebookNode:
    """A well-formed notebook of the student's work; the release alone when the submission cannot be read.

    Args:
        data: the submitted notebook.
        origin: its release.
        language: of the notes on what was repaired.
    """
    try:
        submission = data and notebooks.parse_submission(data, origin.release, Path())
    except Unreadable:
        submission = None
    if not submission or data is None:
        return untouched(origin)
    ours = origin.notebook.cells
    known = {name: cell for cell in ours if (name := _grade_id(cell))}
    trusted = {cell.source: cell for cell in ours if cell.cell_type == "markdown" and not _grade_id(cell)}
    shown = _shown(data)
    made = [
        _cell(cell, known.get(cell.label), shown.get(cell.index, _Shown()), trusted)
        for cell in submission.cells
    ]
    lost = origin.worth.keys() - {_grade_id(cell) for cell in made}
    made += [copy.deepcopy(cell) for name, cell in known.items() if name in lost]
    answers = {answer.name: answer.source for answer in submission.answers if answer.changed}
    notebook = _empty(origin)
    notebook.metadata[KEPT] = from_dict(
        {"answers": {name: _sound(text or "") for name, text in answers.items()}}
    )
    for cell in made:
        if (answer := answers.get(_grade_id(cell) or "")) is not None:
            cell.source = _sound(answer)
            if cell.cell_type != "code":
                cell.source = cells.safe_markdown(cell.source, cell.get("attachments", ()))
    if submission.notes:
        notes = (f"- {translate(note, language)}" for note in submission.notes)
        lines = [translate(TEXTS["notes"], language), "", *notes]
        made.insert(0, cells.new_cell("markdown", cells.safe_markdown(_sound("\n".join(lines)))))
    for number, cell in enumerate(made):
        cell.id = f"cell-{number}"
    notebook.cells = made
    return notebook


def fill(
    notebook: NotebookNode,
    origin: ReleaseNotebook,
    result: Result,
    language: str,
    *,
    words: AssignmentWords | None = None,
) -> None:
    """Write a verdict into the rebuilt notebook: into its graded test cells, or on top when it could not be read.

    Args:
        notebook: changed in place.
        origin: its release.
        result: a verdict that is not ``not_graded``.
        language: of the feedback.
        words: the assignment in words.

    Raises:
        OurFault: when the verdict lacks an exercise, or has a score that is none.
    """
    new = {"submission": result.submission, "language": language, "result": msgspec.to_builtins(result)}
    notebook.metadata[KEPT] = from_dict({"answers": {}} | notebook.metadata.get(KEPT, {}) | new)
    found = {exercise.name: exercise for exercise in result.exercises}
    words = words or AssignmentWords()
    message = result.message or translate(TEXTS["nothing-read"], language)
    for cell in notebook.cells:
        grade_id = _grade_id(cell)
        if grade_id not in origin.exercises or not cell.metadata.nbgrader.grade:
            continue
        if result.outcome == "unreadable":
            cell.outputs = [cells.new_data({"text/plain": clean(message)})]
            continue
        name = origin.exercises[grade_id]
        if name not in found:
            raise OurFault(f"the hidden tests gave no verdict on the graded cell {grade_id!r}")
        if not math.isclose(found[name].max_score, origin.worth[grade_id]):
            raise OurFault(
                f"{name} was graded out of {found[name].max_score:g} points, but its cell is worth "
                f"{origin.worth[grade_id]:g}"
            )
        cell.outputs = cells.graded_outputs(found[name], language=language, words=words.exercises.get(name))
    if result.outcome == "unreadable" or result.message:
        notebook.cells.insert(0, cells.new_cell("markdown", cells.notice(message), id="cell-notice"))


def untouched(origin: ReleaseNotebook) -> NotebookNode:
    """A copy of the release, in nbformat 4.5."""
    notebook = _empty(origin)
    notebook.cells = copy.deepcopy(origin.notebook.cells)
    for number, cell in enumerate(notebook.cells):
        cell.setdefault("id", f"cell-{number}")
    return notebook


def _empty(origin: ReleaseNotebook) -> NotebookNode:
    """A notebook of format 4.5 with the release's metadata and no cells."""
    metadata = copy.deepcopy(origin.notebook.metadata)
    return from_dict({"cells": [], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def _cell(
    cell: notebooks.Cell, ours: NotebookNode | None, shown: _Shown, trusted: Mapping[str, NotebookNode]
) -> NotebookNode:
    """One cell of the rebuilt notebook: safe to show, and with the release's metadata when it has a part in it."""
    source = _sound(cell.source)
    if ours is not None and ours.metadata.nbgrader.get("locked"):
        return copy.deepcopy(ours)
    if cell.kind != "code" and ours is not None and source == ours.source:
        return copy.deepcopy(ours)  # unanswered: to the letter, for nbgrader's checksum
    if cell.kind == "code":
        made = cells.new_cell("code", source, outputs=cells.safe_outputs(shown.outputs), execution_count=None)
    elif ours is None and source in trusted:
        return copy.deepcopy(trusted[source])
    else:
        images = cells.safe_attachments(shown.attachments)
        made = cells.new_cell("markdown", cells.safe_markdown(source, images))
        if images:
            made.attachments = from_dict(images)
    if ours is not None and ours.cell_type == made.cell_type:
        made.metadata = copy.deepcopy(ours.metadata)
    return made


class _Shown(msgspec.Struct, gc=False):
    """What a cell of the file shows; of any type, for it is the student's."""

    outputs: Any = None
    attachments: Any = None


class _File(msgspec.Struct):
    cells: list[msgspec.Raw] = []


def _shown(data: bytes) -> dict[int | None, _Shown]:
    """Place in the file -> what the cell shows, as far as it is of moderate size; nothing of an old format's file."""
    try:
        entries = msgspec.json.decode(to_utf8(data)[0], type=_File).cells
    except (Unreadable, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return {}  # it was read with more patience; only its outputs are lost
    found: dict[int | None, _Shown] = {}
    budget = SHOWN_LIMIT
    for place, entry in enumerate(entries):
        size = len(bytes(entry))
        if size <= budget:
            budget -= size
            with suppress(msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                found[place] = msgspec.json.decode(entry, type=_Shown)
    return found


def _grade_id(cell: NotebookNode) -> str | None:
    name: str | None = cell.metadata.get("nbgrader", {}).get("grade_id")
    return name


def _sound(text: str) -> str:
    """Text that UTF-8 can write: lone surrogates become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")
