"""Lays out a new exercise (stub and reference, public test, hidden tests, a first misconception, a right and a wrong
solution), a written question, or a new course with one exercise in it."""

import re
from pathlib import Path

from autograder.authoring.source import (
    JsonCell,
    SourceNotebook,
    answer,
    check_name,
    check_writable,
    code,
    markdown,
)
from autograder.core.course import CONFIG_NAME, Course
from autograder.core.errors import UsageError
from autograder.core.text import Text, check_languages, texts, translate
from autograder.core.words import Words
from autograder.feedback.render import asset

_TEXTS = texts(__file__)


def new_course(folder: Path, languages: tuple[str, ...] = ("en",)) -> list[Path]:
    """Lay out a course: its configuration, and one assignment with one exercise that passes the audit.

    Returns:
        The files written, by absolute paths.

    Raises:
        UsageError: when the folder is there and holds something, or a language is none.
    """
    try:
        languages = check_languages(languages)
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UsageError(f"{folder} is there already: name a new folder, or an empty one")
        folder.mkdir(parents=True, exist_ok=True)
    except ValueError as exc:
        raise UsageError(str(exc)) from exc
    except OSError as exc:
        raise UsageError(f"{folder} cannot be made: {exc.strerror}") from exc
    folder = folder.resolve()
    course_id = re.sub(r"[^A-Za-z0-9]+", "-", folder.name).strip("-") or "course"
    files = {
        folder / CONFIG_NAME: _template("nbgrader_config.py").format(
            course_id=course_id, languages=list(languages)
        ),
        folder / "README.md": _template("README.md").format(course_id=course_id),
        folder / ".gitignore": _template("gitignore"),
    }
    _write(files)
    return [*files, *new_exercise(Course.load(folder, {}), "first_steps", "double")]


def new_exercise(
    course: Course, assignment: str, name: str, points: float = 2.0, after: str | None = None
) -> list[Path]:
    """Lay out an exercise named ``name`` in an assignment, which is made if it is new; the files written or changed.

    What is laid out is a whole small exercise that the audit accepts: change it into yours. Cells are added to the notebook,
    and nothing else in it changes.

    Args:
        after: the exercise of the assignment that it comes after; by default, the last one.

    Raises:
        UsageError: for a name that is no identifier, one that the assignment has already, or an exercise that it has not.
    """
    _check_names(assignment, name)
    folder = course.solutions / assignment
    notebook, public = folder / f"{assignment}.ipynb", folder / f"test_{assignment}.py"
    fields = {key: _text(text, course.languages) for key, text in _TEXTS.items()}
    title = name.replace("_", " ").capitalize()
    fields |= {"name": name, "assignment": assignment}
    fields["title"] = _text(_TEXTS["title"].format(title), course.languages)
    feedback = _TEXTS["feedback"]
    fields["feedback"] = "\n".join(f'{code} = """{feedback.into(code)}"""' for code in course.languages)
    hidden, kept = folder / "hidden", course.root / "tests"
    files = {
        hidden / f"test_{name}.py": _template("hidden_tests.py"),
        hidden / "misconceptions" / name / f"{name}_squared.py": _template("misconception.py"),
        kept / "right" / assignment / name / "sum.py": _template("right.py"),
        kept / "wrong" / assignment / name / "half_the_gradient.py": _template("wrong.py"),
    }
    if taken := [path for path in files if path.exists()]:
        raise UsageError(f"{assignment} has an exercise {name} already: {taken[0]} is there")
    fresh = _template("public_head.py").format(**fields)
    head = public.read_text(encoding="utf-8") if public.exists() else fresh
    check_writable([notebook, public, *files])
    _add_cells(notebook, name, _cells(name, points, course.languages), after, course.languages)
    written = {
        public: head + _template("public_test.py").format(**fields),
        **{path: text.format(**fields) for path, text in files.items()},
    }
    _write(written)
    return [notebook, *written]


def _template(name: str) -> str:
    return asset(f"authoring/{name}.txt")


def _write(files: dict[Path, str]) -> None:
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _text(text: Text, languages: tuple[str, ...]) -> str:
    """The source of a Text in a course's languages."""
    return f"Text({', '.join(f'{code}={text.into(code)!r}' for code in languages)})".replace("'", '"')


def new_question(
    course: Course, assignment: str, name: str, points: float = 2.0, after: str | None = None
) -> list[Path]:
    """Lay out a written question in an assignment, which is made if it is new: a text that asks, and the cell for the
    answer, which a person marks; the files written or changed.

    Args:
        after: the exercise or question of the assignment that it comes after; by default, the last one.

    Raises:
        UsageError: for a name that is no identifier, one that the assignment has already, or an exercise that it has not.
    """
    _check_names(assignment, name)
    notebook = course.solutions / assignment / f"{assignment}.ipynb"
    check_writable([notebook])
    asks = _said("## {}\n\n{}", f"{name}-text", course.languages, _TEXTS["heading"], _TEXTS["ask"])
    cells = [asks, answer(_template("answer.md"), name, points)]
    _add_cells(notebook, name, cells, after, course.languages)
    return [notebook]


def _check_names(assignment: str, name: str) -> None:
    check_name("assignment", assignment)
    check_name("exercise", name)


def _add_cells(
    path: Path, name: str, cells: list[JsonCell], after: str | None, languages: tuple[str, ...]
) -> None:
    if not path.exists():
        heading = _said("# {}", "title", languages, _TEXTS["title"].format(path.stem))
        imports = code("import torch\n\nfrom autograder import check", "imports")
        notebook = SourceNotebook.new(path, [heading, imports])
    else:
        notebook = SourceNotebook(path)
    if notebook.index(name) is not None:
        raise UsageError(f"{path.stem} has an exercise {name} already: its cell is in the notebook")
    place = len(notebook.cells)
    if after is not None:
        last = [at for one in (after, f"test_{after}") if (at := notebook.index(one)) is not None]
        if not last:
            raise UsageError(f"{path.stem} has no exercise {after!r} for {name} to come after")
        place = max(last) + 1
    notebook.cells[place:place] = cells
    notebook.save()


def _cells(name: str, points: float, languages: tuple[str, ...]) -> list[JsonCell]:
    return [
        _said("## {}\n\n{}", f"{name}-text", languages, name, _TEXTS["idea"]),
        code(_template("solution.py").format(name=name), name, solution=True),
        code(f'check("{name}")', f"test_{name}", points=points),
    ]


def _said(text: str, name: str, languages: tuple[str, ...], *parts: Words) -> JsonCell:
    """A text cell in a course's languages, in the first of which it is shown."""
    said = {code: text.format(*(translate(part, code) for part in parts)) for code in languages}
    return markdown(said.pop(languages[0]), name.replace("_", "-"), said)
