"""Known wrong implementations: mutants that the suite must kill, and the names by which a failing solution is told."""

import ast
import tomllib
from dataclasses import dataclass
from pathlib import Path

from autograder.core.errors import SuiteError
from autograder.core.text import Text


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong implementation with a name, and what a student who holds it should read.

    Attributes:
        code: the wrong implementation.
        title: what the mistake is called where many are listed; None where its slug must do.
        others: the same mistake in other codings, where these behave otherwise.
    """

    slug: str
    exercise: str
    code: str
    feedback: Text
    section: str
    title: Text | None = None
    others: tuple[str, ...] = ()

    @property
    def codings(self) -> tuple[str, ...]:
        """All wrong implementations of the mistake."""
        return (self.code, *self.others)


ANOTHER = "\n# another coding\n"  # between two codings of a file


def read(path: Path) -> Misconception:
    """Read one file: TOML in the docstring (feedback under each language, ``section``, and a title under ``title_en`` and so
    on), then the wrong code, and after lines ``# another coding`` the same mistake in other words. The file name is the slug.

    Raises:
        SuiteError: when it is not of that form.
    """
    source = path.read_text(encoding="utf-8")
    try:
        tree = ast.parse(source)
        fields = tomllib.loads(ast.get_docstring(tree, clean=False) or "")
        feedback = Text(**{key: text.strip() for key, text in fields.items() if len(key) < 4})
        section = str(fields["section"])
        titles = {
            key.removeprefix("title_"): text for key, text in fields.items() if key.startswith("title_")
        }
    except (SyntaxError, KeyError, TypeError, AttributeError, tomllib.TOMLDecodeError) as exc:
        raise SuiteError(
            f"{path}: expected a docstring in TOML with section and the feedback in the course's languages (en, zh), then code: {exc!r}"
        ) from exc
    body = "\n".join(source.splitlines()[tree.body[0].end_lineno :])
    code, *others = (coding.strip() + "\n" for coding in body.split(ANOTHER))
    slug = path.stem.replace("_", "-")
    title = Text(**titles) if titles else None
    return Misconception(slug, path.parent.name, code, feedback, section, title, tuple(others))


def read_all(folder: Path) -> tuple[Misconception, ...]:
    """All misconceptions under ``folder``, by exercise and name."""
    return tuple(read(path) for path in sorted(folder.glob("*/*.py")))
