"""The statistics of a class, against numbers worked out in another way."""

from __future__ import annotations

import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.core.results import Result
from autograder.core.words import AssignmentWords, ExerciseWords, MisconceptionWords
from autograder.reports.statistics import MIN_COUNT, build_report, discrimination, misfit
from tests.feedback import samples


def one(student: str, *exercises, **changes) -> Result:
    score, most = (sum(getattr(e, part) for e in exercises) for part in ("score", "max_score"))
    values = dict(
        student=student,
        assignment="mlp",
        notebook="mlp.ipynb",
        submission=None,
        outcome="graded",
        message=None,
        score=score,
        max_score=most,
        seconds=0.1,
        isolation="none",
        exercises=tuple(exercises),
    )
    return Result(**(values | changes))


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 40)), min_size=MIN_COUNT, max_size=60))
def test_discrimination_is_the_correlation_with_the_rest(pairs):
    """The formula with means is the ordinary correlation coefficient of 0/1 with the rest of the points."""
    passed, rest = [p for p, _ in pairs], [float(r) for _, r in pairs]
    found = discrimination(passed, rest)
    if len(set(passed)) < 2 or len(set(rest)) < 2:
        assert found is None
    else:
        assert found == pytest.approx(np.corrcoef(passed, rest)[0, 1], abs=1e-9)


def test_discrimination_is_silent_where_there_is_nothing_to_say():
    """Too few, all alike, or no spread: no number rather than a wrong one."""
    assert discrimination([True, False] * 4, [1.0, 0.0] * 4) is None
    assert discrimination([True] * 20, [float(i) for i in range(20)]) is None
    assert discrimination([True, False] * 10, [3.0] * 20) is None


def test_a_tests_own_points_are_not_in_the_rest():
    """An exercise with one test and nothing else correlates with nothing, however often it fails."""
    results = [
        one(
            f"s{i}",
            samples.exercise(
                "f", 2.0 * (i % 2), tests=[samples.test("test_a", "passed" if i % 2 else "failed")]
            ),
        )
        for i in range(40)
    ]
    (test,) = build_report(results).assignments[0].tests
    assert test.share_failing == 0.5 and test.discrimination is None


def test_exercises_are_counted_in_four_ways():
    """Passed, partly, failed, not tried; a missing name counts as not tried."""
    ends = [
        samples.exercise("f", 2),
        samples.exercise("f", 1),
        samples.exercise("f", 0),
        samples.exercise("f", 0, outcome="not_implemented"),
        samples.exercise("f", 0, outcome="missing"),
    ]
    (exercise,) = build_report([one(f"s{i}", end) for i, end in enumerate(ends)]).assignments[0].exercises
    assert (exercise.passed, exercise.partly, exercise.failed, exercise.not_tried, exercise.count) == (
        1,
        1,
        1,
        2,
        5,
    )
    assert exercise.mean_share == pytest.approx(3 / 10)


def test_blocked_tests_and_untried_exercises_do_not_count_as_failing():
    """The share failing is of the submissions that the test was run on."""
    results = [
        one(
            "a",
            samples.exercise(
                "f", 0, tests=[samples.test("test_a", "failed"), samples.test("test_b", "blocked")]
            ),
        ),
        one("b", samples.exercise("f", 2, tests=[samples.test("test_a"), samples.test("test_b")])),
        one(
            "c",
            samples.exercise(
                "f",
                0,
                outcome="not_implemented",
                tests=[samples.test("test_a", "error"), samples.test("test_b", "blocked")],
            ),
        ),
    ]
    a, b = build_report(results).assignments[0].tests
    assert (a.count, a.failing, a.share_failing) == (2, 1, 0.5)
    assert (b.count, b.failing, b.blocked, b.share_failing) == (1, 0, 1, 0.0)


def test_marks_are_summarised_over_graded_submissions_only():
    """What is not graded is counted, and is in no mean."""
    results = [one(f"s{i}", samples.exercise("f", i / 2, 2)) for i in range(5)]
    results += [
        one("x", outcome="unreadable", score=None, max_score=None, message="no"),
        one("y", outcome="not_graded", score=None, max_score=None),
    ]
    found = build_report(results).assignments[0]
    scores = [0, 0.5, 1, 1.5, 2]
    assert (found.graded, found.unreadable, found.not_graded) == (5, 1, 1)
    assert (found.mean, found.median, found.deviation) == (1.0, 1.0, pytest.approx(statistics.pstdev(scores)))
    assert found.quartiles == (0.5, 1.5)
    assert found.histogram == (1, 0, 1, 0, 0, 1, 0, 1, 0, 1)


def test_misconceptions_are_counted_and_point_to_the_book():
    """Most held first; a section counts each student once."""
    named = ExerciseWords(section="5.1", misconceptions={"f-abs": MisconceptionWords("", "5.1.2.1")})
    words = {"mlp": AssignmentWords(exercises={"f": named})}
    wrong = [
        one(f"s{i}", samples.exercise("f", 0, misconception=slug))
        for i, slug in enumerate(["f-abs", "f-abs", "f-other", None])
    ]
    found = build_report(wrong, words=words).assignments[0]
    assert [(m.slug, m.students, m.share, m.section) for m in found.misconceptions] == [
        ("f-abs", ("s0", "s1"), 0.5, "5.1.2.1"),
        ("f-other", ("s2",), 0.25, "5.1"),
    ]
    assert [(s.section, s.students, s.slugs) for s in found.sections] == [
        ("5.1.2.1", 2, ("f-abs",)),
        ("5.1", 1, ("f-other",)),
    ]


def test_submissions_that_need_a_person_are_listed_by_gravity():
    """One reason each, the gravest first; ordinary work is not listed."""
    bad = {
        outcome: samples.exercise("f", 0, tests=[samples.test("test_a", outcome)])
        for outcome in ("crashed", "timeout", "forbidden", "memory")
    }
    results = [one(f"s-{name}", exercise) for name, exercise in bad.items()]
    results += [
        one("s-empty", samples.exercise("f", 0, outcome="not_implemented")),
        one("s-wrong", samples.exercise("f", 0)),
        one("s-fine", samples.exercise("f", 1)),
        one("s-unread", outcome="unreadable", score=None, max_score=None, message="no JSON"),
        one("s-twice", samples.exercise("f", 1)),
        one("s-twice", samples.exercise("f", 2), submission="other"),
    ]
    found = build_report(results).assignments[0]
    assert [(item.student, item.reason) for item in found.attention] == [
        ("s-unread", "unreadable"),
        ("s-crashed", "crashed"),
        ("s-memory", "crashed"),
        ("s-timeout", "timeout"),
        ("s-forbidden", "forbidden"),
        ("s-empty", "nothing_tried"),
        ("s-wrong", "nothing_right"),
        ("s-twice", "several"),
    ]
    assert found.attention[0].detail == "no JSON"


def test_the_same_file_graded_again_is_no_second_submission():
    """A report over the results of two runs counts everybody once, and calls nobody odd."""
    again = [one("s", samples.exercise("f", 1), submission="digest") for _ in range(2)]
    found = build_report(again).assignments[0]
    assert found.graded == 1 and found.attention == ()


def test_of_several_results_for_a_student_the_last_counts():
    """A second run's result after the first one's replaces it."""
    results = [one("s", samples.exercise("f", 0)), one("s", samples.exercise("f", 2))]
    found = build_report(results).assignments[0]
    assert found.graded == 1 and found.mean == 2.0


def test_a_submission_that_passes_hard_and_fails_easy_tests_is_odd():
    """A pattern with a few slips is not flagged, a reversed one is."""
    easy = {("f", f"test_{i}"): i / 20 for i in range(20)}

    def submission(passed):
        return one(
            "s",
            samples.exercise(
                "f",
                1,
                tests=[samples.test(f"test_{i}", "passed" if i in passed else "failed") for i in range(20)],
            ),
        )

    assert misfit(submission(range(10, 20)), easy)
    assert not misfit(submission(range(10)), easy)
    ordinary = [range(10 - 2), range(11, 12), range(13, 13 + 2)]
    assert not misfit(submission({number for part in ordinary for number in part}), easy)
    assert not misfit(submission([]), easy) and not misfit(submission(range(20)), easy)


def test_an_able_class_ranks_its_own_tests_as_telling():
    """On a simulated class (one ability a student) nearly every test discriminates, whatever its
    difficulty."""
    tests = build_report(samples.course_class(200, {"dropout": 4})).assignments[0].tests
    known = [test.discrimination for test in tests if test.discrimination is not None]
    assert len(known) >= 18 and min(known) > 0.1 and statistics.median(known) > 0.3


def test_hardly_anybody_of_an_ordinary_class_is_odd():
    """On a simulated class the flag for patterns unlike the class stays rare."""
    found = build_report(samples.course_class(300, {"mlp": 7})).assignments[0].attention
    assert sum(item.reason == "unlike_the_class" for item in found) <= 3


def test_assignments_and_exercises_keep_the_order_of_the_course():
    """What the course does not know comes last."""
    results = samples.course_class(3, {"dropout": 2, "mlp": 3, "unknown": 1, "linear_regression": 2})
    report = build_report(results, words=samples.COURSE)
    assert [one.name for one in report.assignments] == ["linear_regression", "mlp", "dropout", "unknown"]
    assert [e.name for e in report.assignments[1].exercises] == ["relu", "sigmoid", "init_params"]


def test_untouched_notebooks_are_not_the_same_file():
    """Everybody who handed in nothing handed in the same bytes."""
    stub, done = samples.exercise("f", 0, outcome="not_implemented"), samples.exercise("f", 2)
    results = [one(f"s{i}", stub, submission="released") for i in range(3)]
    results += [one(f"t{i}", done, submission="copied") for i in range(2)]
    (group,) = build_report(results).assignments[0].groups
    assert group.students == ("t0", "t1")


def test_an_empty_class_has_an_empty_report():
    """No results, no statistics, no error."""
    assert build_report([]).assignments == ()
