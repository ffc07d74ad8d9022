"""What a class has understood, in numbers: the statistics of the class report.

Everything is computed from results alone; the words of a course only name things. :func:`build_report` gives
one frozen :class:`Report`, and HTML, CSV and JSON are pure functions over it (:mod:`.report`).
"""

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from autograder.core.marks import Marks, Record
from autograder.core.results import ExerciseResult, Result, TestOutcome, TestResult
from autograder.core.text import Text, texts
from autograder.core.words import (
    AssignmentWords,
    ExerciseWords,
    MisconceptionWords,
    Words,
    misconception_name,
    spelled_out,
    words_of_test,
)
from autograder.reports.report_model import (
    SCHEMA,
    AssignmentReport,
    Attention,
    ExerciseStatistics,
    MisconceptionStatistics,
    Reason,
    Report,
    SectionStatistics,
    StudentRow,
    TestStatistics,
)
from autograder.reports.similarity import equal_solutions

MIN_COUNT = 10  # a correlation over fewer submissions than this says nothing
MIN_EACH = 5  # ... nor does one where fewer than this pass, or fail: it is not judged
BINS = 10
TRIED = ("passed", "failed")
_GRAVE: dict[TestOutcome, Reason] = {
    "crashed": "crashed",
    "memory": "crashed",
    "timeout": "timeout",
    "forbidden": "forbidden",
}
_BEYOND_THE_FIRST_SENTENCE = re.compile(r"(?:。|(?<=\.)\s).*", re.DOTALL)
Kind: TypeAlias = Literal["misconception", "relation"]
Sources = Mapping[tuple[str, str], Mapping[str, str]]


def build_report(
    results: Iterable[Result],
    *,
    words: Mapping[str, AssignmentWords] | None = None,
    sources: Sources | None = None,
    record: Record | None = None,
    absent: Mapping[str, Sequence[str]] | None = None,
) -> Report:
    """Compute the statistics of a class.

    Args:
        results: of several for one student and assignment the last one counts.
        words: assignment -> its words; the order of assignments and exercises is kept.
        sources: (student, assignment) -> exercise -> source of the solution cell, for finding equal solutions.
        record: the marks of the class; by default what the results alone say.
        absent: assignment -> who has not handed in.
    """
    words, sources, absent = words or {}, sources or {}, absent or {}
    marks = {(one.student, one.assignment): one for one in (record or Record()).marks}
    own: dict[str, dict[str, Result]] = defaultdict(dict)
    repeated: dict[str, set[str]] = defaultdict(set)
    for result in results:
        before = own[result.assignment].get(result.student)
        if before is not None and before.submission != result.submission:  # not the same file graded again
            repeated[result.assignment].add(result.student)
        own[result.assignment][result.student] = result
    order = [name for name in words if name in own]
    assignments = [
        _assignment(
            name,
            list(own[name].values()),
            words.get(name) or AssignmentWords(),
            repeated[name],
            {student: cells for (student, assignment), cells in sources.items() if assignment == name},
            {who: marks.get((who, name)) or Marks.of(result) for who, result in own[name].items()},
            tuple(absent.get(name, ())),
        )
        for name in (*order, *sorted(own.keys() - set(order)))
    ]
    return Report(SCHEMA, tuple(assignments))


def discrimination(passed: Sequence[bool], rest: Sequence[float]) -> float | None:
    """The corrected point-biserial correlation: of passing a test (1 or 0) with the points of the other tests.

    It is taken over the submissions that the test was run on (not blocked, exercise tried), and is None for fewer than
    :data:`MIN_COUNT` of them, where all pass or all fail, and where the points are all the same.
    """
    if len(passed) < MIN_COUNT or len(set(passed)) < 2 or statistics.pstdev(rest) < 1e-9:
        return None
    return max(-1.0, min(1.0, statistics.correlation([float(one) for one in passed], rest)))


def _assignment(
    name: str,
    results: list[Result],
    words: AssignmentWords,
    repeated: set[str],
    sources: Mapping[str, Mapping[str, str]],
    marks: Mapping[str, Marks],
    absent: tuple[str, ...],
) -> AssignmentReport:
    graded = [result for result in results if result.outcome == "graded"]
    counted = [one for one in marks.values() if one.total is not None]
    scores = [one.total or 0.0 for one in counted]
    quarters = statistics.quantiles(scores, n=4, method="inclusive") if len(scores) > 3 else None
    shares = [(one.total or 0.0) / one.max_score for one in counted if one.max_score]
    bins = Counter(min(BINS - 1, int(share * BINS + 1e-9)) for share in shares)
    seen = dict.fromkeys(exercise.name for result in graded for exercise in result.exercises)
    order = list(dict.fromkeys([*(one for one in words.exercises if one in seen), *seen]))
    tests = _tests(graded, order, words)
    misconceptions = _misconceptions(graded, order, words)
    files = {  # an untouched notebook is the same file for everybody
        result.student: result.submission
        for result in results
        if result.submission and any(exercise.outcome in TRIED for exercise in result.exercises)
    }
    return AssignmentReport(
        name=name,
        title=words.title or spelled_out(name),
        graded=len(graded),
        unreadable=sum(result.outcome == "unreadable" for result in results),
        not_graded=sum(result.outcome == "not_graded" for result in results),
        max_score=max((one.max_score for one in counted if one.max_score), default=None),
        mean=statistics.fmean(scores) if scores else None,
        median=statistics.median(scores) if scores else None,
        deviation=statistics.pstdev(scores) if scores else None,
        quartiles=(quarters[0], quarters[2]) if quarters else None,
        histogram=tuple(bins[bin] for bin in range(BINS)),
        exercises=tuple(_exercise(exercise, graded, words.exercises.get(exercise)) for exercise in order),
        tests=tests,
        misconceptions=misconceptions,
        sections=_sections(misconceptions),
        attention=_attention(results, tests, repeated),
        groups=tuple(equal_solutions(sources, files)),
        compared=len(sources),
        students=tuple(
            _row(one, order, marks[one.student]) for one in sorted(results, key=lambda one: one.student)
        ),
        absent=absent,
    )


def _exercise(name: str, graded: list[Result], words: ExerciseWords | None) -> ExerciseStatistics:
    found = [exercise for result in graded for exercise in result.exercises if exercise.name == name]
    kinds = Counter(exercise_kind(exercise) for exercise in found)
    shares = [exercise.score / exercise.max_score for exercise in found if exercise.max_score]
    return ExerciseStatistics(
        name=name,
        title=(words and words.title) or name,
        section=words.section if words else None,
        max_score=max(exercise.max_score for exercise in found),
        passed=kinds["passed"],
        partly=kinds["partly"],
        failed=kinds["failed"],
        not_tried=kinds["not_tried"],
        mean_share=statistics.fmean(shares) if shares else None,
    )


def exercise_kind(exercise: ExerciseResult) -> Literal["passed", "partly", "failed", "not_tried"]:
    """The four ways in which an exercise ends, as the report counts them."""
    if exercise.outcome not in TRIED:
        return "not_tried"
    return "passed" if exercise.outcome == "passed" else "partly" if exercise.score > 0 else "failed"


def _tests(graded: list[Result], order: list[str], words: AssignmentWords) -> tuple[TestStatistics, ...]:
    earned: dict[str, float] = {}  # student -> points of all tests
    seen: dict[tuple[str, str], list[tuple[str, TestResult, float]]] = defaultdict(list)
    for result in graded:
        earned[result.student] = 0.0
        for exercise in result.exercises:
            total = sum(test.weight for test in exercise.tests)
            for test in exercise.tests if exercise.outcome in TRIED else ():
                worth = exercise.max_score * test.weight / total if total else 0.0
                seen[exercise.name, test.name].append((result.student, test, worth))
                earned[result.student] += worth * (test.outcome == "passed")
    place = {name: index for index, name in enumerate(order)}
    return tuple(
        _test(exercise, name, seen[exercise, name], earned, words.exercises.get(exercise))
        for exercise, name in sorted(seen, key=lambda key: place[key[0]])
    )


def _test(
    exercise: str,
    name: str,
    seen: list[tuple[str, TestResult, float]],
    earned: Mapping[str, float],
    words: ExerciseWords | None,
) -> TestStatistics:
    run = [(who, test.outcome == "passed", worth) for who, test, worth in seen if test.outcome != "blocked"]
    failing = sum(not passed for _, passed, _ in run)
    rest = [earned[who] - worth * passed for who, passed, worth in run]
    return TestStatistics(
        exercise=exercise,
        name=name,
        title=(words and words_of_test(words.tests, name)) or spelled_out(name),
        count=len(run),
        failing=failing,
        blocked=len(seen) - len(run),
        share_failing=failing / len(run) if run else None,
        discrimination=discrimination([passed for _, passed, _ in run], rest),
    )


def _misconceptions(
    graded: list[Result], order: list[str], words: AssignmentWords
) -> tuple[MisconceptionStatistics, ...]:
    held: dict[tuple[Kind, str, str], list[str]] = defaultdict(list)
    for result in graded:
        for verdict in result.exercises:
            if verdict.misconception is not None:
                held["misconception", verdict.name, verdict.misconception].append(result.student)
            elif verdict.relation is not None:
                held["relation", verdict.name, verdict.relation].append(result.student)
    found = []
    for (kind, exercise, slug), students in held.items():
        known = words.exercises.get(exercise, ExerciseWords())
        said = known.misconceptions.get(slug, MisconceptionWords("")) if kind == "misconception" else None
        title = relation_sentence(slug) if said is None else said.name or misconception_name(slug, exercise)
        section, share = (said and said.section) or known.section, len(students) / len(graded)
        found.append(
            MisconceptionStatistics(kind, exercise, slug, title, section, tuple(sorted(students)), share)
        )
    return tuple(sorted(found, key=lambda one: (-len(one.students), order.index(one.exercise), one.slug)))


@cache
def _relations() -> dict[str, Text]:
    """The table of relations, without importing what finds them."""
    return texts(str(Path(__file__).parents[1] / "testing" / "relations" / "words.toml"))


def relation_sentence(slug: str) -> Words:
    """What a relation says, without the question that it asks a student and without one student's numbers."""
    if slug not in _relations():
        return spelled_out(slug)
    first = {code: _BEYOND_THE_FIRST_SENTENCE.sub("", words) for code, words in _relations()[slug].said}
    return Text(**{code: re.sub(r"\{[^{}]*\}", "…", words) for code, words in first.items()})


def _sections(misconceptions: Sequence[MisconceptionStatistics]) -> tuple[SectionStatistics, ...]:
    """The sections of the book that most students' misconceptions point to, most first."""
    students: dict[str, set[str]] = defaultdict(set)
    slugs: dict[str, list[str]] = defaultdict(list)
    for one in misconceptions:
        if one.section:
            students[one.section].update(one.students)
            slugs[one.section].append(one.slug)
    found = (SectionStatistics(section, len(who), tuple(slugs[section])) for section, who in students.items())
    return tuple(sorted(found, key=lambda one: (-one.students, one.section)))


def _attention(
    results: list[Result], tests: Sequence[TestStatistics], repeated: set[str]
) -> tuple[Attention, ...]:
    """Submissions that need a person: the gravest reason of each, and the gravest first."""
    easy = {(test.exercise, test.name): (test.share_failing or 0.0) for test in tests}
    enough = sum(result.outcome == "graded" for result in results) >= 2 * MIN_COUNT
    found = []
    for result in results:
        several: tuple[Reason, str] | None = ("several", "") if result.student in repeated else None
        if reason := _reason(result, easy if enough else {}) or several:
            found.append(Attention(result.student, *reason))
    order = get_args(Reason)
    return tuple(sorted(found, key=lambda one: (order.index(one.reason), one.student)))


def _reason(result: Result, easy: Mapping[tuple[str, str], float]) -> tuple[Reason, str] | None:
    if result.outcome != "graded":
        return result.outcome, result.message or ""
    where = {test.outcome: exercise.name for exercise in result.exercises for test in exercise.tests}
    for outcome, reason in _GRAVE.items():
        if outcome in where:
            return reason, where[outcome]
    tried = [exercise.outcome in TRIED for exercise in result.exercises]
    if tried and not any(tried):
        return "nothing_tried", ""
    if tried and all(tried) and not result.score:
        return "nothing_right", ""
    return ("unlike_the_class", "") if misfit(result, easy) else None


def misfit(result: Result, easy: Mapping[tuple[str, str], float]) -> bool:
    """Whether a submission passes what is hard for the class and fails what is easy.

    Counts the pairs of tests in the wrong order (Guttman errors) and divides by the most there could be;
    chance alone gives 1/2, an ordinary submission 0.1 to 0.3. Flagged above 0.7, with at least 10 tests and a
    score between 20 and 80 % of them.
    """
    seen = (
        (easy[key], test.outcome == "passed")
        for exercise in result.exercises
        for test in exercise.tests
        if (key := (exercise.name, test.name)) in easy and test.outcome != "blocked"
    )
    ranked = [passed for _, passed in sorted(seen, key=lambda pair: pair[0])]
    right, count = sum(ranked), len(ranked)
    if count < 10 or not 0.2 <= right / count <= 0.8:
        return False
    errors = failed = 0
    for passed in ranked:
        errors += failed if passed else 0
        failed += not passed
    return errors / (right * (count - right)) > 0.7


def _row(result: Result, order: list[str], marks: Marks) -> StudentRow:
    given = {part.exercise: part.score for part in marks.parts if part.score is not None}
    found = {
        exercise.name: (given.get(exercise.name, exercise.score), exercise_kind(exercise))
        for exercise in result.exercises
    }
    exercises = tuple(found.get(name) for name in order)
    people = marks.written, marks.extra, marks.penalty, marks.still_open
    return StudentRow(result.student, result.outcome, marks.total, marks.max_score, exercises, *people)
