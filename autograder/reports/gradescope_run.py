"""What ``run_autograder`` does inside Gradescope: find the notebook, grade it, write ``results.json``.

``python -m autograder.reports.gradescope_run ASSIGNMENT``. Places, all below ``$AUTOGRADER_BASE``
(``/autograder``): ``submission/``, ``results/results.json``, ``source/course``. ``$AUTOGRADER_VISIBILITY`` says when
students see their marks.
"""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from autograder.core.clean import clean
from autograder.core.course import Course
from autograder.core.digest import suite_digest
from autograder.core.errors import AutograderError
from autograder.core.text import translate
from autograder.grading.course_words import course_words
from autograder.grading.grade import grade
from autograder.reports.gradescope import TEXTS, check_visibility, gradescope_results
from autograder.submissions.discover import OTHERS, Found

STUDENT = "submission"  # Gradescope tells no name


def run(assignment: str, environ: Mapping[str, str]) -> dict[str, Any]:
    """Grade the submission in its folder and write ``results.json``; returns what was written.

    Raises:
        UsageError: when an environment variable makes no sense.
        OurFault: when grading failed for a reason that is not the student's; nothing is written then.
        AuthorFault: when the course cannot be used; nothing is written then.
    """
    base = Path(environ.get("AUTOGRADER_BASE") or "/autograder")
    visibility = check_visibility(environ.get("AUTOGRADER_VISIBILITY") or "visible")
    course = Course.load(base / "source" / "course", environ)
    found = find_notebook(base / "submission", assignment)
    if found.path is None:
        result = found.unreadable(course.language)
    else:
        result = grade(found.path, student=STUDENT, assignment=assignment, course=course)
        notes = [translate(note, course.language) for note in found.notes]
        result = replace(result, message="\n".join([*notes, result.message or ""]).strip() or None)
    graded = result.outcome == "graded"
    written = gradescope_results(
        result,
        words=course_words(course)(assignment) if graded else None,
        language=course.language,
        visibility=visibility,
        suite=suite_digest(course, assignment) if graded else "",
    )
    target = base / "results" / "results.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(written, ensure_ascii=False, indent=1, allow_nan=False), encoding="utf-8")
    return written


def find_notebook(folder: Path, assignment: str) -> Found:
    """The submitted notebook, or the problem that there is none or no telling which.

    Links are not followed; a single notebook may have any name; of several, the one with the assignment's name counts.
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
        notes = (OTHERS.format(assignment),) if len(found) > 1 else ()
        return Found(STUDENT, assignment, (named or found)[0], "", notes=notes)
    problem = TEXTS["none"].format(name=assignment)
    if found:
        names = clean(", ".join(path.name for path in found[:5]), 300)
        problem = TEXTS["several"].format(name=assignment, found=names)
    return Found(STUDENT, assignment, None, "", problem)


def main() -> int:
    """The entry of ``run_autograder``; the exit status is 0 when results were written."""
    if len(sys.argv) != 2:
        print("usage: python -m autograder.reports.gradescope_run ASSIGNMENT", file=sys.stderr)
        return 2
    try:
        written = run(sys.argv[1], os.environ)
    except (AutograderError, ValueError, OSError) as exc:
        print(f"no results: {clean(exc)}", file=sys.stderr)
        return 3
    print(f"score {written['score']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
