"""Gradescope: ``results.json`` from a result, and the autograder zip that makes it.

Formats as documented by Gradescope (*Autograder Specifications*): the archive holds ``setup.sh`` and
``run_autograder`` at its root; it is unpacked to ``/autograder/source``; the submission lies in
``/autograder/submission``; ``/autograder/results/results.json`` is what counts.
"""

import re
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any, Literal, get_args

import autograder
from autograder.core.clean import clean, clean_line
from autograder.core.course import CONFIG_NAME, Course
from autograder.core.errors import CourseError, OurFault, UsageError
from autograder.core.results import Result
from autograder.core.text import check_language, current_language, texts, translate
from autograder.core.words import AssignmentWords
from autograder.feedback.feedback import card_text
from autograder.feedback.render import asset
from autograder.feedback.view import exercise_view

TEXTS = texts(__file__)
Visibility = Literal["hidden", "after_due_date", "after_published", "visible"]
DISTRIBUTION = "d2l-autograder"
OUTPUT_LIMIT = 20_000
_SKIPPED = {"__pycache__", ".ipynb_checkpoints", ".autograder", ".pytest_cache", ".hypothesis"}
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold: the same files give the same archive


def check_visibility(visibility: str) -> str:
    """Refuse a visibility that Gradescope does not know.

    Raises:
        UsageError: which names those that it knows.
    """
    if visibility not in get_args(Visibility):
        raise UsageError(f"visibility is {visibility!r}: choose one of {', '.join(get_args(Visibility))}")
    return visibility


def gradescope_results(
    result: Result,
    *,
    words: AssignmentWords | None = None,
    language: str | None = None,
    visibility: str = "visible",
    suite: str = "",
) -> dict[str, Any]:
    """The content of ``results.json``: every exercise with its partial marks, below it its tests as passed or failed.

    Args:
        result: the verdict.
        words: the assignment in words.
        language: of the feedback.
        visibility: when students see the exercises, their tests and the total, a :data:`Visibility`.
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
        **dict.fromkeys(("output_format", "test_output_format", "test_name_format"), "text"),
        "extra_data": {
            "schema": 1,
            "suite": clean_line(suite),
            "submission": result.submission,
            "outcome": result.outcome,
            "misconceptions": [one.misconception for one in result.exercises if one.misconception],
        },
    }
    if result.outcome == "unreadable":
        message = translate(TEXTS["unreadable"].format(message=clean(result.message or "")), language)
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
                "output": clean(card_text(view, language), OUTPUT_LIMIT),
            }
        )
        tests += [
            {
                "name": test.words,
                "number": f"{number}.{place}",
                "status": "passed" if test.tone == "good" else "failed",
                "visibility": visibility,
                "output": "\n".join(part for part in (test.message, test.advice) if part) or test.outcome,
            }
            for place, test in enumerate([*view.tests, *view.waiting], 1)
        ]
    return common | {"score": result.score, "output": clean(result.message or ""), "tests": tests}


def build_zip(course: Course, assignment: str, out: Path | str, visibility: str = "visible") -> Path:
    """Write the autograder zip of one assignment: upload it to Gradescope as it is.

    It holds this package's sources, what it needs and the versions installed here, the course's configuration,
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
    folders = (course.source_notebook(assignment).parent, course.assignments / assignment)
    check_visibility(visibility)
    if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]*", assignment):
        raise CourseError(
            f"the name {assignment!r} cannot stand in a script: use letters, digits, '_', '-' and '.'"
        )
    if outside := [folder for folder in folders if not folder.is_relative_to(course.root)]:
        raise CourseError(
            f"{outside[0]} lies outside of the course folder {course.root}: the zip keeps its layout"
        )
    out = Path(out)
    out = out / f"{assignment}-gradescope.zip" if out.is_dir() else out
    if out.suffix.lower() != ".zip":
        raise UsageError(f"{out} is no folder, and no name of a zip: expected one of them")
    package = Path(autograder.__file__).parent
    needs, pinned = requirements()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("setup.sh", "run_autograder"):
            script = asset(f"reports/{name}").replace("@ASSIGNMENT@", assignment)
            _write(archive, name, script.replace("@VISIBILITY@", visibility).encode(), mode=0o755)
        _write(archive, "requirements.txt", "\n".join([*needs, ""]).encode())
        _write(archive, "constraints.txt", "\n".join([*pinned, ""]).encode())
        for path in _files(package):
            _write(archive, f"package/autograder/{path.relative_to(package).as_posix()}", path.read_bytes())
        for path in (course.root / CONFIG_NAME, *(file for folder in folders for file in _files(folder))):
            if path.is_file():
                _write(archive, f"course/{path.relative_to(course.root).as_posix()}", path.read_bytes())
    return out


def requirements() -> tuple[list[str], list[str]]:
    """What this package needs for grading, and ``name==version`` of all that is installed here, which binds what is needed;
    local parts of a version (``+cpu``) are left out."""
    of_an_extra = re.compile(r"\s*(?:;|\band)\s*extra == [\"']([\w-]+)[\"']")
    needs = [
        of_an_extra.sub("", need)
        for need in metadata.requires(DISTRIBUTION) or ()
        if (extra := of_an_extra.search(need)) is None or extra[1] == "grading"
    ]
    installed = {
        re.sub(r"[-_.]+", "-", found.name).lower(): found.version.split("+")[0]
        for found in reversed([*metadata.distributions()])  # the first of one name counts
        if found.name and found.name != DISTRIBUTION
    }
    return sorted(needs), [f"{name}=={version}" for name, version in sorted(installed.items())]


def _files(folder: Path) -> Iterator[Path]:
    """The regular files under a folder, caches and links left out, sorted."""
    for path in sorted(folder.rglob("*")):
        kept = path.is_file() and not path.is_symlink() and path.suffix != ".pyc"
        if kept and not _SKIPPED & set(path.relative_to(folder).parts):
            yield path


def _write(archive: zipfile.ZipFile, name: str, content: bytes, mode: int = 0o644) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (0o100000 | mode) << 16
    archive.writestr(entry, content)
