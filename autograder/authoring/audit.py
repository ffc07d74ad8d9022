"""The audit: do the course's tests catch what they must, and nothing else?

Every known right solution, every known wrong one and every mechanical mutant of the reference is judged by the hidden
tests, each in a child process of its own.
"""

import os
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import nbformat

from autograder.authoring import wording_checks as words
from autograder.authoring.audit_report import (
    AssignmentReport,
    ExerciseReport,
    Killing,
    Known,
    Report,
)
from autograder.authoring.change_exercise import orphans
from autograder.authoring.forked import Stopped, forked, in_parallel
from autograder.authoring.judging import Judgement, judge
from autograder.authoring.mutants import Mutant, mutants
from autograder.core.course import Course
from autograder.core.errors import AutograderError, CourseError, SuiteError
from autograder.grading import diagnosis
from autograder.grading.grade import Grader
from autograder.grading.suite import Cache, ExerciseSuite, Suite
from autograder.testing import collect

SECONDS = 20.0  # of CPU for one solution
TOGETHER = 8  # mutants judged by one process, as starting one costs about as much as judging one
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What an audit looks at.

    Attributes:
        mutants: whether mutants are made.
        whole: whether the source notebook and its stubs are graded as submissions are.
        release: whether the release is compared with its source and looked through for secrets.
        seeds: under how many other seeds the known solutions are judged again.
        exercise: the one exercise that is looked at, of one assignment; then not the release, nor whole notebooks.
        samples: the folder with ``right/<assignment>/<exercise>/*.py`` and ``wrong/…``; default: the course's tests/.
    """

    mutants: bool = True
    whole: bool = True
    release: bool = True
    seeds: int = 0
    exercise: str | None = None
    samples: Path | None = None


def audit(
    course: Course,
    names: Iterable[str] = (),
    jobs: int | None = None,
    options: Options = Options(),
    progress: Progress | None = None,
) -> Report:
    """Audit assignments of a course, by default all.

    Args:
        jobs: processes at a time; by default, one a processor.
        progress: told how many exercises are done, of how many, and which was the latest.

    Raises:
        CourseError: when the course has no such assignment, or the assignment no such exercise.
    """
    names = tuple(names) or course.names()
    loaded: list[Suite] = []
    others: list[str] = []
    for name in names:
        try:
            loaded.append(Suite.load(course, name, released=False))
        except SuiteError as exc:
            others.append(str(exc))
    chosen = {suite.assignment: _chosen(suite, options.exercise) for suite in loaded}
    pairs = ((suite, exercise) for suite in loaded for exercise in chosen[suite.assignment])
    tasks = [partial(_exercise, *pair, options) for pair in pairs]
    tasks.sort(key=lambda task: -len(task.args[0].cells[0][1]))
    done: dict[tuple[str, str], ExerciseReport] = {}
    for report in in_parallel(tasks, ExerciseReport, jobs or os.cpu_count() or 1):
        done[report.assignment, report.name] = report
        if progress is not None:
            progress(len(done), len(tasks), f"{report.assignment}: {report.name}")
    assignments = []
    for suite in loaded:
        reports = tuple(done[suite.assignment, exercise.name] for exercise in chosen[suite.assignment])
        assignments.append(AssignmentReport(suite.assignment, reports, words.of_notebook(suite)))
    others += _doubled(loaded)
    others += [one for suite in loaded for one in _orphans(suite)]
    if options.exercise is None:
        others += _whole_notebooks(course, loaded) if options.whole and loaded else []
        others += _release(course, names) if options.release else []
    return Report(tuple(assignments), tuple(others))


def _chosen(suite: Suite, name: str | None) -> tuple[ExerciseSuite, ...]:
    """All exercises of an assignment, or the one that was asked for."""
    chosen = tuple(exercise for exercise in suite.exercises if name in (None, exercise.name))
    if not chosen:
        known = ", ".join(exercise.name for exercise in suite.exercises)
        raise CourseError(f"{suite.assignment} has no exercise {name!r}; it has {known}")
    return chosen


def _orphans(suite: Suite) -> list[str]:
    """What the assignment's folder holds for exercises that have no cells."""
    modules = [collect.load(path) for path in suite.course.public_tests(suite.assignment)]
    cells = {exercise.name for exercise in suite.release.exercises}
    manifest = {exercise.name for module in modules for exercise in module.exercises}
    public = {case.exercise for module in modules for case in module.cases}
    return orphans(suite.course, suite.assignment, cells, manifest, public)


def _exercise(suite: Suite, exercise: ExerciseSuite, options: Options) -> ExerciseReport:
    reference = _judged(suite, exercise, None)
    report = ExerciseReport(
        assignment=suite.assignment,
        name=exercise.name,
        points=exercise.points,
        tests=len(exercise.cases),
        reference=reference.complaint or _prepared(suite, exercise),
        false_alarms=reference.false_alarms,
        seconds=reference.seconds,
        words=words.of_exercise(suite, exercise),
    )
    if report.reference:
        return report
    known, wrong, right = _known(suite, exercise, options)
    report = replace(
        report,
        misconceptions=tuple(_solution(suite, exercise, name, code) for name, code in known),
        wrong=tuple(_solution(suite, exercise, name, code) for name, code in wrong),
        styles=tuple(_solution(suite, exercise, name, code, right=True) for name, code in right),
    )
    if options.mutants:
        report = replace(report, mutants=_killing(suite, exercise, 3 + 10 * reference.whole_seconds))
    return replace(report, unsteady=tuple(_unsteady(suite, exercise, report, options)))


def _judged(suite: Suite, exercise: ExerciseSuite, code: str | None, **options: Any) -> Judgement:
    """What the tests and the rules say of a solution; one that hangs or ends its process loses all marks."""
    try:
        run = partial(judge, suite, exercise, code, ruled=True, **options)
        return forked(run, Judgement, SECONDS)
    except Stopped as exc:
        return Judgement(0.0, (("all tests", "error"),), why=str(exc).strip().splitlines()[-1])


def _prepared(suite: Suite, exercise: ExerciseSuite) -> str | None:
    """Draw examples, record plans and signatures once, for the children to come; what hinders, or None."""
    try:
        for case in exercise.cases:
            suite.plan(case)
        if exercise.misconceptions:
            diagnosis._known(suite, exercise)
    except AutograderError as exc:
        return str(exc)
    return None


def _solution(
    suite: Suite, exercise: ExerciseSuite, name: str, code: str, on_top: str = "", right: bool = False
) -> Known:
    judged = _judged(suite, exercise, code, diagnosed=not right, on_top=on_top)
    return Known(name, judged.share, judged.complaint, judged.misconception)


def _known(suite: Suite, exercise: ExerciseSuite, options: Options) -> list[list[tuple[str, str]]]:
    """Name and code of the misconceptions, and of the wrong and right solutions that are kept beside the tests."""
    folder = options.samples or suite.course.root / "tests"
    found = [[(one.slug, one.code) for one in exercise.misconceptions]]
    for kind in ("wrong", "right"):
        paths = sorted((folder / kind / suite.assignment / exercise.name).glob("*.py"))
        found.append([(path.stem, path.read_text(encoding="utf-8")) for path in paths])
    return found


def _killing(suite: Suite, exercise: ExerciseSuite, seconds: float) -> Killing:
    """Judge all mutants, some in a process; each has so many seconds of CPU."""
    known = equivalent(suite, exercise.name)
    made = mutants(dict(suite.cells)[exercise.name])
    survived = [
        mutant.what
        for start in range(0, len(made), TOGETHER)
        for mutant in _survivors(suite, exercise, made[start : start + TOGETHER], seconds)
    ]
    right, wrong = ([what for what in survived if (what in known) is wanted] for wanted in (True, False))
    stale = tuple(what for what in known if what not in survived)
    return Killing(len(made), len(made) - len(survived), tuple(right), tuple(wrong), stale)


def _survivors(suite: Suite, exercise: ExerciseSuite, some: Sequence[Mutant], seconds: float) -> list[Mutant]:
    def full(mutant: Mutant) -> bool:
        try:
            return judge(suite, exercise, mutant.code, first_only=True).full
        except (Exception, SystemExit, KeyboardInterrupt):
            return False

    try:
        passed = forked(lambda: [full(mutant) for mutant in some], list[bool], seconds)
    except Stopped:  # one of them hangs, or ends the process: each by itself
        if len(some) == 1:
            return []
        return [mutant for one in some for mutant in _survivors(suite, exercise, [one], seconds)]
    return [mutant for mutant, survives in zip(some, passed, strict=True) if survives]


def equivalent(suite: Suite, exercise: str) -> dict[str, str]:
    """The mutants that are right as well -> why; from ``hidden/equivalent.toml`` of the assignment.

    Raises:
        SuiteError: when that file is not of its form.
    """
    path = suite.course.solutions / suite.assignment / "hidden" / "equivalent.toml"
    if not path.is_file():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get(exercise, [])
        return {str(entry["mutant"]): str(entry["why"]) for entry in tables}
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as exc:
        raise SuiteError(f"{path}: expected tables [[exercise]] with mutant and why: {exc!r}") from exc


def _unsteady(
    suite: Suite, exercise: ExerciseSuite, report: ExerciseReport, options: Options
) -> Iterator[str]:
    """What the known solutions get under other seeds, of the suite and on top of the notebook, where it differs."""
    known, wrong, right = _known(suite, exercise, options)
    with tempfile.TemporaryDirectory(prefix="audit-") as folder:
        for number in range(1, options.seeds + 1):
            course = replace(suite.course, suite_seed=f"{suite.course.suite_seed}/{number}")
            cache = Cache(Path(folder), str(number))
            other = replace(suite, course=course, cache=cache, _examples={}, _plans={})
            seeds = f"random.seed({number})\nnumpy.random.seed({number})\ntorch.manual_seed({number})\n"
            on_top, under = f"import random, numpy, torch\n{seeds}", f"under seed {number}"
            if prepared := _prepared(other, exercise):
                yield f"{under}: {prepared}"
                continue
            for style, (_, code) in zip(report.styles, right, strict=True):
                why = _solution(other, exercise, style.name, code, on_top, right=True).why
                if why != style.why:
                    yield f"{under} the right solution {style.name} loses marks: {why}"
            mistakes = (*report.misconceptions, *report.wrong)
            for mistake, (name, code) in zip(mistakes, [*known, *wrong], strict=True):
                again = _solution(other, exercise, name, code, on_top)
                if (again.share < 1) != (mistake.share < 1):
                    yield f"{under} {name} gets {again.share:.0%}, not {mistake.share:.0%}"
                if mistake in report.misconceptions and again.diagnosed != mistake.diagnosed:
                    yield f"{under} {name} is taken for {again.diagnosed}"


def _doubled(suites: Iterable[Suite]) -> list[str]:
    """Slugs that more than one misconception has."""
    owners: dict[str, list[str]] = defaultdict(list)
    for exercise in (exercise for suite in suites for exercise in suite.exercises):
        for misconception in exercise.misconceptions:
            owners[misconception.slug].append(exercise.name)
    twice = ((slug, " and of ".join(names)) for slug, names in owners.items() if len(names) > 1)
    return [f"two misconceptions are called {slug}: of {names}" for slug, names in twice]


def _whole_notebooks(course: Course, suites: list[Suite]) -> list[str]:
    """What is wrong with the verdicts on the release, which must be "not implemented" and nothing else, and on the source
    notebook, which must be full marks; one sentence each."""
    found: list[str] = []
    folders = tempfile.TemporaryDirectory(prefix="audit-")
    with folders as folder, Grader(course, language="en") as grader:
        for suite in suites:
            name = suite.assignment
            stubs = Path(folder) / f"{name}.ipynb"
            _write_stubs(suite, stubs)
            for path, wanted in ((stubs, "not_implemented"), (course.source_notebook(name), "passed")):
                result = grader.grade(path, student="audit", assignment=name)
                which, what = (
                    ("stubs", "stub") if path is stubs else ("source notebook", "reference solution")
                )
                if result.outcome != "graded":
                    found.append(f"{name}: the {which}: {result.message}")
                for exercise in result.exercises:
                    share = exercise.max_score if wanted == "passed" else 0.0
                    if exercise.outcome != wanted or exercise.score != share:
                        said = next((test.message for test in exercise.tests if test.message), "")
                        found.append(
                            f"{name}: the {what} of {exercise.name} is graded {exercise.outcome} with "
                            f"{exercise.score:g} of {exercise.max_score:g} points: {said}"
                        )
    return found


def _write_stubs(suite: Suite, path: Path) -> None:
    """The notebook as students get it."""
    notebook = nbformat.read(suite.course.source_notebook(suite.assignment), as_version=4)
    for cell, ours in zip(notebook.cells, suite.release.cells, strict=True):
        cell.source = ours.source
    nbformat.write(notebook, path)


def _release(course: Course, names: tuple[str, ...]) -> list[str]:
    from autograder.authoring import release  # nbgrader is slow to import

    try:
        return release.check(course, names)
    except AutograderError as exc:
        return [str(exc)]
