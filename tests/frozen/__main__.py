"""Grade every known solution and compare: ``python -m tests.frozen [--write] [--documents FILE] [PART]...``.

With ``--documents`` the whole documents are kept, too, seconds aside: two runs, one on a quiet machine and one on a busy
one, are to write the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from autograder.core.results import Result
from autograder.grading import misconceptions
from autograder.grading.grade import Grader
from tests.course import COURSE, ROOT, submission

KEPT = Path(__file__).with_name("verdicts.json")


def solutions() -> Iterator[tuple[str, str, str, str]]:
    """Kind and name, assignment, exercise and code of every right, wrong and misconceived solution."""
    for kind in ("right", "wrong"):
        for path in sorted((ROOT / "tests" / kind).rglob("*.py")):
            assignment, exercise = path.parts[-3:-1]
            if path.stem != "__init__":
                code = path.read_text(encoding="utf-8")
                yield f"{kind}/{assignment}/{exercise}/{path.stem}", assignment, exercise, code
    for assignment in COURSE.names():
        for wrong in misconceptions.read_all(COURSE.solutions / assignment / "hidden" / "misconceptions"):
            name = f"misconception/{assignment}/{wrong.exercise}/{wrong.slug}"
            yield name, assignment, wrong.exercise, wrong.code


def verdict(result: Result, exercise: str) -> dict[str, Any]:
    """What is kept of a result."""
    if result.outcome != "graded":
        return {"outcome": result.outcome}
    one = next(one for one in result.exercises if one.name == exercise)
    others = [
        other.name for other in result.exercises if other.name != exercise and other.outcome != "passed"
    ]
    kept: dict[str, Any] = {
        "outcome": one.outcome,
        "score": one.score,
        "tests": " ".join(test.outcome for test in one.tests),
        "misconception": one.misconception,
    }
    if one.relation:
        kept["relation"] = one.relation
    return kept | ({"others": others} if others else {})


def graded(parts: list[str]) -> Iterator[tuple[str, str, Result]]:
    """Name, exercise and result of every known solution, or of those whose name holds one of ``parts``."""
    with tempfile.TemporaryDirectory() as folder, Grader(COURSE, language="en") as grader:
        for name, assignment, exercise, code in solutions():
            if parts and not any(part in name for part in parts):
                continue
            path = submission(Path(folder) / f"{assignment}.ipynb", assignment, {exercise: code})
            yield (
                name,
                exercise,
                grader.grade(path, student="frozen", assignment=assignment, shown=f"{assignment}.ipynb"),
            )


def main() -> int:
    """The number of differences, as an exit status of 0 or 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.frozen")
    parser.add_argument("--write", action="store_true", help="keep what was found")
    parser.add_argument(
        "--documents", type=argparse.FileType("wb"), metavar="FILE", help="keep the documents there"
    )
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help="only solutions whose name holds one of these"
    )
    options = parser.parse_args()
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    found, different = dict(kept) if options.parts else {}, 0
    for name, exercise, result in graded(options.parts):
        if options.documents:
            options.documents.write(msgspec.json.encode((name, replace(result, seconds=0.0))) + b"\n")
        found[name] = now = verdict(result, exercise)
        if kept.get(name) != now:
            different += 1
            print(f"{name}\n  was {kept.get(name)}\n  is  {now}", flush=True)
    if not options.parts:
        for name in kept.keys() - found.keys():
            different += 1
            print(f"{name} is gone")
    if options.write:
        lines = [f"{json.dumps(name)}: {json.dumps(found[name])}" for name in sorted(found)]
        KEPT.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    return min(different, 1)


if __name__ == "__main__":
    sys.exit(main())
