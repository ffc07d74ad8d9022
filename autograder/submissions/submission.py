"""Reading a submission: hostile or merely broken, it is repaired where the assignment says how, or refused
in words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from autograder.core.errors import Unreadable
from autograder.core.text import Text
from autograder.submissions import messages, source
from autograder.submissions.files import MAX_BYTES, digest, read_bytes
from autograder.submissions.loading import LooseCell, load
from autograder.submissions.matching import Match, shown
from autograder.submissions.model import EXPERIMENT_TAG, Answer, Cell, Release, ReleaseCell, Role, Submission


def read_submission(path: Path, release: Release, max_bytes: int = MAX_BYTES) -> Submission:
    """Read and repair a student's notebook.

    Args:
        path: the file; links, pipes and folders are refused.
        release: the assignment it should be.
        max_bytes: the largest file that is read.

    Raises:
        Unreadable: when it cannot be read; its ``digest`` is set as soon as the file's bytes are known.
    """
    data = read_bytes(path, max_bytes)
    known = digest(data)
    try:
        loose = load(data)
        del data
        match = Match(release, loose.cells)
        cells, places = _assemble(match)
        notes = (*loose.notes, *match.notes, *_remarks(match))
        return Submission(
            path=path,
            digest=known,
            assignment=release.assignment,
            cells=cells,
            notes=tuple(dict.fromkeys(notes)),
            answers=tuple(_answers(match)),
            places=places,
            lent=tuple(_lent(match, cells)),
            unchanged=tuple(
                exercise.name
                for exercise in release.exercises
                if source.is_stub(cells[dict(places)[exercise.name]].source, exercise.stub)
            ),
        )
    except Unreadable as error:
        error.digest = known
        raise


def runnable(submission: Submission) -> tuple[Cell, ...]:
    """The code cells to run when grading, in order: no tests, no experiments, no copies that do not count.

    Of experiments that the student changed, what they import and define is run where other cells need it.
    """
    lent = dict(submission.lent)
    ready = []
    for place, cell in enumerate(submission.cells):
        if place in lent:
            ready.append(Cell(cell.label, "code", lent[place], "other", None, cell.index))
        elif cell.kind == "code" and cell.role in ("solution", "other") and cell.source.strip():
            ready.append(cell)
    return tuple(ready)


def _assemble(match: Match) -> tuple[tuple[Cell, ...], tuple[tuple[str, int], ...]]:
    """The cells in order, those that are ours as we have them and the deleted ones put back; exercise ->
    place."""
    ours = {place: match.release.cells[index] for index, place in match.mine.items()}
    ordered: list[tuple[int | None, Cell]] = [
        (place, _cell(cell, match.roles.get(place, "other"), ours.get(place)))
        for place, cell in enumerate(match.cells)
    ]
    before = _restored(match)
    cells: list[Cell] = [_ours(cell) for cell in before.get(-1, ())]
    position = {}
    for place, cell in ordered:
        position[place] = len(cells)
        cells.append(cell)
        cells += (_ours(lost) for lost in before.get(place, ()))
    merged = {place for place in match.places.values() if place not in ours or ours[place].role != "solution"}
    names = {place: name for name, place in reversed(match.places.items())}
    for place in merged:
        cell = cells[position[place]]
        cells[position[place]] = Cell(
            cell.label, "code", match.cells[place].source or "", "solution", names[place], cell.index
        )
    return tuple(cells), tuple((name, position[match.places[name]]) for name in match.release.points)


def _restored(match: Match) -> dict[int, list[ReleaseCell]]:
    """Place in the submission (-1: its start) -> deleted tests and locked code cells that belong right after
    it."""
    lost: dict[int, list[ReleaseCell]] = {}
    after = -1
    for cell in match.release.cells:
        if cell.index in match.mine:
            after = match.mine[cell.index]
        elif cell.role == "test":
            lost.setdefault(match.places[str(cell.exercise)], []).append(cell)
        elif _is_fixed(cell):
            lost.setdefault(after, []).append(cell)
    return lost


def _is_fixed(cell: ReleaseCell) -> bool:
    """Whether it is code of the course's own that students may not change."""
    return cell.kind == "code" and cell.role == "other" and cell.locked and cell.grade_id is not None


def _cell(loose: LooseCell, role: Role, ours: ReleaseCell | None) -> Cell:
    """A submitted cell, ours where it is not the student's to write."""
    label = ours.grade_id if ours and ours.grade_id else loose.label
    if ours and (role == "test" or _is_fixed(ours)):
        return Cell(label, ours.kind, ours.source, role, ours.exercise, loose.index)
    kind = "code" if role == "solution" else loose.kind or (ours.kind if ours else "raw")
    return Cell(label, kind, loose.source or "", role, ours.exercise if ours else None, loose.index)


def _ours(cell: ReleaseCell) -> Cell:
    return Cell(str(cell.grade_id), cell.kind, cell.source, cell.role, cell.exercise)


def _answers(match: Match) -> Iterable[Answer]:
    for question in match.release.questions:
        texts = [match.cells[place].source or "" for place in match.answers.get(question.name, ())]
        own = list(
            dict.fromkeys(text for text in texts if text.strip() and not source.same(text, question.prompt))
        )
        yield Answer(question.name, "\n\n---\n\n".join(own) or (texts[0] if texts else None), bool(own))


def _lent(match: Match, cells: tuple[Cell, ...]) -> Iterable[tuple[int, str]]:
    """Experiment cells of the student's own or changed by them: what they define that graded cells need and
    lack."""
    known = {source.tidy(cell.source) for cell in match.release.cells if cell.role == "experiment"}
    lenders = [
        place
        for place, cell in enumerate(cells)
        if cell.role == "experiment" and source.tidy(cell.source) not in known
    ]
    if not lenders:
        return
    users = [cell.source for cell in cells if cell.kind == "code" and cell.role in ("solution", "other")]
    if sum(map(len, users)) + sum(len(cells[place].source) for place in lenders) > 500_000:
        return
    lacking = source.free_names(users) - match.release.points.keys()
    for place in lenders:
        if found := source.definitions(cells[place].source, lacking):
            yield place, found


def _remarks(match: Match) -> Iterable[Text]:
    """What the student is told of cells that are not as they should be."""
    names = {cell.grade_id for cell in match.release.cells if cell.grade_id}
    ours = {place: match.release.cells[index] for index, place in match.mine.items()}
    found: dict[Text, list[str]] = {}

    def remark(note: Text, label: str | None) -> None:
        found.setdefault(note, []).append(str(label))

    for place, cell in enumerate(match.cells):
        known = ours.get(place)
        label = known.grade_id if known and known.grade_id else cell.label
        role = match.roles.get(place, "other")
        if cell.mended:
            remark(messages.CHARACTERS, label)
        if cell.source is None:
            remark(messages.NOT_TEXT_CELL, label)
        if cell.kind is None and role != "solution":
            remark(messages.UNKNOWN_KIND, label)
        if role == "solution" and cell.kind != "code":
            remark(messages.RETYPED, label)
        if role == "solution" and EXPERIMENT_TAG in cell.tags:
            remark(messages.EXPERIMENT_SOLUTION, label)
        if cell.graded and cell.grade_id not in names:
            remark(messages.GRADED_IGNORED, label)
        fixed = known is not None and (known.role == "test" or _is_fixed(known))
        if known and fixed and not source.same(cell.source or "", known.source):
            remark(messages.TESTS_EDITED if known.role == "test" else messages.LOCKED_EDITED, label)
    for cell in match.release.cells:
        if cell.index not in match.mine and (cell.role == "test" or _is_fixed(cell)):
            remark(
                messages.TESTS_RESTORED if cell.role == "test" else messages.LOCKED_RESTORED, cell.grade_id
            )
        if cell.index not in match.mine and cell.role == "written":
            remark(messages.ANSWER_MISSING, cell.grade_id)
    yield from (note.format(messages.listed(shown(labels))) for note, labels in found.items())
    if any(_forged(match.cells[place], known) for place, known in ours.items()):
        yield messages.POINTS_IGNORED
    yield from (
        messages.ANSWERS_JOINED.format(name)
        for name, places in match.answers.items()
        if len({source.tidy(match.cells[place].source or "") for place in places}) > 1
    )


def _forged(cell: LooseCell, ours: ReleaseCell) -> bool:
    """Whether the notebook claims other points than the course gives."""
    points = cell.points
    return bool(points is not None and points is not False and points != 0 and points != ours.points)
