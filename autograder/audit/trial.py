"""Tries one piece of code against the hidden tests of one exercise, in this process: for authors, and for the audit.

``python -m autograder.audit.trial mlp relu [FILE.py]`` prints the verdicts on the reference solution, on every
misconception of the exercise, or on the code in FILE.
"""

from __future__ import annotations

import linecache
import sys
import tomllib
import ast
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from autograder.errors import SuiteError
from autograder.testing import collect
from autograder.testing.run import Verdict, draw, run
from autograder.testing.student import LiveBackend, Student


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong implementation with a name, and what a student who holds it should read."""

    slug: str
    exercise: str
    code: str
    en: str
    zh: str
    section: str


def read_misconception(path: Path) -> Misconception:
    """Read one misconception file: TOML in the docstring, then the wrong code.

    Raises:
        SuiteError: when the docstring is not TOML with ``en``, ``zh`` and ``section``.
    """
    source = path.read_text(encoding="utf-8")
    try:
        fields = tomllib.loads(ast.get_docstring(ast.parse(source), clean=False) or "")
        return Misconception(path.stem.replace("_", "-"), path.parent.name, source, fields["en"].strip(),
                             fields["zh"].strip(), fields["section"])
    except (SyntaxError, KeyError, tomllib.TOMLDecodeError) as exc:
        raise SuiteError(f"{path}: expected a docstring in TOML with en, zh and section: {exc!r}") from exc


def code_cells(notebook: Path) -> list[tuple[str, str]]:
    """The label and source of each cell that runs when grading: no test cells, no experiments."""
    cells = []
    for index, cell in enumerate(nbformat.read(notebook, as_version=4).cells):
        marks = cell.metadata.get("nbgrader", {})
        is_test = marks.get("grade") and not marks.get("solution")
        if cell.cell_type == "code" and not is_test and "experiment" not in cell.metadata.get("tags", []):
            cells.append((marks.get("grade_id", f"cell {index + 1}"), cell.source))
    return cells


def namespace_of(cells: list[tuple[str, str]]) -> dict[str, Any]:
    """Run trusted cells in a new namespace; magics are left out."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for label, source in cells:
        plain = "\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in source.splitlines())
        filename = f"<cell {label}>"
        linecache.cache[filename] = (len(plain), None, plain.splitlines(keepends=True), filename)
        exec(compile(plain, filename, "exec"), namespace)  # noqa: S102  trusted code of the course
    return namespace


def trial(root: Path, assignment: str, exercise: str, code: str | None = None, *, suite_seed: str = "d2l",
          shrink: bool = True) -> dict[str, tuple[Verdict, float]]:
    """Verdict and CPU seconds of each hidden test of one exercise, on the reference or on ``code`` in its cell."""
    folder = root / "solutions" / assignment
    cells = [(label, code if label == exercise and code is not None else source)
             for label, source in code_cells(folder / f"{assignment}.ipynb")]
    student = Student(LiveBackend(namespace_of(cells)))
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
    print(f"== {title}: {len(verdicts) - len(lost)}/{len(verdicts)} passed, "
          f"{sum(seconds for _, seconds in verdicts.values()) * 1000:.0f} ms")
    for name in lost:
        verdict = verdicts[name][0]
        print(f"  {verdict.outcome:8} {name}" + (f" UNEXPECTED {verdict.unexpected!r}" if verdict.unexpected else ""))
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
    for path in sorted((root / "solutions" / assignment / "hidden" / "misconceptions" / exercise).glob("*.py")):
        misconception = read_misconception(path)
        _report(misconception.slug, trial(root, assignment, exercise, misconception.code))


if __name__ == "__main__":
    main(sys.argv[1:])
