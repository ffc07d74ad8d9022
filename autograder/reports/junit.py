"""Results as JUnit XML, which GitHub Actions, GitLab and Jenkins show.

There is no official schema; what is written here is valid under both that are in use: Apache Ant's (as
written down by Windy Road) and Jenkins's ``junit-10.xsd``. A submission is a suite, a hidden test a case.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from autograder.core.clean import clean, clean_line
from autograder.core.results import ExerciseResult, Result
from autograder.core.words import spelled_out
from autograder.feedback.render import render

NO_ANSWER = ("error", "timeout", "crashed", "memory")  # the rest are wrong answers


class Case(NamedTuple):
    """A case; ``tag`` is its failure, error or skipped element, or empty."""

    package: str
    name: str
    tag: str = ""
    outcome: str = ""
    message: str = ""


def junit_xml(results: Iterable[Result]) -> bytes:
    """JUnit XML, UTF-8; of several results for a student and assignment the last one counts."""
    last = {(one.assignment, one.student): one for one in results}
    suites = [(last[key], list(_cases(last[key]))) for key in sorted(last)]
    return render(
        "reports/junit.xml",
        suites=suites,
        clean=clean,
        line=clean_line,
        token=lambda text: clean_line(text) or "?",
    ).encode()


def _cases(result: Result) -> Iterator[Case]:
    for exercise in result.exercises:
        yield from _exercise(f"{result.assignment}.{exercise.name}", exercise)
    if result.outcome != "graded":
        yield Case(result.assignment, "notebook", "error", result.outcome, result.message or result.outcome)


def _exercise(package: str, exercise: ExerciseResult) -> Iterator[Case]:
    for test in exercise.tests:
        tag = {"passed": "", "blocked": "skipped"} | dict.fromkeys(NO_ANSWER, "error")
        name, said = spelled_out(test.name), test.message or test.outcome
        yield Case(package, name, tag.get(test.outcome, "failure"), test.outcome, said)
    if not exercise.tests:
        tag_of_all = "" if exercise.outcome == "passed" else "failure"
        yield Case(package, exercise.name, tag_of_all, exercise.outcome, exercise.outcome)
