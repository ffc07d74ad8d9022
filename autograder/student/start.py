"""Getting started: a released notebook and its public tests, put into a student's folder."""

import ast
import json
import textwrap
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.core.errors import UsageError
from autograder.core.text import Text, check_language
from autograder.submissions.originals import ORIGINALS

_ANSWER = Text("YOUR ANSWER HERE", "请在这里作答")  # nbgrader's words, and ours
_NEVER = frozenset({"hidden", "misconceptions", "solutions", "__pycache__"})

Place = Path | zipfile.Path  # both list, read and name files in the same way


def start(
    name: str, folder: Path | str | None = None, *, language: str = "en", course: Path | str = "."
) -> Path:
    """Copy an assignment's notebook and public tests; nothing that is already there is overwritten.

    Args:
        name: the assignment, such as ``"mlp"``.
        folder: where to; by default, a new folder of the assignment's name.
        language: ``"zh"`` puts the Chinese texts into the notebook.
        course: the course's folder or a zip archive of it; by default, the current folder and those above it.

    Returns:
        The notebook.

    Raises:
        UsageError: when the course has no such assignment, or the notebook is there already.
        ValueError: for a language the course does not speak.
    """
    check_language(language)
    released = _released(name, Path(course))
    target = Path(name if folder is None else folder)
    notebook = target / f"{name}.ipynb"
    if notebook.exists():
        raise UsageError(
            f"{notebook} is there already, and your work in it stays as it is; to begin anew, name another "
            f"folder: autograder start {name} FOLDER"
        )
    files = dict(_files(released))
    original = _notebook(files.pop(f"{name}.ipynb"), notebook.name)
    for path, data in files.items():
        if not (target / path).exists():
            _write(target / path, data)
    translated = in_language(original, language)
    _write(target / ORIGINALS / notebook.name, _dumped(translated))
    _write(notebook, _dumped(translated))
    return notebook


def in_language(notebook: dict[str, Any], language: str) -> dict[str, Any]:
    """A released notebook in ``language``: texts, contracts (docstrings) and the words that stand where answers belong.

    The other language of a text stays in its cell's metadata.
    """
    metadata = notebook.get("metadata", {})
    ours = (metadata.get("autograder") or {}) | {"language": language}
    if original := ours.get("original"):
        ours["original"] = original | {"cells": [_cell_in(language, cell) for cell in original["cells"]]}
    cells = [_cell_in(language, cell) for cell in notebook["cells"]]
    return notebook | {"cells": cells, "metadata": metadata | {"autograder": ours}}


def _cell_in(language: str, cell: dict[str, Any]) -> dict[str, Any]:
    metadata = cell.get("metadata", {})
    texts, source = metadata.get("autograder") or {}, "".join(cell["source"])
    wanted = texts.get(language)
    solution = (metadata.get("nbgrader") or {}).get("solution")
    if cell["cell_type"] == "code":
        if solution and wanted:
            source = _with_docstring(source, wanted)
        return cell | {
            "source": source.replace(f'# set_language("{language}")', f'set_language("{language}")')
        }
    if solution:
        return cell | {"source": _ANSWER.into(language) if source == _ANSWER.en else source}
    if not wanted:
        return cell
    kept = texts.get(_other(language)) or source
    return cell | {"source": wanted, "metadata": metadata | {"autograder": texts | {_other(language): kept}}}


def _other(language: str) -> str:
    return "en" if language == "zh" else "zh"


def _with_docstring(source: str, words: str) -> str:
    """The source of a cell with another docstring in its first function or class."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return source
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            old, lines = node.body[0], source.splitlines(keepends=True)
            indent = " " * old.col_offset
            text = textwrap.indent(f'"""{words}\n"""\n', indent)
            return "".join([*lines[: old.lineno - 1], text, *lines[old.end_lineno :]])
    return source


def _released(name: str, course: Path) -> Place:
    """The folder of a released assignment. Raises UsageError when there is none."""
    if not course.exists():
        raise UsageError(f"there is no {course}: expected the course's folder, or a zip archive of it")
    if course.is_dir():
        around = course.resolve()
        roots: list[Place] = [around, *(around.parents if str(course) == "." else ())]
    elif zipfile.is_zipfile(course):
        top = zipfile.Path(course)
        # GitHub's archives hold one folder
        roots = [top, *(entry for entry in top.iterdir() if entry.is_dir())]
    else:
        raise UsageError(f"{course} is neither a folder nor a zip archive")
    known: set[str] = set()
    for root in roots:
        for folder in (root / "assignments", root):
            if (folder / name / f"{name}.ipynb").is_file() and folder.name != "solutions":
                return folder / name
        entries = (root / "assignments").iterdir() if (root / "assignments").is_dir() else ()
        known |= {entry.name for entry in entries if (entry / f"{entry.name}.ipynb").is_file()}
    if known:
        raise UsageError(f"the course has no assignment {name!r}; it has {', '.join(sorted(known))}")
    raise UsageError(
        f"no assignment {name!r} found in {course.resolve()}"
        + (" or above it" if str(course) == "." else "")
        + ": name the course's folder, or a zip archive of it, with --course"
    )


def _files(folder: Place, below: str = "") -> Iterator[tuple[str, bytes]]:
    """Every file of a released folder by its relative path."""
    for entry in folder.iterdir():
        name = entry.name
        if name.startswith(".") or name in _NEVER or "\\" in name or ":" in name:
            continue
        if entry.is_dir():
            yield from _files(entry, f"{below}{name}/")
        elif entry.is_file():
            yield below + name, entry.read_bytes()


def _notebook(data: bytes, name: str) -> dict[str, Any]:
    try:
        notebook: dict[str, Any] = json.loads(data)
        if not isinstance(notebook["cells"], list):
            raise TypeError("its cells are no list")
    except (ValueError, KeyError, TypeError) as exc:
        raise UsageError(f"the course's {name} is no notebook ({exc}): fetch the course again") from exc
    return notebook


def _dumped(notebook: dict[str, Any]) -> bytes:
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
