"""Results as JUnit XML, which GitHub Actions, GitLab and Jenkins show.

There is no official schema; what is written here is valid under both that are in use: Apache Ant's (as
written down by Windy Road) and Jenkins's ``junit-10.xsd``. A submission is a suite, a hidden test a case.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from datetime import UTC, datetime

from autograder.core.clean import clean, clean_line
from autograder.core.results import Document, ExerciseResult, Result, TestResult
from autograder.core.text import check_language, current_language, translate
from autograder.core.words import CourseWords, ExerciseWords, spelled_out, words_of_test

ERRORS = frozenset(
    {"error", "timeout", "crashed", "memory"}
)  # the code gave no answer; the rest are wrong answers
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def junit_xml(
    results: Iterable[Result | Document],
    *,
    words: CourseWords | None = None,
    language: str | None = None,
    when: datetime = NEVER,
    hostname: str = "localhost",
) -> bytes:
    """Write JUnit XML, UTF-8.

    Args:
        results: results, or documents of them.
        words: the course in words, for the names of the tests.
        language: of those words.
        when: time of grading; the same results give the same bytes unless it is said.
        hostname: machine of grading.

    Raises:
        ValueError: for a language the course does not speak.
    """
    words, language = words or CourseWords(), check_language(language or current_language())
    root = ElementTree.Element("testsuites")
    flat = [one for item in results for one in (item.results if isinstance(item, Document) else (item,))]
    last = {(one.assignment, one.student): one for one in flat}  # of several, the last one counts
    found = [last[key] for key in sorted(last)]
    for number, result in enumerate(found):
        exercises = words.assignment(result.assignment).exercises
        cases = [
            case
            for exercise in result.exercises
            for case in _cases(
                result.assignment, exercise, exercises.get(exercise.name, ExerciseWords()), language
            )
        ]
        if result.outcome != "graded":
            case = _case(result.assignment, "notebook")
            _add(case, "error", result.outcome, result.message or result.outcome)
            cases.append(case)
        root.append(_suite(result, number, cases, when, hostname))
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _suite(
    result: Result, number: int, cases: list[ElementTree.Element], when: datetime, hostname: str
) -> ElementTree.Element:
    def count(tag: str) -> str:
        return str(sum(case.find(tag) is not None for case in cases))

    suite = ElementTree.Element(
        "testsuite",
        {
            "id": str(number),
            "name": _token(result.student),
            "package": _token(result.assignment),
            "hostname": _token(hostname),
            "timestamp": when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S"),
            "tests": str(len(cases)),
            "failures": count("failure"),
            "errors": count("error"),
            "skipped": count("skipped"),
            "time": f"{max(0.0, result.seconds):.3f}",
        },
    )
    properties = ElementTree.SubElement(suite, "properties")
    for name, value in (
        ("score", result.score),
        ("max_score", result.max_score),
        ("outcome", result.outcome),
    ):
        ElementTree.SubElement(
            properties, "property", {"name": name, "value": "" if value is None else str(value)}
        )
    suite.extend(cases)
    ElementTree.SubElement(suite, "system-out")
    ElementTree.SubElement(suite, "system-err")
    return suite


def _cases(
    assignment: str, exercise: ExerciseResult, words: ExerciseWords, language: str
) -> Iterable[ElementTree.Element]:
    package = f"{assignment}.{exercise.name}"
    for test in exercise.tests:
        said = words_of_test(words.tests, test.name)
        case = _case(package, clean_line(translate(said, language)) if said else spelled_out(test.name))
        _verdict(case, test)
        yield case
    if not exercise.tests:
        case = _case(package, exercise.name)
        if exercise.outcome != "passed":
            _add(case, "failure", exercise.outcome, exercise.outcome)
        yield case


def _verdict(case: ElementTree.Element, test: TestResult) -> None:
    if test.outcome == "blocked":
        ElementTree.SubElement(case, "skipped")
    elif test.outcome != "passed":
        _add(
            case, "error" if test.outcome in ERRORS else "failure", test.outcome, test.message or test.outcome
        )


def _case(package: str, name: str) -> ElementTree.Element:
    return ElementTree.Element("testcase", {"classname": _token(package), "name": _token(name), "time": "0"})


def _add(case: ElementTree.Element, tag: str, kind: str, message: str) -> None:
    text = clean(message)
    element = ElementTree.SubElement(case, tag, {"type": kind, "message": clean_line(message)})
    element.text = text


def _token(text: str) -> str:
    return clean_line(text) or "?"
