"""Whole notebooks graded as a student's are: locked in, from the file to the result."""

import tempfile
from pathlib import Path

import nbformat

from autograder.grading.grade import Grader
from autograder.grading.suite import Suite


def stubs_and_references(suites: list[Suite]) -> list[str]:
    """What is wrong with the verdicts on the release, which must be "not implemented" and nothing else, and on the source
    notebook, which must be full marks; one sentence each."""
    found: list[str] = []
    if not suites:
        return found
    with (
        tempfile.TemporaryDirectory(prefix="audit-") as folder,
        Grader(suites[0].course, language="en") as grader,
    ):
        for suite in suites:
            name = suite.assignment
            stubs = Path(folder) / f"{name}.ipynb"
            _write_stubs(suite, stubs)
            for path, wanted in ((stubs, "not_implemented"), (suite.course.source_notebook(name), "passed")):
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
