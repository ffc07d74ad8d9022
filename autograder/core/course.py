"""The course folder: where its notebooks and tests are, and what its configuration says about grading.

Reads ``nbgrader_config.py`` with traitlets alone, so that commands which need no nbgrader do not wait for its import.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Self

from autograder.core.errors import CourseError
from autograder.core.text import LANGUAGES, check_language, check_languages

CONFIG_NAME = "nbgrader_config.py"
TRAPS = "traps.json"  # beside the public tests: what they see of the misconceptions, sealed
FOLDERS = {
    "source": "solutions",
    "release": "assignments",
    "submitted": "submitted",
    "autograded": "autograded",
    "feedback": "feedback",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one submission may use; ``c.Autograder.limits`` or ``$AUTOGRADER_<NAME>`` changes one.

    Attributes:
        cell_seconds: run time of one notebook cell.
        call_seconds: time for one call into the student's code; a test whose author allows it twice as much as is
            usual has twice as much of this.
        submission_seconds: time for a whole submission.
        memory_mb: memory of one worker, in MB.
        notebook_mb: size of a submitted notebook file, in MB.
    """

    cell_seconds: float = 10.0
    call_seconds: float = 10.0
    submission_seconds: float = 120.0
    memory_mb: float = 2048.0
    notebook_mb: float = 64.0

    @property
    def notebook_bytes(self) -> int:
        """The size of the largest notebook file that is read, in bytes."""
        return int(self.notebook_mb * 2**20)


@dataclass(frozen=True, slots=True)
class Course:
    """A course folder; :meth:`find` and :meth:`load` make one.

    Attributes:
        root: the folder that holds everything else, absolute.
        folders: nbgrader's steps (source, release, submitted, autograded, feedback) -> absolute folders.
        languages: what the course is written in; a text that lacks one is shown in the first that it has.
        language: language of the feedback, one of these; by default the first.
        suite_seed: what the hidden tests' examples are drawn from; another seed gives other examples.
        isolation: the isolation of workers to ask for; ``"auto"`` is the strongest that the machine gives.
        limits: what a submission may use.
        db_url: nbgrader's gradebook.
        course_id: nbgrader's name of the course.
    """

    root: Path
    folders: Mapping[str, Path] = field(repr=False)
    languages: tuple[str, ...] = LANGUAGES
    language: str = "en"
    suite_seed: str = "first-term"
    isolation: str = "auto"
    limits: Limits = Limits()
    db_url: str = ""
    course_id: str = ""

    @classmethod
    def find(cls, start: Path | str = ".", environ: Mapping[str, str] | None = None) -> Self:
        """The course that ``start`` lies in: the nearest folder upwards with a configuration or solutions.

        Raises:
            CourseError: when there is none, or its configuration cannot be used.
        """
        start = Path(start).resolve()
        for folder in (start, *start.parents):
            if (folder / CONFIG_NAME).is_file() or (folder / FOLDERS["source"]).is_dir():
                return cls.load(folder, environ)
        raise CourseError(
            f"no course found in {start} or above it: a course is a folder with {CONFIG_NAME} or "
            f"{FOLDERS['source']}/; change into it, or name it on the command line"
        )

    @classmethod
    def load(cls, root: Path | str, environ: Mapping[str, str] | None = None) -> Self:
        """The course in the folder ``root``; ``$AUTOGRADER_LANGUAGE`` and the like outweigh its configuration.

        Raises:
            CourseError: when its configuration cannot be used.
        """
        root = Path(root).resolve()
        config = load_config(root)
        directory, ours = config.get("CourseDirectory", {}), dict(config.get("Autograder", {}))
        known = {"languages", "language", "suite_seed", "isolation", "limits"}
        if unknown := sorted(set(ours) - known):
            raise CourseError(
                f"{root / CONFIG_NAME}: c.Autograder has no {', '.join(unknown)}; "
                f"it has {', '.join(sorted(known))}"
            )
        environ = os.environ if environ is None else environ
        for name in ("suite_seed", "isolation"):
            asked = environ.get(f"AUTOGRADER_{name.upper()}") or ours.get(name)
            ours[name] = asked or getattr(_DEFAULTS, name)
        try:
            languages = check_languages(ours.get("languages") or _DEFAULTS.languages)
            language = environ.get("AUTOGRADER_LANGUAGE") or ours.get("language") or languages[0]
            check_language(language, languages)
        except ValueError as exc:
            raise CourseError(f"the course's language cannot be used: {exc}") from exc
        folders = {
            step: root / str(directory.get(f"{step}_directory", default)) for step, default in FOLDERS.items()
        }
        return cls(
            root=root,
            folders=folders,
            languages=languages,
            language=language,
            suite_seed=str(ours["suite_seed"]),
            isolation=str(ours["isolation"]),
            limits=_limits(ours.get("limits") or {}, environ),
            db_url=str(directory.get("db_url") or f"sqlite:///{root / 'gradebook.db'}"),
            course_id=str(directory.get("course_id", "")),
        )

    @property
    def solutions(self) -> Path:
        """nbgrader's source directory."""
        return self.folders["source"]

    @property
    def assignments(self) -> Path:
        """nbgrader's release directory: what students get."""
        return self.folders["release"]

    @property
    def has_gradebook(self) -> bool:
        """Whether there is a gradebook to read; a database server is taken to have one."""
        scheme, _, rest = self.db_url.partition("://")
        path = rest.removeprefix("/").partition("?")[0]
        return not scheme.startswith("sqlite") or (self.root / path).is_file()

    def names(self) -> tuple[str, ...]:
        """The assignments, sorted: the folders of :attr:`solutions` that hold a notebook of the same name."""
        found = self.solutions.glob("*/*.ipynb")
        return tuple(sorted(path.stem for path in found if path.stem == path.parent.name))

    def source_notebook(self, name: str) -> Path:
        """The notebook with the reference solutions.

        Raises:
            CourseError: when the course has no such assignment.
        """
        path = self.solutions / name / f"{name}.ipynb"
        if not path.is_file():
            known = ", ".join(self.names()) or f"none: {self.solutions} holds no notebooks"
            raise CourseError(f"this course has no assignment {name!r}; it has {known}")
        return path

    def release_notebook(self, name: str) -> Path:
        """The notebook that students get.

        Raises:
            CourseError: when it has not been generated yet.
        """
        path = self.assignments / name / f"{name}.ipynb"
        if not path.is_file():
            self.source_notebook(name)
            raise CourseError(
                f"assignment {name!r} has no released notebook at {path}: make the release first "
                f"(`autograder release {name}`)"
            )
        return path

    def public_tests(self, name: str) -> list[Path]:
        """The tests that are released with the notebook, sorted."""
        return sorted((self.solutions / name).glob("test_*.py"))

    def hidden_tests(self, name: str) -> list[Path]:
        """The tests that are never released, sorted."""
        return sorted((self.solutions / name / "hidden").glob("test_*.py"))

    def submission(self, student: str, name: str) -> Path:
        """Where nbgrader keeps a student's submitted notebook; it need not be there."""
        return self.folders["submitted"] / student / name / f"{name}.ipynb"


_DEFAULTS = Course(root=Path(), folders={})


def load_config(root: Path) -> Any:
    """The course's nbgrader configuration as a traitlets ``Config``; an empty one when there is no file.

    Raises:
        CourseError: when the file cannot be executed.
    """
    from traitlets.config.loader import Config, PyFileConfigLoader

    if not (root / CONFIG_NAME).is_file():
        return Config()
    if str(root) not in sys.path:
        sys.path.append(str(root))  # plugins lie beside the configuration, as nbgrader has it
    try:
        return PyFileConfigLoader(CONFIG_NAME, path=str(root)).load_config()
    except Exception as exc:  # the file is code: it can raise anything
        raise CourseError(f"{root / CONFIG_NAME} cannot be loaded: {type(exc).__name__}: {exc}") from exc


def _limits(configured: Mapping[str, Any], environ: Mapping[str, str]) -> Limits:
    names = [item.name for item in fields(Limits)]
    if unknown := sorted(set(configured) - set(names)):
        raise CourseError(f"c.Autograder.limits has no {', '.join(unknown)}; it has {', '.join(names)}")
    chosen = dict(configured) | {
        name: value for name in names if (value := environ.get(f"AUTOGRADER_{name.upper()}"))
    }
    for name, value in chosen.items():
        try:
            chosen[name] = float(value)
        except (TypeError, ValueError):
            chosen[name] = float("nan")
        if not 0 < chosen[name] < float("inf"):
            raise CourseError(f"the limit {name} must be a number above 0, not {value!r}")
    return replace(Limits(), **chosen)
