"""Gradescope: ``results.json`` from a result, and the autograder zip that makes it.

Formats as documented by Gradescope (*Autograder Specifications*): the archive holds ``setup.sh`` and
``run_autograder`` at its root; it is unpacked to ``/autograder/source``; the submission lies in
``/autograder/submission``; ``/autograder/results/results.json`` is what counts.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from importlib import metadata, resources
from pathlib import Path
from typing import Any, Literal, get_args

import autograder
from autograder.core.clean import clean, clean_line
from autograder.core.course import Course
from autograder.core.errors import CourseError, OurFault, UsageError
from autograder.core.results import Result
from autograder.core.text import Text, check_language, current_language, translate
from autograder.core.words import AssignmentWords
from autograder.feedback.feedback import exercise_text
from autograder.feedback.view import exercise_view

Visibility = Literal["hidden", "after_due_date", "after_published", "visible"]
DISTRIBUTION = "d2l-autograder"
OUTPUT_LIMIT = 20_000
_SKIPPED = {"__pycache__", ".ipynb_checkpoints", ".autograder", ".pytest_cache", ".hypothesis"}
_ENTRY_POINTS = {"console_scripts": "project.scripts", "pytest11": "project.entry-points.pytest11"}
_UNREADABLE = Text(
    "This notebook could not be read, so it could not be graded. Put it right and submit again:\n\n{message}",
    "无法读取这个笔记本，因此无法评分。请修正后重新提交：\n\n{message}",
)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold: the same files give the same archive


def gradescope_results(
    result: Result,
    *,
    words: AssignmentWords | None = None,
    language: str | None = None,
    visibility: Visibility = "visible",
    tests_visibility: Visibility | None = None,
    suite: str = "",
) -> dict[str, Any]:
    """The content of ``results.json``: every exercise with its partial marks, below it its tests as passed or
    failed.

    Args:
        result: the verdict.
        words: the assignment in words.
        language: of the feedback.
        visibility: when students see the exercises and their total.
        tests_visibility: when they see the single tests; by default as ``visibility``. Gradescope hides the
            total from students while anything is hidden.
        suite: digest of the hidden tests, kept in ``extra_data``.

    An unreadable submission gets 0 points there, as Gradescope knows no other way of showing a message; it
    can be submitted again.

    Raises:
        OurFault: when the submission was not graded by a fault of ours: no results file, so Gradescope
            reports a failed autograder and gives no mark.
        ValueError: for a language the course does not speak.
    """
    language = check_language(language or current_language())
    if result.outcome == "not_graded":
        raise OurFault(f"the submission was not graded: {result.message or 'no reason was given'}")
    common: dict[str, Any] = {
        "execution_time": max(0, round(result.seconds)),
        "visibility": visibility,
        "stdout_visibility": "hidden",
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "extra_data": {
            "schema": 1,
            "suite": clean_line(suite),
            "submission": result.submission,
            "outcome": result.outcome,
            "misconceptions": [one.misconception for one in result.exercises if one.misconception],
        },
    }
    if result.outcome == "unreadable":
        message = translate(_UNREADABLE.format(message=clean(result.message or "")), language)
        return common | {"score": 0.0, "output": message, "tests": []}
    tests: list[dict[str, Any]] = []
    for number, exercise in enumerate(result.exercises, 1):
        said = (words or AssignmentWords()).exercises.get(exercise.name)
        view = exercise_view(exercise, language=language, words=said)
        tests.append(
            {
                "name": view.title or view.name,
                "number": str(number),
                "score": exercise.score,
                "max_score": exercise.max_score,
                "status": "passed" if exercise.outcome == "passed" else "failed",
                "visibility": visibility,
                "tags": [clean_line(exercise.name)],
                "output": clean(exercise_text(exercise, language=language, words=said), OUTPUT_LIMIT),
            }
        )
        tests += [
            {
                "name": test.words,
                "number": f"{number}.{place}",
                "status": "passed" if test.tone == "good" else "failed",
                "visibility": tests_visibility or visibility,
                "output": test.message or test.outcome,
            }
            for place, test in enumerate([*view.tests, *view.waiting], 1)
        ]
    return common | {"score": result.score, "output": clean(result.message or ""), "tests": tests}


def build_zip(course: Course, assignment: str, out: Path | str, visibility: str = "visible") -> Path:
    """Write the autograder zip of one assignment: upload it to Gradescope as it is.

    It holds this package's sources, the versions installed here as constraints, the course's configuration,
    and the assignment with its reference solutions and hidden tests: it is as secret as they are.

    Args:
        course: the course.
        assignment: its name.
        out: the file to write, or a folder to write ``ASSIGNMENT-gradescope.zip`` into.
        visibility: when students see their marks, a :data:`Visibility`.

    Raises:
        CourseError: when the course has no such assignment, or its folders lie outside of it.
        UsageError: when Gradescope knows no such visibility.
    """
    notebook = course.source_notebook(assignment)
    if visibility not in get_args(Visibility):
        raise UsageError(f"visibility is {visibility!r}: choose one of {', '.join(get_args(Visibility))}")
    if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]*", assignment):
        raise CourseError(
            f"the name {assignment!r} cannot stand in a script: use letters, digits, '_', '-' and '.'"
        )
    out = Path(out)
    out = out / f"{assignment}-gradescope.zip" if out.is_dir() else out
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("setup.sh", "run_autograder"):
            _write(
                archive,
                name,
                _template(name).replace("@ASSIGNMENT@", assignment).replace("@VISIBILITY@", visibility),
                executable=True,
            )
        _write(archive, "constraints.txt", "\n".join(constraints()) + "\n")
        _write(archive, "package/pyproject.toml", _pyproject())
        package = Path(autograder.__file__).parent
        for path in _files(package):
            _write(archive, f"package/autograder/{path.relative_to(package).as_posix()}", path.read_bytes())
        for path in _course_files(course, notebook.parent, assignment):
            try:
                inside = path.relative_to(course.root)
            except ValueError as exc:
                raise CourseError(
                    f"{path} lies outside of the course folder {course.root}: the zip keeps its layout"
                ) from exc
            _write(archive, f"course/{inside.as_posix()}", path.read_bytes())
    return out


def constraints(extras: Iterable[str] = ("", "grading")) -> list[str]:
    """``name==version`` of everything installed here that this package needs, sorted; local parts (``+cpu``)
    left out."""
    from packaging.requirements import Requirement

    pinned: dict[str, str] = {}
    waiting = [(DISTRIBUTION, tuple(extras))]
    seen: set[tuple[str, tuple[str, ...]]] = set()
    while waiting:
        name, wanted = waiting.pop()
        if (name, wanted) in seen:
            continue
        seen.add((name, wanted))
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # an optional part that is not installed here
        if name != DISTRIBUTION:
            pinned[re.sub(r"[-_.]+", "-", name).lower()] = found.version.split("+")[0]
        for requirement in map(Requirement, found.requires or ()):
            if requirement.marker is None or any(
                requirement.marker.evaluate({"extra": extra}) for extra in wanted or ("",)
            ):
                waiting.append((requirement.name, ("", *sorted(requirement.extras))))
    return [f"{name}=={version}" for name, version in sorted(pinned.items())]


def _pyproject() -> str:
    """Metadata enough to install the sources in the archive: what is installed here says what they need."""
    found = metadata.distribution(DISTRIBUTION)
    needs: dict[str, list[str]] = {"": [], "grading": []}
    for requirement in found.requires or ():
        extra = re.search(r"extra == [\"']([\w-]+)[\"']", requirement)
        if (name := extra[1] if extra else "") in needs:
            kept = re.sub(r"\s*(;\s*|\s+and\s+)extra == [\"'][\w-]+[\"']", "", requirement)
            needs[name].append(kept)
    return "\n".join(
        [
            "[build-system]",
            'requires = ["hatchling>=1.25"]',
            'build-backend = "hatchling.build"',
            "",
            "[project]",
            f'name = "{DISTRIBUTION}"',
            f'version = "{found.version}"',
            'requires-python = ">=3.11"',
            f"dependencies = {_toml(needs[''])}",
            "",
            "[project.optional-dependencies]",
            f"grading = {_toml(needs['grading'])}",
            *(
                line
                for group, table in _ENTRY_POINTS.items()
                for line in (
                    "",
                    f"[{table}]",
                    *(f'{one.name} = "{one.value}"' for one in found.entry_points.select(group=group)),
                )
            ),
            "",
            "[tool.hatch.build.targets.wheel]",
            'packages = ["autograder"]',
            "",
        ]
    )


def _toml(values: Iterable[str]) -> str:
    return "[" + ", ".join("'" + value.replace("'", '"') + "'" for value in values) + "]"


def _course_files(course: Course, source: Path, assignment: str) -> list[Path]:
    release = course.assignments / assignment
    config = course.root / "nbgrader_config.py"
    return [
        *([config] if config.is_file() else []),
        *_files(source),
        *(_files(release) if release.is_dir() else []),
    ]


def _files(folder: Path) -> list[Path]:
    """The regular files under a folder, caches and links left out, sorted."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not path.is_symlink()
        and not _SKIPPED & set(path.relative_to(folder).parts)
        and path.suffix != ".pyc"
    )


def _template(name: str) -> str:
    return resources.files("autograder.reports").joinpath("templates", name).read_text(encoding="utf-8")


def _write(archive: zipfile.ZipFile, name: str, content: str | bytes, executable: bool = False) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (0o100755 if executable else 0o100644) << 16
    archive.writestr(entry, content)
