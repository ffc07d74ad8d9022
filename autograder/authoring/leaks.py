"""What students must not find: hidden tests, reference solutions, and the code of misconceptions.

A body of code is looked for by its meaning's shape (its syntax tree, so comments, blank lines and spacing
are nothing), in whatever is given out: notebooks, Python files, pages, archives.
"""

import ast
import html
import json
import re
import tarfile
import textwrap
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from autograder.core import source
from autograder.core.course import Course

SHORTEST = 24  # characters of code; less than that anybody may write by chance
SOLUTION = re.compile(r"### BEGIN SOLUTION[^\n]*\n(.*?)^[ \t]*### END SOLUTION", re.DOTALL | re.MULTILINE)
_SECRET_FOLDERS = frozenset({"hidden", "misconceptions", "solutions"})
_CHANCE = frozenset({"raise NotImplementedError", "raise NotImplementedError()"})


@dataclass(frozen=True, slots=True)
class Secret:
    """A body of code that is not to be given out; ``code`` has one statement a line, normalised, between line ends."""

    what: str
    code: str


def leaks(course: Course, files: Iterable[Path]) -> list[str]:
    """What of the course's secrets stands in these files, one sentence each; archives are looked into.

    Args:
        course: the course that has the secrets.
        files: notebooks, Python files, pages, wheels and other archives.
    """
    known = secrets(course)
    found = []
    for shown, data in _members(files, course.root):
        if folders := _SECRET_FOLDERS & set(PurePosixPath(shown).parts[:-1]):
            found.append(f"{shown} is in a folder {'/'.join(sorted(folders))}/, which is never given out")
        text = normalised(data, PurePosixPath(shown).suffix)
        found += [
            f"{shown} contains {what}" for what in sorted({item.what for item in known if item.code in text})
        ]
    return found


def secrets(course: Course) -> list[Secret]:
    """Every body of code in the course that students must not see."""
    found = []
    for name in course.names():
        for number, cell in enumerate(_cells(course.source_notebook(name).read_bytes()), 1):
            for body in SOLUTION.findall(cell):
                found += _secret(f"the reference solution in cell {number} of {name}", body)
        for path in sorted((course.solutions / name / "hidden").rglob("*.py")):
            found += _hidden(path, path.relative_to(course.solutions).as_posix())
    return found


def _hidden(path: Path, where: str) -> Iterator[Secret]:
    """The definitions in a hidden file; of a misconception, in all its codings, what is assigned as well."""
    tree = source.parse(path.read_text(encoding="utf-8"))
    for node in tree.body if tree else ():
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from _secret(f"{node.name} of {where}", ast.unparse(_without_docstring(node.body)))
        elif isinstance(node, ast.Assign) and "misconceptions" in path.parts:
            yield from _secret(f"{ast.unparse(node.targets[0])} of {where}", ast.unparse(node))


def normalised(data: bytes, suffix: str) -> str:
    """All code and text of a file, a statement a line, without comments, indentation and markup."""
    text = data.decode("utf-8", "replace")
    if suffix == ".ipynb":
        return "\n".join(_normal(cell) for cell in (*_cells(data), *_translations(data)))
    if suffix in (".html", ".htm"):
        text = html.unescape(re.sub(r"<[^>]*>", "", text))
    return _normal(text)


def _secret(what: str, code: str) -> list[Secret]:
    lines = _normal(textwrap.dedent(code))
    whole = len(lines.strip()) >= SHORTEST and lines.strip() not in _CHANCE
    return [Secret(what, lines)] if whole else []


def _normal(code: str) -> str:
    """The code's lines as Python would write them, or else as they stand; each between line ends."""
    tree = source.parse(code) or source.parse("def body():\n" + textwrap.indent(code, "    "))
    if tree is not None:
        code = ast.unparse(tree).removeprefix("def body():\n")
    else:
        code = re.sub(r"[ \t]#.*$", "", code, flags=re.MULTILINE)
    lines = [line.strip() for line in code.splitlines()]
    return "\n" + "\n".join(line for line in lines if line and not line.startswith("#")) + "\n"


def _without_docstring(body: list[ast.stmt]) -> ast.Module:
    """What stands in a definition; its docstring is shown to students as the description of a test."""
    first = body[0]
    described = isinstance(first, ast.Expr) and isinstance(getattr(first.value, "value", None), str)
    return ast.Module(body=body[1:] if described else body, type_ignores=[])


def _cells(data: bytes) -> Iterator[str]:
    """The texts of a notebook's cells."""
    for cell in json.loads(data).get("cells", []):
        yield "".join(cell.get("source", ""))


def _translations(data: bytes) -> Iterator[str]:
    """Texts that cells carry in their metadata."""
    for cell in json.loads(data).get("cells", []):
        extra = cell.get("metadata", {}).get("autograder", {})
        if isinstance(extra, dict):
            yield from (value for value in extra.values() if isinstance(value, str))


def _members(files: Iterable[Path], root: Path) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every file, and of every file in an archive; names are relative to the course or archive."""
    for path in files:
        if path.suffix in (".whl", ".zip"):
            with zipfile.ZipFile(path) as archive:
                yield from ((one, archive.read(one)) for one in archive.namelist() if not one.endswith("/"))
        elif path.name.endswith((".tar.gz", ".tgz", ".tar")):
            with tarfile.open(path) as tar:
                yield from ((one.name, file.read()) for one in tar if (file := tar.extractfile(one)))
        else:
            inside = path.is_relative_to(root)
            yield path.relative_to(root).as_posix() if inside else path.name, path.read_bytes()
