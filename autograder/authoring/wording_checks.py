"""Whether what students read is there: points, hints, sections, docstrings, and all of it in Chinese too."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import nbformat

from autograder.authoring.mutants import plain
from autograder.core.text import Text
from autograder.grading.suite import ExerciseSuite, Suite

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def of_exercise(suite: Suite, exercise: ExerciseSuite) -> tuple[str, ...]:
    """What is missing of one exercise's words, one sentence each."""
    return tuple(_missing(suite, exercise))


def of_notebook(suite: Suite) -> tuple[str, ...]:
    """What is missing of the notebook's texts, one sentence each."""
    notebook = nbformat.read(suite.course.source_notebook(suite.assignment), as_version=4)
    found = [
        f"the text {cell.get('id')} has no Chinese beside it"
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        and not cell.metadata.get("nbgrader", {}).get("solution")
        and not _CHINESE.search(cell.metadata.get("autograder", {}).get("zh", ""))
    ]
    if not suite.release.questions:
        found.append("there is no question to be answered in words")
    return tuple(found)


def _missing(suite: Suite, exercise: ExerciseSuite) -> Iterator[str]:
    manifest = exercise.manifest
    if not exercise.points > 0:
        yield "it is worth no points"
    if not re.fullmatch(r"\d+(\.\d+)+", manifest.section):
        yield f"the book's section is {manifest.section!r}"
    for name in ("title", "hint", "beyond"):
        yield from _in_both(f"its {name}", getattr(manifest, name))
    for case in exercise.cases:
        yield from _in_both(f"the description of {case.name}", case.words)
    for misconception in exercise.misconceptions:
        yield from _in_both(f"the feedback of {misconception.slug}", misconception.feedback)
        if not re.fullmatch(r"\d+(\.\d+)+", misconception.section):
            yield f"the section of {misconception.slug} is {misconception.section!r}"
    if not exercise.misconceptions:
        yield "no misconception is known"
    stub = next(one.stub for one in suite.release.exercises if one.name == exercise.name)
    yield from _undocumented(stub)


def _in_both(what: str, text: Text) -> Iterator[str]:
    if not text.en.strip():
        yield f"{what} is empty"
    elif (not _CHINESE.search(text.zh) and text.en != text.zh) or (text.en == text.zh and " " in text.en):
        yield f"{what} is not there in Chinese"


def _undocumented(stub: str) -> Iterator[str]:
    definitions = [
        node for node in ast.parse(plain(stub)).body if isinstance(node, ast.FunctionDef | ast.ClassDef)
    ]
    if not definitions:
        yield "its stub defines nothing"
    for node in definitions:
        inner = (
            [one for one in node.body if isinstance(one, ast.FunctionDef)]
            if isinstance(node, ast.ClassDef)
            else []
        )
        if not any(ast.get_docstring(one) for one in (node, *inner)):
            yield f"the stub of {node.name} has no docstring"
