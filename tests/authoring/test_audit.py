"""The audit of small courses, sound and unsound, and of this course."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from autograder.authoring.audit import Options, audit
from autograder.authoring.audit_report import Report
from autograder.core.course import Course
from autograder.testing.stats import ALPHA
from tests.authoring.traps import TRAPS
from tests.bridge.tiny import REAL, make_course
from tests.course import COURSE, ROOT

WRONG_SOLUTIONS = 5


@pytest.fixture
def tiny(tmp_path: Path) -> Course:
    """A course with two exercises, one misconception, and tests for two numbers only."""
    return make_course(tmp_path, REAL)


def problems(course: Course, **options: object) -> str:
    """What an audit says."""
    return "\n".join(audit(course, (), 1, Options(release=False, **{"whole": False, **options})).problems())


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_what_is_missing_is_told(tiny: Course) -> None:
    """Misconceptions and Chinese descriptions that are not there."""
    text = problems(tiny, mutants=False)
    assert "times: triple: no misconception is known" in text
    assert "the description of test_values is not there in 'zh'" in text


def test_survivors_are_told_unless_they_are_known_to_be_right(tiny: Course) -> None:
    """A mutant that the tests cannot tell is named; the list of equivalent ones takes it out, and may not be stale."""
    hidden = tiny.solutions / "times" / "hidden"
    survivor = "return reference_factor * x → return x"
    assert "mutant" not in problems(tiny)
    write(
        hidden / "test_double.py",
        'def test_values(student):\n    """a number"""\n    assert student.double(0) == 0\n',
    )
    assert f"times: double: a mutant gets full marks: {survivor}" in problems(tiny)
    write(
        hidden / "equivalent.toml",
        f'[[double]]\nmutant = "{survivor}"\nwhy = "0 is 0"\n[[triple]]\nmutant = "x → y"\nwhy = "no such"\n',
    )
    text = problems(tiny)
    assert f"full marks: {survivor}" not in text and "none any more: x → y" in text


def test_wrong_and_right_solutions_are_judged(
    tiny: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A right solution that loses marks, and a wrong one that loses none, are named."""
    monkeypatch.setattr(sys.modules["autograder.authoring.audit"], "SECONDS", 3.0)
    samples = tmp_path / "samples"
    write(
        samples / "right" / "times" / "double" / "loops.py", "def double(x):\n    while True:\n        pass\n"
    )
    write(samples / "right" / "times" / "double" / "adds.py", "def double(x):\n    return x + x\n")
    write(
        samples / "wrong" / "times" / "double" / "only_seven.py",
        "def double(x):\n    return 2 * x if x in (7, 27182818) else 0\n",
    )
    text = problems(tiny, mutants=False, samples=samples)
    assert "the right solution loops loses marks" in text and "adds" not in text
    assert "the wrong solution only_seven gets full marks" in text


def test_a_misconception_must_be_told_by_its_own_name(tiny: Course) -> None:
    """Two misconceptions that do the same cannot be told apart, and one that is right is none."""
    folder = tiny.solutions / "times" / "hidden" / "misconceptions" / "double"
    told = (folder / "double_squared.py").read_text()
    write(folder / "double_to_the_square.py", told)
    write(folder / "double_right.py", told.replace("x ** 2", "x * 2"))
    text = problems(tiny, mutants=False)
    assert "double-to-the-square is taken for double-squared" in text
    assert "the wrong solution double-right gets full marks" in text


def test_slugs_are_unique_in_the_course(tiny: Course) -> None:
    """The same name for two misconceptions is told."""
    folder = tiny.solutions / "times" / "hidden" / "misconceptions"
    write(folder / "triple" / "double_squared.py", (folder / "double" / "double_squared.py").read_text())
    assert "two misconceptions are called double-squared" in problems(tiny, mutants=False)


def test_a_broken_reference_is_told(tiny: Course) -> None:
    """A test that the reference does not pass is named, in the child and end to end."""
    write(
        tiny.solutions / "times" / "hidden" / "test_double.py",
        'def test_values(student):\n    """a number"""\n    assert student.double(1) == 3\n',
    )
    text = problems(tiny, mutants=False)
    assert "the reference solution does not get full marks: test_values" in text


def test_a_stub_that_is_no_stub_is_told(tiny: Course) -> None:
    """What students get must fail with "not implemented"."""
    notebook = tiny.source_notebook("times")
    notebook.write_text(
        notebook.read_text().replace("### BEGIN SOLUTION", "### BEGIN").replace("### END SOLUTION", "### END")
    )
    assert "the stub of double is graded passed" in problems(tiny, mutants=False, whole=True)


def test_an_assignment_that_cannot_be_loaded_is_told(tiny: Course) -> None:
    """A missing test module is a problem of the course, not the end of the audit."""
    (tiny.solutions / "times" / "hidden" / "test_double.py").unlink()
    assert "the exercise double has no hidden tests" in problems(tiny, mutants=False)


def test_the_release_is_compared_with_its_source(tiny: Course) -> None:
    """A release that was never made is out of step."""
    report = audit(tiny, (), 1, Options(mutants=False, whole=False))
    assert any("is missing: generate the release again" in problem for problem in report.problems())


def test_every_seed_gives_the_same_verdicts(tiny: Course, tmp_path: Path) -> None:
    """A solution whose marks hang on luck is told."""
    write(
        tmp_path / "samples" / "right" / "times" / "double" / "lucky.py",
        "import torch\nlucky = torch.rand(()) < 0.5 or torch.initial_seed() > 1000\n"
        "def double(x):\n    return 2 * x if lucky else 0\n",
    )
    text = problems(tiny, mutants=False, samples=tmp_path / "samples", seeds=8)
    assert "the right solution lucky loses marks" in text and "under seed" in text


@pytest.fixture(scope="module")
def report() -> Report:
    """The audit of one exercise, or with AUTOGRADER_ALL_SOLUTIONS of the course (`tox -e solutions`): without mutants,
    which `tox -e audit` makes."""
    if os.environ.get("AUTOGRADER_ALL_SOLUTIONS"):
        return audit(COURSE, options=Options(mutants=False))
    return audit(COURSE, ("weight_decay",), options=Options(mutants=False, exercise="init_params"))


def test_the_release_is_the_one_of_its_source() -> None:
    """Every assignment's, and it holds no secret."""
    from autograder.authoring import release  # nbgrader is slow to import

    assert release.check(COURSE, COURSE.names()) == []


def test_everything_holds(report: Report) -> None:
    """Nothing in the whole course is out of order."""
    assert report.problems() == ()


def test_every_trap_has_a_misconception(report: Report) -> None:
    """Each trap of each exercise is known, loses marks, and is told by its own name."""
    found = {
        (assignment.name, exercise.name): {
            m.name for m in exercise.misconceptions if m.diagnosed == m.name and m.share < 1
        }
        for assignment in report.assignments
        for exercise in assignment.exercises
    }
    known = {key: traps for key, traps in TRAPS.items() if key in found}
    assert found.keys() == known.keys()
    missing = [
        (exercise, trap, slug)
        for exercise, traps in known.items()
        for trap, slugs in traps.items()
        for slug in slugs
        if slug not in found[exercise]
    ]
    assert missing == []


def test_every_exercise_has_subtly_wrong_solutions(report: Report) -> None:
    """At least five an exercise, beside the misconceptions; each loses marks."""
    for assignment in report.assignments:
        for exercise in assignment.exercises:
            assert len(exercise.wrong) >= WRONG_SOLUTIONS, (assignment.name, exercise.name)
            assert all(mistake.share < 1 for mistake in exercise.wrong)


def test_false_alarms_are_counted(report: Report) -> None:
    """Assignments with random functions state a rate, a multiple of that of one test; it stays below a millionth."""
    rates = {assignment.name: assignment.false_alarms for assignment in report.assignments}
    random = {"linear_regression", "mlp", "weight_decay", "dropout"} & rates.keys()
    assert random and all(rates[name] > ALPHA for name in random)
    assert all(rate < 1e-6 for rate in rates.values())


def test_samples_belong_to_exercises() -> None:
    """No right or wrong solution lies in a folder that no exercise reads."""
    folders = {
        path.parent.relative_to(ROOT / "tests" / kind).parts
        for kind in ("right", "wrong")
        for path in (ROOT / "tests" / kind).rglob("*.py")
        if path.name != "__init__.py"
    }
    assert folders <= {tuple(key) for key in TRAPS}
