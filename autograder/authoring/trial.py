"""Tries one piece of code against the hidden tests of one exercise, in this process: for authors, and for the audit.

``python -m autograder.authoring.trial mlp relu [FILE.py]`` prints the verdicts on the reference solution, on every
misconception of the exercise, or on the code in FILE.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from autograder.grading import misconceptions, reference
from autograder.testing import collect
from autograder.testing.examples import TRIES, draw
from autograder.testing.run import Verdict, run
from autograder.testing.student import Student


def trial(
    root: Path,
    assignment: str,
    exercise: str,
    code: str | None = None,
    *,
    suite_seed: str = "d2l",
    shrink: int | None = TRIES,
) -> dict[str, tuple[Verdict, float]]:
    """Verdict and CPU seconds of each hidden test of one exercise, on the reference or on ``code`` in its cell."""
    folder = root / "solutions" / assignment
    cells = reference.code_cells(folder / f"{assignment}.ipynb")
    if code is not None:
        cells = reference.replaced(cells, exercise, code)
    student = Student(reference.backend(cells))
    module = collect.load(folder / "hidden" / f"test_{exercise}.py", exercise)
    verdicts: dict[str, tuple[Verdict, float]] = {}
    passed: set[str] = set()
    for case in module.cases:
        if not set(case.needs) <= passed:
            verdicts[case.name] = Verdict("blocked"), 0.0
            continue
        examples = draw(case, suite_seed)
        start = time.process_time()
        verdict = run(case, student, examples, suite_seed, shrink=shrink)
        verdicts[case.name] = verdict, time.process_time() - start
        if verdict.outcome == "passed":
            passed.add(case.name)
    return verdicts


def _report(title: str, verdicts: dict[str, tuple[Verdict, float]]) -> None:
    lost = [name for name, (verdict, _) in verdicts.items() if verdict.outcome != "passed"]
    print(
        f"== {title}: {len(verdicts) - len(lost)}/{len(verdicts)} passed, "
        f"{sum(seconds for _, seconds in verdicts.values()) * 1000:.0f} ms"
    )
    for name in lost:
        verdict = verdicts[name][0]
        print(
            f"  {verdict.outcome:8} {name}"
            + (f" UNEXPECTED {verdict.unexpected!r}" if verdict.unexpected else "")
        )
        if verdict.message is not None:
            print("    " + verdict.message.en.replace("\n", "\n    "))


def main(arguments: list[str]) -> None:
    """The command line described above."""
    root, (assignment, exercise, *files) = Path.cwd(), arguments
    if files:
        for file in files:
            _report(file, trial(root, assignment, exercise, Path(file).read_text(encoding="utf-8")))
        return
    _report("reference", trial(root, assignment, exercise))
    for misconception in misconceptions.read_all(
        root / "solutions" / assignment / "hidden" / "misconceptions"
    ):
        if misconception.exercise == exercise:
            _report(misconception.slug, trial(root, assignment, exercise, misconception.code))


if __name__ == "__main__":
    main(sys.argv[1:])
