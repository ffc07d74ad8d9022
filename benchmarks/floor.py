"""The floor: the hidden tests replayed in one warm process, the student's functions called as they are.

``python -m benchmarks.floor COURSE ASSIGNMENT`` grades the class once and prints seconds and submissions.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import nbformat
import torch

from autograder.core.course import Course
from autograder.grading.reference import code_cells
from autograder.grading.suite import Suite
from autograder.sandbox.responder import Responder
from autograder.testing.run import run
from autograder.testing.student import Request, Student, value_of


class Direct:
    """A backend without a border: arguments and results are passed as they are."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self._responder = Responder(namespace, lambda _: None, lambda *_: "")

    def ask(self, request: Request, seconds: float | None) -> Any:
        """Answer at once."""
        return value_of(self._responder.answer(request))


def grade_class(course: Course, assignment: str) -> int:
    """Replay every hidden test on every submission; how many submissions."""
    suite = Suite.load(course, assignment)
    suite.prepare()
    notebooks = sorted(course.folders["submitted"].glob(f"*/{assignment}/{assignment}.ipynb"))
    start = time.process_time()
    for path in notebooks:
        namespace: dict[str, Any] = {"__name__": "__main__"}
        for _, source in _cells(path):
            try:
                exec(source, namespace)
            except Exception:
                continue
        for exercise in suite.exercises:
            passed: set[str] = set()
            for case in exercise.cases:
                if set(case.needs) <= passed:
                    verdict = run(
                        case, Student(Direct(namespace)), suite.examples(case), suite.seed, shrink=None
                    )
                    passed |= {case.name} if verdict.outcome == "passed" else set()
    print(f"{time.process_time() - start:.3f} s of CPU for {len(notebooks)} submissions")
    return len(notebooks)


def _cells(path: Path) -> list[tuple[str, str]]:
    nbformat.read(path, as_version=4)
    return [
        (
            label,
            "\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in source.splitlines()),
        )
        for label, source in code_cells(path)
    ]


if __name__ == "__main__":
    torch.set_num_threads(1)
    grade_class(Course.load(sys.argv[1]), sys.argv[2])
