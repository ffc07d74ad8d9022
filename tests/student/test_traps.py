"""Known mistakes told by name in the notebook, although the release holds no misconception."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.authoring import traps
from autograder.core.course import TRAPS, Course
from autograder.core.errors import SuiteError
from autograder.core.text import Text
from autograder.core.words import MisconceptionWords
from autograder.grading import misconceptions, reference
from autograder.testing import collect, sealed
from autograder.testing.exam import LOCAL_SEED
from autograder.testing.expect import Mismatch
from autograder.testing.run import Verdict
from autograder.testing.sealed import spotted
from autograder.testing.student import Student
from tests.course import COURSE

WRONG = '"""\nen = "The sign is dropped."\nzh = "只去掉了符号。"\nsection = "5.1"\n"""\n\n\ndef relu(X):\n    return abs(X)\n'


def test_a_sealed_trap_opens_for_the_same_answers_only(tmp_path: Path) -> None:
    """Neither the words nor the name can be read in the file."""
    name, words = sealed.seal("key", {"slug": "a-b", "en": "wrong", "zh": "错", "section": "1.1"})
    content = sealed.written({"relu": {name: words}})
    (tmp_path / TRAPS).write_text(content)
    assert "wrong" not in content and "a-b" not in content and "key" not in content
    trap = sealed.opened(["key"], tmp_path / "test_x.py", "relu")
    assert trap == {"a-b": MisconceptionWords(Text("wrong", "错"), "1.1")}
    assert not sealed.opened(["other"], tmp_path / "test_x.py", "relu")
    assert not sealed.opened(["key"], tmp_path / "test_x.py", "sigmoid")


@pytest.mark.parametrize("content", ["", "{}", '{"version": 99, "traps": {}}', '{"version": 1, "traps": []}'])
def test_a_file_that_cannot_be_used_tells_no_name(tmp_path: Path, content: str) -> None:
    """A name is an extra: without the file, or with another version's, the check works as ever."""
    assert not sealed.opened(["key"], tmp_path / "test_x.py", "relu")
    (tmp_path / TRAPS).write_text(content)
    assert not sealed.opened(["key"], tmp_path / "test_x.py", "relu")


def test_a_style_of_one_s_own_gives_the_same_answers() -> None:
    """Another way to write the mistake opens the seal; a right solution and another mistake have other keys."""
    cells = reference.code_cells(COURSE.source_notebook("mlp"))
    module = collect.load(COURSE.public_tests("mlp")[0])
    keys = [
        sealed.signatures(
            traps.answers(
                module, "relu", reference.replaced(cells, "relu", f"def relu(X):\n    return {body}")
            )
        )
        for body in ("torch.abs(X)", "torch.sqrt(X * X)", "torch.maximum(X, 0 * X)", "X * 1.0")
    ]
    assert keys[0] == keys[1] != [] and keys[2] == [] and keys[3] and not set(keys[3]) & set(keys[0])


TRAINED = ("train_linear_regression", "train_epoch", "fit_polynomial", "train_weight_decay")


def traps_told(name: str) -> set[str]:
    """Misconceptions that are told by name when the notebook holds them, letter by letter."""
    told = set()
    for seen in traps.keys(COURSE, name).values():
        owners = {key: {wrong.slug for other, wrong in seen if other == key} for key, _ in seen}
        told |= {slug for slugs in owners.values() if len(slugs) == 1 for slug in slugs}
    return told


@pytest.mark.parametrize("name", COURSE.names())
def test_the_course_s_traps_are_in_step_with_its_misconceptions(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``autograder release`` writes the file anew; this fails until it has been done."""
    keys = traps.keys(COURSE, name)
    monkeypatch.setattr(traps, "keys", lambda *_: keys)  # worked out once: it takes a while
    kept = json.loads((COURSE.solutions / name / TRAPS).read_text(encoding="utf-8"))["traps"]
    fresh = traps.sealed_traps(COURSE, name)
    assert kept.keys() == fresh.keys()
    for exercise, value in fresh.items():
        # what another processor trains to may lie near another edge: a key or two of many
        assert len(kept[exercise].keys() ^ value.keys()) <= 2 * (exercise in TRAINED)
    count = sum(1 for _ in (COURSE.solutions / name / "hidden" / "misconceptions").glob("*/*.py"))
    assert len(traps_told(name)) >= 0.4 * count  # a part of them only hidden tests can see


def test_the_file_is_written_only_where_there_is_something_to_tell(tmp_path: Path) -> None:
    """A course without misconceptions gets no file, and one that lost them loses it."""
    folder = tmp_path / "solutions" / "mlp"
    (folder / "hidden" / "misconceptions" / "relu").mkdir(parents=True)
    for path in (COURSE.source_notebook("mlp"), *COURSE.public_tests("mlp")):
        (folder / path.name).write_bytes(path.read_bytes())
    course = Course.load(tmp_path, {})
    assert traps.write(course) == []
    wrong = folder / "hidden" / "misconceptions" / "relu" / "relu_absolute_value.py"
    wrong.write_text(WRONG)
    assert traps.write(course) == [folder / TRAPS] and traps.write(course) == []
    wrong.unlink()
    assert traps.write(course) == [folder / TRAPS] and not (folder / TRAPS).exists()


def told_by_the_notebook(name: str, exercise: str, code: str) -> str | None:
    """The slug that a student reads whose cell holds ``code``."""
    path = COURSE.public_tests(name)[0]
    module = collect.load(path)
    cells = reference.replaced(reference.code_cells(COURSE.source_notebook(name)), exercise, code)
    tests = traps.answers(module, exercise, cells)
    if all(verdict.outcome == "passed" for _, verdict in tests):
        return None
    told = sealed.opened(sealed.signatures(tests), path, exercise)
    if not told:
        backend = reference.backend(cells)
        with backend.quietly():
            entry = next(item for item in module.exercises if item.name == exercise)
            seen = spotted(entry, Student(backend), LOCAL_SEED)
        told = {} if seen is None else sealed.opened([sealed.named(seen.slug)], path, exercise)
    return next(iter(told), None)


@pytest.mark.parametrize("name", COURSE.names())
def test_no_misconception_is_taken_for_another(name: str) -> None:
    """Each is told by its own name or by none; those that an author's trap is for, by their own."""
    asked = {
        trap.slug
        for path in COURSE.public_tests(name)
        for item in collect.load(path).exercises
        for trap in item.traps
    }
    known = misconceptions.read_all(COURSE.solutions / name / "hidden" / "misconceptions")
    assert asked <= {wrong.slug for wrong in known}
    for wrong in known:
        try:
            told = told_by_the_notebook(name, wrong.exercise, wrong.code)
        except SuiteError:
            continue  # its cell does not even run, and says so itself
        assert told in (None, wrong.slug)
        assert told == wrong.slug or wrong.slug not in asked


def test_what_another_processor_rounds_otherwise_is_told_as_well() -> None:
    """A number just where two roundings meet has the keys of both in the release, and a student's notebook any one of them."""

    def answered(number: str) -> list[tuple[collect.Case, Verdict]]:
        case = collect.load(COURSE.public_tests("mlp")[0]).of("relu")[0]
        seen = Mismatch(Text("want", "want"), Text(f"tensor([{number}])", f"tensor([{number}])"))
        return [(case, Verdict("failed", mismatch=seen))]

    released = {key for nudge in sealed.NUDGES for key in sealed.signatures(answered("0.08694"), nudge)}
    assert set(sealed.signatures(answered("0.08696"))) <= released
    assert not set(sealed.signatures(answered("0.0875"))) & released
