"""The class report as HTML, CSV and JSON."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from dataclasses import replace

import msgspec
import pytest

from autograder.core.errors import UsageError
from autograder.core.marks import Marks, Part, Record
from autograder.reports.report import (
    CSV_COLUMNS,
    report_csv,
    report_html,
    report_json,
    student_html,
    verdict_on,
)
from autograder.reports.report_model import SCHEMA, TestStatistics
from autograder.reports.statistics import build_report
from tests.feedback import samples

from .test_similarity import solution


def page(results, words=None):
    return report_html(build_report(results, words=words), language="en")


@pytest.fixture(scope="module")
def report():
    sources = {(f"student{i:03d}", "mlp"): {"f": solution(i if i != 7 else 8)} for i in range(40)}
    return build_report(
        samples.course_class(40, {"mlp": 5, "dropout": 3}), words=samples.COURSE, sources=sources
    )


def test_the_page_shows_every_part_and_states_the_formula(report):
    """Marks, exercises, tests, misconceptions, who needs a person, who is alike."""
    seen = html.unescape(report_html(report, language="en"))
    for text in (
        "The course at a glance",
        "Distribution of marks",
        "Exercises",
        "Misconceptions",
        "Hidden tests",
        "r = (M₁ − M₀) / s · √(p (1 − p))",
        "Submissions that need a person",
        "A question to ask, not a verdict",
        "identical but for names",
        "student007; student008",
        "absolute value",
        "To go over again",
        "Dive into Deep Learning",
    ):
        assert text in seen, text


def test_the_page_speaks_chinese(report):
    """Our own words are all translated."""
    seen = report_html(report, language="zh")
    for text in ("班级报告", "分数分布", "区分度", "需要人工处理的提交", "多层感知机"):
        assert text in seen
    assert "Hidden tests" not in seen and "submissions" not in seen


def test_the_page_is_self_contained_and_small(report):
    """No address but the book's, one script that the policy names by its digest."""
    made = report_html(report, language="en")
    assert set(re.findall(r"https?://[^/\"]+", made)) <= {"https://d2l.ai"}
    assert "src=" not in made and "@import" not in made and "url(" not in made
    assert made.count("<script") == 1 and "script-src &#39;sha256-" in made


def test_a_course_of_300_students_stays_below_one_megabyte():
    """Six assignments of a large class still make a page that opens at once."""
    made = page(samples.course_class(300), words=samples.COURSE)
    assert len(made.encode()) < 1_000_000


def test_a_long_title_beside_a_chart_ends_in_dots():
    """Two lines have room; the table below has it whole."""
    made = page(samples.course_class(6, {" ".join(letter * 20 for letter in "ABC"): 2, "mlp": 2}))
    beside = re.findall(r"<text x=\"205\"[^>]*>([^<]*)</text>", made)
    assert beside == ["A" * 20, "B" * 20 + " …", "Mlp"]


def test_a_class_without_words_gradings_or_submissions_has_a_page():
    """Nothing graded yet, or nothing at all, is said and not a traceback."""
    nothing = samples.ordinary(outcome="unreadable", score=None, max_score=None, exercises=(), message="no")
    assert "no graded submissions" in page([nothing])
    assert "Class report" in page([])
    assert "alice" in page([samples.ordinary()])


def test_hostile_names_stay_text_in_the_page():
    """Names, messages, slugs and exercises of a hostile document are escaped."""
    assert samples.active_parts(page([samples.hostile()])) == ["script"]


def test_a_test_is_judged_only_on_enough_submissions():
    """One failure among many is no evidence against a test."""

    def verdict(count, failing, r):
        return verdict_on(TestStatistics("f", "t", "t", count, failing, 0, failing / count, r))[1]

    assert verdict(30, 1, -0.1) == verdict(30, 29, 0.9) == verdict(6, 3, None) == "too_few"
    assert (verdict(30, 0, None), verdict(30, 30, None)) == ("all_pass", "all_fail")
    assert [verdict(30, 10, r) for r in (0.5, 0.2, 0.05, -0.3)] == [
        "tells_well",
        "tells_little",
        "look_at_it",
        "look_at_it",
    ]


def test_csv_rows_say_what_they_are_about_and_formulas_are_disarmed(report):
    """One table, a kind a row; a name that a spreadsheet would run is quoted."""
    rows = list(csv.DictReader(io.StringIO(report_csv(report, language="en"))))
    assert list(rows[0]) == CSV_COLUMNS and {row["schema"] for row in rows} == {str(SCHEMA)}
    assert {row["kind"] for row in rows} == {
        "assignment",
        "exercise",
        "test",
        "misconception",
        "attention",
        "similar",
    }
    assert len([row for row in rows if row["kind"] == "test"]) == sum(
        len(one.tests) for one in report.assignments
    )
    evil = [
        samples.ordinary(student=name, outcome="unreadable", score=None, exercises=(), message="=1+1")
        for name in ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "-12")
    ]
    cells = [
        row["students"]
        for row in csv.DictReader(io.StringIO(report_csv(build_report(evil))))
        if row["kind"] == "attention"
    ]
    assert sorted(cells) == sorted(["'=cmd|' /C calc'!A0", "'+1+1", "'-2+3", "'@SUM(A1)", "'=1", "-12"])


def test_json_has_a_schema_and_the_same_numbers(report):
    """The machine-readable form is the dataclass, key by key."""
    found = json.loads(report_json(report))
    assert found["schema"] == SCHEMA
    assignment = found["assignments"][0]
    assert assignment["name"] == "mlp" and assignment["title"] == {
        "en": "Multilayer perceptrons",
        "zh": "多层感知机",
    }
    assert assignment["mean"] == report.assignments[0].mean
    assert [test["discrimination"] for test in assignment["tests"]] == [
        test.discrimination for test in report.assignments[0].tests
    ]


def test_an_unknown_language_is_refused(report):
    """As everywhere."""
    with pytest.raises(ValueError, match="unknown language"):
        report_html(report, language="fr")


def test_the_page_holds_what_people_gave_and_who_is_missing():
    """Totals of the record, written answers, lateness, what is open; who has not handed in; relations as sentences."""
    [first, *others] = samples.course_class(5, {"mlp": 5})
    failed = tuple(
        msgspec.structs.replace(one, outcome="failed", misconception=None, relation="negated")
        for one in first.exercises
    )
    first = msgspec.structs.replace(first, exercises=failed)
    own = Marks.of(first)
    parts = (*own.parts, Part("why", None, 4, manual=3.5, extra=0.5), Part("how", None, 2, open=True))
    record = Record((replace(own, parts=parts, max_score=99.0, penalty=1.25, in_gradebook=True),))
    made = build_report([first, *others], words=samples.COURSE, record=record, absent={"mlp": ["Poe, Carol"]})
    seen = html.unescape(report_html(made, language="en"))
    total = record.marks[0].total
    for text in (
        f"{total:g} / 99",
        "−1.25",
        "1 written answer to mark",
        "Poe, Carol",
        "with the opposite sign.",
    ):
        assert text in seen, text
    alone = html.unescape(student_html(made, first.student, language="en"))
    assert f"{total:g} / 99" in alone and "−1.25" in alone
    assert not [one.student for one in others if one.student in alone]
    with pytest.raises(UsageError, match="no submission of 'nobody'"):
        student_html(made, "nobody")


def test_a_student_who_has_handed_in_one_assignment_of_two_has_a_page():
    """The other assignment stands on it, as not handed in."""
    first, second = samples.course_class(2, {"mlp": 5})
    made = build_report([first, msgspec.structs.replace(second, assignment="dropout")], words=samples.COURSE)
    seen = html.unescape(student_html(made, first.student, language="en"))
    assert "not handed in" in seen and second.student not in seen
