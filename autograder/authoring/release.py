"""The release: ``assignments/`` as nbgrader makes it from ``solutions/``, and the check that the two are in step."""

import filecmp
import fnmatch
import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import capture_log

from autograder.authoring.leaks import leaks
from autograder.bridge.config import NEVER_COPIED
from autograder.bridge.database import open_gradebook
from autograder.core.course import Course, load_config
from autograder.core.errors import CourseError
from autograder.student import travel


def generate(
    course: Course, names: Iterable[str] = (), *, gradebook: bool = True, anew: bool = True
) -> list[Path]:
    """Run ``nbgrader generate_assignment`` into the release directory; the same source gives the same bytes.

    Before that, what the public tests see of the misconceptions is worked out (``autograder.authoring.traps``).

    Args:
        course: the course.
        names: the assignments; none means all.
        gradebook: tell the gradebook about them too, which grading into it needs.
        anew: work out what the public tests see of the misconceptions; otherwise what is there stands, as in a copy.

    Returns:
        The folders written.

    Raises:
        CourseError: when nbgrader refuses; what was released before is still there.
    """
    if gradebook:
        open_gradebook(course.db_url, course.course_id).close()
    written = []
    for name in tuple(names) or course.names():
        course.source_notebook(name)
        if anew:
            # it imports torch, which a copy of a course can do without
            from autograder.authoring import traps

            traps.write(course, [name])
        course.assignments.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".release-", dir=course.root) as folder:
            made = _generate(course, name, Path(folder), gradebook)
            final = course.assignments / name
            if final.exists():
                final.replace(Path(folder) / "before")
            made.replace(final)
        written.append(final)
    _tell(course, written)
    return written


def check(course: Course, names: Iterable[str] = ()) -> list[str]:
    """What is wrong with the release, one sentence each; an empty list when it is in step and gives nothing away.

    Raises:
        CourseError: when nbgrader cannot generate a release from the source.
    """
    problems: list[str] = []
    names = tuple(names) or course.names()
    with tempfile.TemporaryDirectory(prefix="release-") as folder:
        for name in names:
            problems += _differences(course, name, _generate(course, name, Path(folder), gradebook=False))
    if course.assignments.is_dir() and set(names) == set(course.names()):
        problems += [
            f"{path.relative_to(course.root)} is released, but has no source in {course.solutions.name}/"
            for path in sorted(course.assignments.iterdir())
            if path.is_dir() and not _ignored(path.name) and path.name not in names
        ]
    released = [course.assignments / name for name in names]
    return problems + leaks(course, [path for folder in released for path in _files(folder)])


def _generate(course: Course, name: str, into: Path, gradebook: bool) -> Path:
    """Let nbgrader make the release of one assignment, below ``into``."""
    config: Any = load_config(course.root)
    config.CourseDirectory.root = str(course.root)
    config.CourseDirectory.db_url = course.db_url
    config.CourseDirectory.release_directory = str(into)
    if not gradebook:
        config.GenerateAssignment.no_database = True
        config.SaveCells.enabled = False
    directory = CourseDirectory(config=config)
    directory.assignment_id = name
    converter = GenerateAssignment(coursedir=directory, config=config)
    converter.force = True
    told = capture_log(converter)
    if not told["success"]:
        raise CourseError(f"nbgrader cannot generate the release of {name!r}: {_reason(told)}")
    return into / name


def _tell(course: Course, written: Iterable[Path]) -> None:
    """A course that lives beside this package tells it which public tests it has released."""
    package = Path(travel.__file__).parent
    if package.parent.parent.resolve() != course.root.resolve():
        return
    known = package / travel.KNOWN
    kept = json.loads(known.read_text(encoding="utf-8")) if known.is_file() else {}
    for folder in written:
        notebook = json.loads((folder / f"{folder.name}.ipynb").read_text(encoding="utf-8"))
        kept[folder.name] = travel.digest(travel.files_of(notebook))
    known.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _reason(told: dict[str, Any]) -> str:
    """The line of nbgrader's log that says why; its last exception, else its last error."""
    lines = [line.strip() for part in ("log", "error") for line in str(told.get(part, "")).splitlines()]
    errors = [line for line in lines if line.partition(": ")[0].endswith(("Error", "Exception"))]
    reason = next(
        (line for line in errors if "see the" not in line), lines[-1] if lines else "no reason given"
    )
    if "submissions associated" in reason:
        reason += (
            " (grading has begun: put a new exercise into another assignment; `autograder remove` and `rename` change "
            "the gradebook too; `nbgrader db assignment remove` takes all marks with it, those that people gave as well)"
        )
    return reason


def _differences(course: Course, name: str, fresh: Path) -> Iterator[str]:
    released = course.assignments / name
    have, want = ({path.relative_to(folder) for path in _files(folder)} for folder in (released, fresh))
    for path in sorted(want | have):
        if path not in have:
            wrong = "is missing"
        elif path not in want:
            wrong = f"is not generated from {course.solutions.name}/"
        elif not filecmp.cmp(released / path, fresh / path, shallow=False):
            wrong = "differs from its source"
        else:
            continue
        where = f"{course.assignments.name}/{name}/{path.as_posix()}"
        yield f"{where} {wrong}: generate the release again (`autograder release {name}`)"


def _files(folder: Path) -> list[Path]:
    """Every file below a folder, but for what nobody released: caches and checkpoints."""

    def nobody_s(path: Path) -> bool:
        parts = set(path.relative_to(folder).parts) - {"hidden", "misconceptions"}
        return any(map(_ignored, parts))

    return sorted(path for path in folder.rglob("*") if path.is_file() and not nobody_s(path))


def _ignored(name: str) -> bool:
    return any(fnmatch.fnmatch(name, pattern) for pattern in NEVER_COPIED)
