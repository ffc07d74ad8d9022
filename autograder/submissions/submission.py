"""Reading a submission: hostile or merely broken, it is repaired where the assignment says how, or refused in words."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from autograder.core import source
from autograder.core.errors import Unreadable
from autograder.core.text import Text
from autograder.submissions import messages
from autograder.submissions.files import MAX_BYTES, digest, read_bytes
from autograder.submissions.loading import LooseCell, load
from autograder.submissions.matching import Match, shown
from autograder.submissions.model import (
    EXPERIMENT_TAG,
    Answer,
    Cell,
    Release,
    ReleaseCell,
    Role,
    Step,
    Submission,
)


def read_submission(path: Path, release: Release, max_bytes: int = MAX_BYTES) -> Submission:
    """Read and repair a student's notebook.

    Args:
        path: the file; links, pipes and folders are refused.
        release: the assignment it should be.
        max_bytes: the largest file that is read.

    Raises:
        Unreadable: when it cannot be read; its ``digest`` is set as soon as the file's bytes are known.
    """
    return parse_submission(read_bytes(path, max_bytes), release, path)


def parse_submission(data: bytes, release: Release, path: Path) -> Submission:
    """The same from the bytes of a file that has been read.

    Raises:
        Unreadable: as :func:`read_submission`.
    """
    known = digest(data)
    try:
        loose = load(data)
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
            language=loose.language,
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


def steps(submission: Submission) -> list[Step]:
    """How to run it, from top to bottom; at each test cell, remember what the exercise's name is bound to there."""
    runs = {cell.label: cell.source for cell in runnable(submission)}  # of some cells only a part is run
    return [
        Step(cell.label, runs.get(cell.label), cell.exercise if cell.role == "test" else None)
        for cell in submission.cells
    ]


def cells_before(steps: Iterable[Step], exercise: str) -> int | None:
    """How many of the cells that run stand before an exercise's test cell; None where it has none."""
    ran = 0
    for step in steps:
        if step.keep == exercise:
            return ran
        ran += step.source is not None
    return None


def _assemble(match: Match) -> tuple[tuple[Cell, ...], tuple[tuple[str, int], ...]]:
    """The cells in order, with ours as we have them and the lost ones put back; exercise -> place."""
    ours = {place: match.release.cells[index] for index, place in match.mine.items()}
    names = {place: name for name, place in reversed(match.places.items())}
    after = _restored(match)
    cells: list[Cell] = list(after.get(-1, ()))
    position = {}
    for place, loose in enumerate(match.cells):
        position[place] = len(cells)
        cell = _cell(loose, match.roles.get(place, "other"), ours.get(place))
        if place in names:
            cell = replace(cell, kind="code", role="solution", exercise=names[place])
        cells += (cell, *after.get(place, ()))
    empty = {
        cell.exercise: place
        for place, cell in enumerate(cells)
        if cell.role == "solution" and cell.index is None
    }
    return tuple(cells), tuple(
        (name, position[match.places[name]] if name in match.places else empty[name])
        for name in match.release.points
    )


def _restored(match: Match) -> dict[int, list[Cell]]:
    """Place in the submission (-1: its start) -> the course's cells that belong right after it and are gone."""
    lost: dict[int, list[Cell]] = {}
    after = -1
    tests = {cell.exercise: cell.index for cell in match.release.cells if cell.role == "test"}
    missing = _missing_code(match)
    for cell in match.release.cells:
        place = match.mine.get(cell.index)
        if cell.role == "solution" and cell.exercise not in match.places:
            test = match.mine.get(tests[cell.exercise])
            gap = Cell(str(cell.exercise), "code", "", "solution", cell.exercise)
            lost.setdefault(after if test is None else test - 1, []).append(gap)
        elif place is None and cell.role == "test":
            lost.setdefault(match.places.get(str(cell.exercise), after), []).append(_ours(cell))
        elif cell.index in missing:
            lost.setdefault(after if place is None else place - 1, []).append(_ours(cell))
        after = after if place is None else place
    return lost


def _missing_code(match: Match) -> frozenset[int]:
    """Places in the release of code cells of the course's own that are to be put back.

    Those that are gone or empty, unless other cells bind all that they bind; and those that were changed, where
    the student's cells use what they no longer bind.
    """
    solutions = set(match.places.values())  # code, whatever became of them
    own = [
        place
        for place, cell in enumerate(match.cells)
        if (cell.kind == "code" or place in solutions)
        and match.roles.get(place, "other") in ("other", "solution")
    ]
    bound = {name for place in own for name in match.bound(place) or ()}
    used: set[str] | None = None
    found = set()
    for cell in match.release.cells:
        if cell.role != "other" or cell.kind != "code":
            continue
        lacking = (source.bound_names(cell.source) or frozenset()) - bound
        place = match.mine.get(cell.index)
        text = (match.cells[place].source or "") if place is not None else ""
        if _is_fixed(cell):
            lost = place is None
        elif text.strip() and lacking:
            if used is None:
                used = source.free_names([match.cells[place].source or "" for place in own])
            lost = bool(lacking & used)
        else:
            lost = bool(lacking)
        if lost:
            found.add(cell.index)
    return frozenset(found)


def _is_fixed(cell: ReleaseCell) -> bool:
    """Whether it is code of the course's own that students may not change."""
    return cell.kind == "code" and cell.role == "other" and cell.locked and cell.grade_id is not None


def _cell(loose: LooseCell, role: Role, ours: ReleaseCell | None) -> Cell:
    """A submitted cell, ours where it is not the student's to write."""
    label = ours.grade_id if ours and ours.grade_id else loose.label
    if ours and (role == "test" or _is_fixed(ours)):
        return Cell(label, ours.kind, ours.source, role, ours.exercise, loose.index)
    kind = loose.kind or (ours.kind if ours else "raw")
    return Cell(label, kind, loose.source or "", role, ours.exercise if ours else None, loose.index)


def _ours(cell: ReleaseCell) -> Cell:
    return Cell(_label(cell), cell.kind, cell.source, cell.role, cell.exercise)


def _label(cell: ReleaseCell) -> str:
    """What a cell of the course's own is called; a name that no exercise has."""
    return cell.grade_id or f"{cell.cell_id or 'code'} (cell {cell.index + 1} of the assignment)"


def _answers(match: Match) -> Iterable[Answer]:
    for question in match.release.questions:
        texts = [match.cells[place].source or "" for place in match.answers.get(question.name, ())]
        written = (text for text in texts if text.strip() and not source.same(text, question.prompt))
        own = list(dict.fromkeys(written))
        yield Answer(question.name, "\n\n---\n\n".join(own) or (texts[0] if texts else None), bool(own))


def _lent(match: Match, cells: tuple[Cell, ...]) -> Iterable[tuple[int, str]]:
    """Experiments: what they define that graded cells need and lack."""
    users = [cell.source for cell in cells if cell.kind == "code" and cell.role in ("solution", "other")]
    lenders = {place: cell.source for place, cell in enumerate(cells) if cell.role == "experiment"}
    if not lenders or sum(map(len, [*users, *lenders.values()])) > 500_000:
        return
    lacking = source.free_names(users) - match.release.points.keys()
    for place, text in lenders.items():
        if lacking & (source.bound_names(text) or set()) and (found := source.definitions(text, lacking)):
            yield place, found


def _remarks(match: Match) -> Iterable[Text]:
    """What the student is told of cells that are not as they should be."""
    found: dict[Text, list[str]] = {}
    for note, label in (*_of_submitted(match), *_of_lost(match)):
        found.setdefault(note, []).append(str(label))
    yield from (note.format(messages.listed(shown(labels))) for note, labels in found.items())
    if any(_forged(match.cells[place], match.release.cells[index]) for index, place in match.mine.items()):
        yield messages.TEXTS["points-ignored"]
    yield from (
        messages.TEXTS["answers-joined"].format(name)
        for name, places in match.answers.items()
        if len({source.tidy(match.cells[place].source or "") for place in places}) > 1
    )


def _of_submitted(match: Match) -> Iterable[tuple[Text, str | None]]:
    """Notes on cells of the submission, each with the cell's name."""
    names = {cell.grade_id for cell in match.release.cells if cell.grade_id}
    ours = {place: match.release.cells[index] for index, place in match.mine.items()}
    counts = set(match.places.values())
    for place, cell in enumerate(match.cells):
        known = ours.get(place)
        fixed = known is not None and (known.role == "test" or _is_fixed(known))
        edited = messages.TEXTS["tests-edited" if known and known.role == "test" else "locked-edited"]
        remarks = (
            (cell.mended, messages.TEXTS["characters"]),
            (cell.source is None, messages.TEXTS["not-text-cell"]),
            (cell.kind is None and place not in counts, messages.TEXTS["unknown-kind"]),
            (place in counts and cell.kind != "code", messages.TEXTS["retyped"]),
            (place in counts and EXPERIMENT_TAG in cell.tags, messages.TEXTS["experiment-solution"]),
            (cell.graded and cell.grade_id not in names, messages.TEXTS["graded-ignored"]),
            (known is not None and fixed and not source.same(cell.source or "", known.source), edited),
        )
        label = known.grade_id if known and known.grade_id else cell.label
        yield from ((note, label) for holds, note in remarks if holds)


def _of_lost(match: Match) -> Iterable[tuple[Text, str | None]]:
    """Notes on cells of the course's own that are not in the submission."""
    missing = _missing_code(match)
    for cell in match.release.cells:
        if cell.index in missing:
            yield messages.TEXTS["code-restored"], cell.grade_id or cell.cell_id or _label(cell)
        elif cell.index not in match.mine and cell.role == "test":
            yield messages.TEXTS["tests-restored"], cell.grade_id
        elif cell.index not in match.mine and cell.role == "written":
            yield messages.TEXTS["answer-missing"], cell.grade_id


def _forged(cell: LooseCell, ours: ReleaseCell) -> bool:
    """Whether the notebook claims other points than the course gives."""
    points = cell.points
    return bool(points is not None and points is not False and points != 0 and points != ours.points)
