"""Known wrong implementations: mutants that the suite must kill, and the names by which a failing solution is told."""

from __future__ import annotations

import ast
import tomllib
from dataclasses import dataclass
from pathlib import Path

from autograder.core.errors import SuiteError
from autograder.core.text import Text


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong implementation with a name, and what a student who holds it should read."""

    slug: str
    exercise: str
    code: str
    feedback: Text
    section: str


def read(path: Path) -> Misconception:
    """Read one file: TOML in the docstring (feedback under each language, ``section``), then the wrong code; the file name is the slug.

    Raises:
        SuiteError: when it is not of that form.
    """
    source = path.read_text(encoding="utf-8")
    try:
        tree = ast.parse(source)
        fields = tomllib.loads(ast.get_docstring(tree, clean=False) or "")
        feedback = Text(**{key: text.strip() for key, text in fields.items() if len(key) < 4})
        section = str(fields["section"])
    except (SyntaxError, KeyError, TypeError, AttributeError, tomllib.TOMLDecodeError) as exc:
        raise SuiteError(
            f"{path}: expected a docstring in TOML with section and the feedback in the course's languages (en, zh), then code: {exc!r}"
        ) from exc
    code = "\n".join(source.splitlines()[tree.body[0].end_lineno :]).strip() + "\n"
    return Misconception(path.stem.replace("_", "-"), path.parent.name, code, feedback, section)


def read_all(folder: Path) -> tuple[Misconception, ...]:
    """All misconceptions under ``folder``, by exercise and name."""
    return tuple(read(path) for path in sorted(folder.glob("*/*.py")))
