"""Whether what students read is there: points, hints, sections, docstrings, and all of it in the course's languages."""

import ast
import re
from collections.abc import Iterator

import nbformat

from autograder.authoring import leaks
from autograder.core.text import Text
from autograder.grading import reference
from autograder.grading.reference import plain
from autograder.grading.suite import ExerciseSuite, Suite

HINTS = 3
SHORTEST = 12  # characters of a line of code that a hint may not hold
_SECTION = re.compile(r"\d+(\.\d+)*")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def of_exercise(suite: Suite, exercise: ExerciseSuite) -> tuple[str, ...]:
    """What is missing of one exercise's words, one sentence each."""
    return tuple(_missing(suite, exercise, suite.course.languages))


def of_notebook(suite: Suite) -> tuple[str, ...]:
    """What is missing of the notebook's texts, one sentence each: its cells are in the course's first language, and carry
    the other languages in their metadata."""
    notebook = nbformat.read(suite.course.source_notebook(suite.assignment), as_version=4)
    return tuple(
        f"the text {cell.get('id')} is not there in {language!r}"
        for cell in notebook.cells
        if cell.cell_type == "markdown" and not cell.metadata.get("nbgrader", {}).get("solution")
        for language in suite.course.languages[1:]
        if not _said(cell.metadata.get("autograder", {}).get(language, ""), language)
    )


def _missing(suite: Suite, exercise: ExerciseSuite, languages: tuple[str, ...]) -> Iterator[str]:
    manifest = exercise.manifest
    if not exercise.points > 0:
        yield "it is worth no points"
    if not _SECTION.fullmatch(manifest.section):
        yield f"the book's section is {manifest.section!r}"
    for name in ("title", "beyond"):
        yield from _untranslated(f"its {name}", getattr(manifest, name), languages)
    if len(manifest.hints) != HINTS:
        yield f"it has {len(manifest.hints)} of {HINTS} hints: a question, a pointer, the shape of the solution"
    solution = _lines_of_solution(suite, exercise.name)
    for number, hint in enumerate(manifest.hints, 1):
        yield from _untranslated(f"its hint {number}", hint, languages)
        if any(line in re.sub(r"\s", "", said) for _, said in hint.said for line in solution):
            yield f"its hint {number} holds a line of the solution"
    for case in exercise.cases:
        yield from _untranslated(f"the description of {case.name}", case.words, languages)
    for misconception in exercise.misconceptions:
        yield from _untranslated(f"the feedback of {misconception.slug}", misconception.feedback, languages)
        if not _SECTION.fullmatch(misconception.section):
            yield f"the section of {misconception.slug} is {misconception.section!r}"
    if not exercise.misconceptions:
        yield "no misconception is known"
    stub = next(one.stub for one in suite.release.exercises if one.name == exercise.name)
    yield from _undocumented(stub)


def _lines_of_solution(suite: Suite, exercise: str) -> set[str]:
    """The lines of the reference solution without white space; those that are too short to give anything away left out."""
    cells = dict(reference.code_cells(suite.course.source_notebook(suite.assignment)))
    lines = "".join(leaks.SOLUTION.findall(cells.get(exercise, ""))).splitlines()
    return {flat for line in lines if len(flat := re.sub(r"\s", "", line)) >= SHORTEST}


def _untranslated(what: str, text: Text, languages: tuple[str, ...]) -> Iterator[str]:
    first = text.into(languages[0])
    if not first.strip():
        yield f"{what} is empty"
        return
    for language in languages:
        words = text.into(language)
        if language not in text.languages or not (
            _said(words, language) or (words == first and " " not in first)
        ):
            yield f"{what} is not there in {language!r}"


def _said(words: str, language: str) -> bool:
    """Whether the words can be of a language; of Chinese, its characters tell."""
    return bool(_CHINESE.search(words) if language == "zh" else words.strip())


def _undocumented(stub: str) -> Iterator[str]:
    definitions = [
        node for node in ast.parse(plain(stub)).body if isinstance(node, ast.FunctionDef | ast.ClassDef)
    ]
    if not definitions:
        yield "its stub defines nothing"
    for node in definitions:
        inner = node.body if isinstance(node, ast.ClassDef) else []
        methods = [one for one in inner if isinstance(one, ast.FunctionDef)]
        if not any(ast.get_docstring(one) for one in (node, *methods)):
            yield f"the stub of {node.name} has no docstring"
