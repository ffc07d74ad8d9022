"""What ``run_autograder`` does inside Gradescope: find the notebook, have it graded, write ``results.json``.

``python -m autograder.reports.gradescope_run ASSIGNMENT``. Places, all below ``$AUTOGRADER_BASE``
(``/autograder``): ``submission/``, ``results/results.json``, ``source/course``. ``$AUTOGRADER_COMMAND`` is
the command to grade with (by default the ``autograder`` beside this Python), ``$AUTOGRADER_VISIBILITY`` when
students see their marks.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast, get_args

from autograder.core.clean import clean
from autograder.core.errors import AutograderError, OurFault, UsageError
from autograder.core.results import Document, Result, ResultsError, from_json
from autograder.core.text import Text, check_language, translate
from autograder.reports.gradescope import Visibility, gradescope_results

NOTEBOOK_LIMIT = 200_000_000
_NONE = Text("No notebook was submitted: upload {name}.ipynb.", "没有提交笔记本：请上传 {name}.ipynb。")
_SEVERAL = Text(
    "Several notebooks were submitted ({found}) and none is called {name}.ipynb: upload that one alone.",
    "提交了多个笔记本（{found}），但没有名为 {name}.ipynb 的：请只上传这一个。",
)


def run(assignment: str, environ: Mapping[str, str]) -> dict[str, Any]:
    """Grade the submission in its folder and write ``results.json``; returns what was written.

    Raises:
        UsageError: when an environment variable makes no sense.
        OurFault: when grading failed for a reason that is not the student's; nothing is written then.
    """
    base = Path(environ.get("AUTOGRADER_BASE") or "/autograder")
    visibility = environ.get("AUTOGRADER_VISIBILITY") or "visible"
    if visibility not in get_args(Visibility):
        raise UsageError(
            f"$AUTOGRADER_VISIBILITY is {visibility!r}: choose one of {', '.join(get_args(Visibility))}"
        )
    language = check_language(environ.get("AUTOGRADER_LANGUAGE") or _course_language(base) or "en")
    notebook = find_notebook(base / "submission", assignment)
    if isinstance(notebook, Path):
        document = _graded(notebook, assignment, base, environ)
        (result,), suite = document.results or (None,), document.suite
    else:
        result, suite = _unreadable(assignment, translate(notebook, language)), ""
    if result is None:
        raise OurFault("grading gave no result")
    written = gradescope_results(
        result,
        words=_words(base, assignment) if result.outcome == "graded" else None,
        language=language,
        visibility=cast(Visibility, visibility),
        suite=suite,
    )
    target = base / "results" / "results.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(written, ensure_ascii=False, indent=1, allow_nan=False), encoding="utf-8")
    return written


def find_notebook(folder: Path, assignment: str) -> Path | Text:
    """The submitted notebook, or what to tell the student when there is none or no telling which.

    Links are not followed; a single notebook may have any name; of several, the one with the assignment's
    name counts.
    """
    found = sorted(
        path
        for path in folder.rglob("*.ipynb")
        if path.is_file()
        and not path.is_symlink()
        and not any(part.startswith((".", "__MACOSX")) for part in path.relative_to(folder).parts)
        and not any(parent.is_symlink() for parent in path.parents if parent.is_relative_to(folder))
    )
    named = [path for path in found if path.name == f"{assignment}.ipynb"]
    if len(found) == 1 or len(named) == 1:
        return (named or found)[0]
    if not found:
        return _NONE.format(name=assignment)
    return _SEVERAL.format(name=assignment, found=clean(", ".join(path.name for path in found[:5]), 300))


def _graded(notebook: Path, assignment: str, base: Path, environ: Mapping[str, str]) -> Document:
    """Have the command line grade it, in nbgrader's layout."""
    if notebook.stat().st_size > NOTEBOOK_LIMIT:
        return Document(
            suite="",
            results=(
                _unreadable(
                    assignment, f"the notebook is larger than {NOTEBOOK_LIMIT} bytes: clear its outputs"
                ),
            ),
        )
    command = shlex.split(environ.get("AUTOGRADER_COMMAND") or "") or [
        str(Path(sys.executable).with_name("autograder"))
    ]
    with tempfile.TemporaryDirectory(prefix="gradescope-") as scratch:
        place = Path(scratch) / "submitted" / "submission" / assignment / f"{assignment}.ipynb"
        place.parent.mkdir(parents=True)
        shutil.copyfile(notebook, place)
        answer = Path(scratch) / "results.json"
        try:
            done = subprocess.run(
                [*command, "grade", str(Path(scratch) / "submitted"), "--json", str(answer)],
                check=False,
                cwd=base / "source" / "course",
                env=dict(environ),
                stdin=subprocess.DEVNULL,
            )
            return from_json(answer.read_bytes())
        except FileNotFoundError as exc:
            raise OurFault(f"grading wrote no results: {exc}") from exc
        except ResultsError as exc:
            raise OurFault(
                f"grading (exit status {done.returncode}) wrote what is no document of results: {exc}"
            ) from exc


def _unreadable(assignment: str, message: str) -> Result:
    return Result(
        student="submission",
        assignment=assignment,
        notebook="",
        submission=None,
        outcome="unreadable",
        message=message,
        score=None,
        max_score=None,
        seconds=0.0,
        isolation=None,
    )


def _course_language(base: Path) -> str | None:
    """The language the course is configured for, or None where that cannot be told."""
    from autograder.core.course import Course

    try:
        return Course.load(base / "source" / "course").language
    except AutograderError:
        return None


def _words(base: Path, assignment: str) -> Any:
    """The assignment in words, or None: feedback then spells out the names of the tests."""
    from autograder.core.course import Course
    from autograder.grading.course_words import assignment_words
    from autograder.grading.suite import Suite

    try:
        return assignment_words(Suite.load(Course.load(base / "source" / "course"), assignment))
    except AutograderError:
        return None


def main() -> int:
    """The entry of ``run_autograder``; the exit status is 0 when results were written."""
    if len(sys.argv) != 2:
        print("usage: python -m autograder.reports.gradescope_run ASSIGNMENT", file=sys.stderr)
        return 2
    try:
        written = run(sys.argv[1], os.environ)
    except (AutograderError, ValueError) as exc:
        print(f"no results: {clean(exc)}", file=sys.stderr)
        return 3
    print(f"score {written['score']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
