"""Reading notebooks: the course's own strictly, students' patiently, and never an error but Unreadable."""

from __future__ import annotations

import contextlib
import copy
import gc
import json
import math
import os
import socket
import time
import tracemalloc
from pathlib import Path
from typing import Any

import msgspec
import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.core.errors import CourseError, Unreadable
from autograder.core.text import LANGUAGES, set_language
from autograder.submissions import Release, digest_of, loading, read_release, read_submission, runnable
from tests.broken.notebooks import REFUSED, REPAIRED
from tests.broken.release import (
    POINTS,
    SOLUTIONS,
    STUB,
    cells,
    code,
    marked,
    named,
    notebook,
    place,
    submitted,
    text,
    write,
)

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The small assignment, read from its source and its release."""
    folder = tmp_path_factory.mktemp("course")
    return read_release(
        write(folder / "source" / "mlp.ipynb", notebook(cells(solved=True))),
        write(folder / "release" / "mlp.ipynb", notebook(cells(solved=False))),
    )


def run(submission: Any) -> dict[str, Any]:
    """What each exercise's name is bound to at its test cell, else at the end; a cell that fails stops no other."""
    namespace: dict[str, Any] = {"torch": None, "check": print}
    kept: dict[str, Any] = {}
    sources = {cell.label: cell.source for cell in runnable(submission)}
    for cell in submission.cells:
        if cell.role == "test" and cell.exercise in namespace:
            kept[cell.exercise] = namespace[cell.exercise]
        lines = sources.get(cell.label, "").splitlines()
        source = "\n".join(line for line in lines if line[:1] not in "%!" and line != "import torch")
        with contextlib.suppress(Exception):
            exec(source, namespace)  # our own corpus
    return namespace | kept


# Releases


def test_a_release_names_its_exercises_with_points_and_stubs(release: Release) -> None:
    """Points come from the source, stubs from the release, in order."""
    assert release.assignment == "mlp"
    assert release.points == POINTS and list(release.points) == list(POINTS)
    assert release.max_score == 6.5
    assert [exercise.stub for exercise in release.exercises] == [STUB.format(name) for name in POINTS]
    assert [(question.name, question.points) for question in release.questions] == [("why", 4)]
    assert [cell.role for cell in release].count("experiment") == 2


def test_a_source_alone_gives_the_same_release(tmp_path: Path, release: Release) -> None:
    """What stands between the solution marks becomes the stub, as nbgrader makes it."""
    assert read_release(write(tmp_path / "mlp.ipynb", notebook(cells(solved=True)))) == release


def test_no_reference_solution_is_kept_in_a_release(tmp_path: Path) -> None:
    """A release may be shown; it holds stubs only."""
    found = read_release(write(tmp_path / "mlp.ipynb", notebook(cells(solved=True))))
    assert "clamp" not in repr(found)


def _without(name: str) -> list[Any]:
    entries = cells(solved=True)
    entries.remove(named(entries, name))
    return entries


def _with(name: str, **values: Any) -> list[Any]:
    entries = cells(solved=True)
    named(entries, name)["metadata"]["nbgrader"].update(values)
    return entries


@pytest.mark.parametrize(
    ("broken", "phrase"),
    [
        (b"{", "cannot be read as a notebook: The file ends"),
        (b'{"cells": 1}', "cannot be read as a notebook"),
        (notebook([text("x")]), "no solution cell"),
        (notebook(_without("test_relu")), "has no test cell 'test_relu'"),
        (notebook(_without("relu")), "has no solution cell 'relu'"),
        (notebook(_with("test_relu", points=-1)), "points of 'test_relu'"),
        (notebook(_with("test_relu", points=float("nan"))), "points of 'test_relu'"),
        (notebook(_with("test_relu", points=True)), "points of 'test_relu'"),
        (notebook(_with("test_relu", points="2")), "points of 'test_relu'"),
        (notebook(_with("test_relu", grade_id="check_relu")), "must be called test_<exercise>"),
        (notebook(_with("sigmoid", grade_id="relu")), "more than one cell is called relu"),
        (notebook(_with("relu", grade_id=None)), "no grade_id"),
        (
            notebook([code("x", tags=["experiment"], nbgrader=marked("relu", solution=True))]),
            "not run when grading",
        ),
        (notebook(list(reversed(cells(solved=True)))), "must come after"),
        (notebook([{"cell_type": "heading"}]), "code, markdown or raw"),
    ],
)
def test_a_broken_release_is_the_courses_fault(tmp_path: Path, broken: Any, phrase: str) -> None:
    """Every inconsistency is named, and none is passed over in silence."""
    with pytest.raises(CourseError, match=phrase):
        read_release(write(tmp_path / "mlp.ipynb", broken))


def test_a_missing_release_is_the_courses_fault(tmp_path: Path) -> None:
    """A notebook that is not there is named."""
    with pytest.raises(CourseError, match="cannot be read"):
        read_release(tmp_path / "mlp.ipynb")


def test_a_release_out_of_step_with_its_source_is_refused(tmp_path: Path) -> None:
    """Stubs of another release would take solutions for stubs, or the reverse."""
    source = write(tmp_path / "source.ipynb", notebook(cells(solved=True)))
    with pytest.raises(CourseError, match="make it again"):
        read_release(source, write(tmp_path / "mlp.ipynb", notebook(_with("test_relu", points=7))))


# Submissions


@pytest.mark.parametrize("name", REPAIRED)
def test_what_can_be_repaired_is_graded_in_full_and_told(tmp_path: Path, release: Release, name: str) -> None:
    """Every exercise is there and defined by what runs; points and tests are ours; the student reads what
    was done."""
    make, phrase = REPAIRED[name]
    path = write(tmp_path / "mlp.ipynb", make())
    found = read_submission(path, release)
    notes = " ".join(note.en for note in found.notes)
    assert (phrase in notes) if phrase else not notes
    assert found.digest == digest_of(path)
    assert len({cell.label for cell in found.cells}) == len(found.cells)
    tests = [cell for cell in found.cells if cell.role == "test"]
    assert {cell.exercise: cell.source for cell in tests} == {name: f'check("{name}")' for name in POINTS}
    assert all(cell.kind == "code" for cell in found.cells if cell.role in ("solution", "test"))
    assert not any("train(" in cell.source or "plot(" in cell.source for cell in runnable(found))
    assert not found.unchanged
    assert all(found.solution(exercise).role == "solution" for exercise in POINTS)
    defined = run(found)
    for exercise, source in SOLUTIONS.items():
        assert defined[exercise].__name__ == exercise
        assert source.splitlines()[1] in found.solution(exercise).source


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_repaired_is_refused_in_three_parts(
    tmp_path: Path, release: Release, name: str
) -> None:
    """What was found, what was expected, what to do; no path of the machine; the digest is known."""
    make, phrase = REFUSED[name]
    path = write(tmp_path / "mlp.ipynb", make())
    with pytest.raises(Unreadable, match=phrase) as caught:
        read_submission(path, release)
    message = str(caught.value)
    assert message.count(". ") >= 2 and str(tmp_path) not in message
    assert caught.value.digest == digest_of(path)


def test_refusals_and_notes_speak_both_languages(tmp_path: Path, release: Release) -> None:
    """The language in force when it happens is the message's."""
    path = write(tmp_path / "mlp.ipynb", b"")
    set_language("zh")
    try:
        with pytest.raises(Unreadable, match="文件是空的") as caught:
            read_submission(path, release)
        assert "文件是空的" in caught.value.text.zh and "is empty" in caught.value.text.en
    finally:
        set_language(None)
    noted = read_submission(write(path, REPAIRED["deleted_test"][0]()), release).notes[0]
    assert all("test_relu" in getattr(noted, language) for language in LANGUAGES) and noted.en != noted.zh


def test_a_stub_is_recognised_whatever_its_comments(tmp_path: Path, release: Release) -> None:
    """Spacing, comments, another docstring or a helper as empty make no solution; `pass` is an attempt."""
    entries = submitted()
    named(entries, "relu")["source"] = "# my try\n" + STUB.format("relu").replace(":\n", ":  \n\n") + "\n\n"
    named(entries, "Net")["source"] = STUB.format("Net")
    found = read_submission(write(tmp_path / "mlp.ipynb", notebook(entries)), release)
    assert found.unchanged == ("relu", "Net")
    named(entries, "relu")["source"] = (
        "import math\ndef helper(): raise NotImplementedError()\n"
        "def relu(X, *, a=1):\n    'Mine.'\n    raise NotImplementedError('later')"
    )
    named(entries, "Net")["source"] = "class Net:\n    def __init__(self):\n        pass"
    named(entries, "sigmoid")["source"] = "class N:\n    def f(self):\n        raise NotImplementedError"
    found = read_submission(write(tmp_path / "mlp.ipynb", notebook(entries)), release)
    assert found.unchanged == ("relu", "sigmoid")


def test_a_solution_that_defines_nothing_stays_in_its_place(tmp_path: Path, release: Release) -> None:
    """Unmarked and wrongly named, the only cell between its neighbours is still the exercise's."""
    entries = submitted()
    cell = named(entries, "relu")
    cell.update(source="def rellu(X):\n    return X", metadata={}, id="new")
    found = read_submission(write(tmp_path / "mlp.ipynb", notebook(entries)), release)
    assert found.solution("relu").source.startswith("def rellu")
    assert "relu (cell 4)" in found.notes[0].en and "relu (第 4 个单元格)" in found.notes[0].zh


FIRST, SECOND = "def relu(X):\n    return 'first'", "def relu(X):\n    return 'second'"


def _bound(change: Any, tmp_path: Path, release: Release) -> tuple[Any, str]:
    """What relu returns where its test stands (None: there is no such name), and the notes."""
    entries = submitted()
    entries = change(entries) or entries
    found = read_submission(write(tmp_path / "mlp.ipynb", notebook(entries)), release)
    function = run(found).get("relu")
    try:
        answer = function and function(1)
    except NotImplementedError:
        answer = NotImplementedError
    _consistent(found)
    assert run(found)["sigmoid"].__code__.co_varnames == ("X",)  # the others are as they were
    assert not any(" cell " in note.zh or "cell cell" in note.en for note in found.notes)
    return answer, " ".join(note.en for note in found.notes)


def _twice(entries: list[Any], first: str, second: str, at: int = 1, **more: Any) -> None:
    named(entries, "relu")["source"] = first
    copied = {**copy.deepcopy(named(entries, "relu")), "source": second, **more}
    entries.insert(len(entries) if at == -1 else place(entries, "relu") + at, copied)


def _own(entries: list[Any], source: str, before: str, own: str | None = None) -> None:
    if own is not None:
        named(entries, "relu")["source"] = own
    entries.insert(len(entries) if before == "end" else place(entries, before), code(source))


def _without_relu(entries: list[Any], *more: str) -> list[Any]:
    return [cell for cell in entries if cell not in [named(entries, name) for name in ("relu", *more)]]


def _bare(entries: list[Any]) -> list[Any]:
    return [{**cell, "metadata": {}, "id": f"x{number}"} for number, cell in enumerate(entries)]


CELLS: dict[str, tuple[Any, Any, str]] = {
    "two filled copies": (lambda e: _twice(e, FIRST, SECOND), "second", "several cells"),
    "two filled copies, the other way": (lambda e: _twice(e, FIRST, SECOND, 0), "first", "several cells"),
    "a copy at the end": (lambda e: _twice(e, FIRST, SECOND, -1), "first", "below its test cell (cell 16)"),
    "a stub's copy at the end": (
        lambda e: _twice(e, FIRST, STUB.format("relu"), -1),
        "first",
        "several cells",
    ),
    "a stub's copy above": (lambda e: _twice(e, FIRST, STUB.format("relu"), 0), "first", "several cells"),
    "a copy turned into text": (
        lambda e: _twice(e, FIRST, SECOND, cell_type="markdown"),
        "first",
        "several cells",
    ),
    "a helper with the same mark": (lambda e: _twice(e, FIRST, "z = 3"), "first", "several cells"),
    "a copy without marks": (lambda e: _bare(_twice(e, FIRST, SECOND) or e), "second", "several cells"),
    "none": (_without_relu, None, "no other cell defines relu"),
    "none, and no test": (lambda e: _without_relu(e, "test_relu"), None, "no other cell defines relu"),
    "none in a bare notebook": (lambda e: _bare(_without_relu(e)), None, "no other cell defines relu"),
    "emptied": (lambda e: named(e, "relu").update(source=""), None, ""),
    "not text": (lambda e: named(e, "relu").update(source={"a": 1}), None, "not text"),
    "own cell between stub and test": (
        lambda e: _own(e, SECOND, "test_relu", STUB.format("relu")),
        "second",
        "not in its own cell",
    ),
    "own cell above the stub": (
        lambda e: _own(e, SECOND, "relu", STUB.format("relu")),
        NotImplementedError,
        "Delete the cell that is not filled in",
    ),
    "own cell far below the stub": (
        lambda e: _own(e, SECOND, "end", STUB.format("relu")),
        NotImplementedError,
        "below its test cell",
    ),
    "own cell over a solution": (lambda e: _own(e, SECOND, "test_relu", FIRST), "second", "several cells"),
    "another use of the name further down": (lambda e: _own(e, "relu = abs", "end", FIRST), "first", ""),
    "own cell, emptied solution": (lambda e: _own(e, SECOND, "test_relu", ""), "second", "not in its own"),
    "own cell at the end, solution deleted": (
        lambda e: _own(e, SECOND, "end") or _without_relu(e),
        "second",
        "relu (cell 15)",
    ),
    "test deleted, another use further down": (
        lambda e: _own(e, "relu = abs", "end", FIRST) or e.remove(named(e, "test_relu")),
        "first",
        "put back: test_relu",
    ),
    "test copied to the top": (
        lambda e: named(e, "relu").update(source=FIRST) or e.insert(0, copy.deepcopy(named(e, "test_relu"))),
        "first",
        "",
    ),
    "solution merged into its test": (
        lambda e: (
            named(e, "test_relu").update(source=FIRST + "\n\ncheck('relu')") or e.remove(named(e, "relu"))
        ),
        "first",
        "put back: test_relu",
    ),
    "all code merged into the first cell": (
        lambda e: [
            {
                **named(e, "imports"),
                "source": "\n\n".join(c["source"] for c in e[:11] if c["cell_type"] == "code"),
            }
        ],
        "clamp",
        "put back: imports",
    ),
    "solution into raw": (
        lambda e: named(e, "relu").update(source=FIRST, cell_type="raw"),
        "first",
        "as code",
    ),
    "solution into text, another one in code": (
        lambda e: named(e, "relu").update(source=FIRST, cell_type="markdown") or _own(e, SECOND, "relu"),
        "second",
        "not in its own cell",
    ),
}


@pytest.mark.parametrize("name", CELLS)
def test_what_holds_at_its_test_cell_counts(tmp_path: Path, release: Release, name: str) -> None:
    """Copies, gaps and cells of one's own cost the exercise itself at most, and the student reads what was found."""
    change, expected, phrase = CELLS[name]
    answer, notes = _bound(change, tmp_path, release) if expected != "clamp" else (None, None)
    if expected == "clamp":
        found = read_submission(write(tmp_path / "mlp.ipynb", notebook(change(submitted()))), release)
        _consistent(found)
        assert {name: run(found)[name].__name__ for name in POINTS} == {name: name for name in POINTS}
        notes = " ".join(note.en for note in found.notes)
    else:
        assert answer == expected
    assert phrase in str(notes)


@pytest.mark.parametrize(
    ("change", "expected", "label"),
    [
        (lambda e: e.remove(named(e, "imports")), ["import torch\nfrom torch import nn"], "imports"),
        (lambda e: named(e, "imports").update(source=""), ["import torch\nfrom torch import nn"], "imports"),
        (
            lambda e: named(e, "imports").update(source="import torch"),
            ["import torch\nfrom torch import nn", "import torch"],
            "imports",
        ),
        (lambda e: named(e, "imports").update(source="import torch\nfrom torch import nn, optim"), None, ""),
        (
            lambda e: (
                named(e, "imports").update(source="# above") or e.append(code("from torch import nn as nn"))
            ),
            ["import torch\nfrom torch import nn", "# above"],
            "imports",
        ),
        (
            lambda e: (
                e.remove(named(e, "imports")) or e.insert(0, code("import torch\nimport torch.nn as nn"))
            ),
            None,
            "",
        ),
        (lambda e: [cell.update(cell_type="markdown") for cell in e] and None, None, "imports"),
    ],
)
def test_an_imports_cell_that_is_gone_is_put_back(
    tmp_path: Path, change: Any, expected: Any, label: str
) -> None:
    """It belongs to nobody and is locked for nobody: what it binds is bound, and nothing is bound twice."""
    ours, entries = cells(solved=True), submitted()
    for one in (ours, entries):
        named(one, "imports").update(source="import torch\nfrom torch import nn")
    named(entries, "Net")["source"] = "class Net(nn.Module):\n    def f(self):\n        return torch.ones(1)"
    change(entries)
    for one in (ours, entries):
        for cell in one:
            if cell.get("id") == "c1":
                cell["metadata"] = {}
    release = read_release(write(tmp_path / "release" / "mlp.ipynb", notebook(ours)))
    found = read_submission(write(tmp_path / "mlp.ipynb", notebook(entries)), release)
    heads = [cell.source for cell in found.cells[:4] if "torch" in cell.source or "above" in cell.source]
    assert expected is None or heads[: len(expected)] == expected
    notes = " ".join(note.en for note in found.notes)
    assert ("put back: c1" in notes) == bool(label)


def test_the_notebook_of_another_assignment_is_told(tmp_path: Path, release: Release) -> None:
    """Even where it has an exercise of the same name, with its marks or without."""
    other = [cell for cell in submitted() if "relu" not in cell["source"] and cell["id"] not in ("c7", "c10")]
    for number in range(3):
        other.append(code(f'check("other_{number}")', nbgrader=marked(f"test_other_{number}", grade=True)))
    for entries in (other, _bare(other)):
        entries = [
            cell for cell in entries if cell["source"] not in (SOLUTIONS["sigmoid"], 'check("sigmoid")')
        ]
        with pytest.raises(Unreadable, match="None of the exercises"):
            read_submission(write(tmp_path / "mlp.ipynb", notebook(entries)), release)


def test_a_definition_in_an_experiment_cell_is_run_when_the_solution_cell_is_gone(
    tmp_path: Path, release: Release
) -> None:
    """The name counts, wherever it stands."""
    entries = submitted()
    entries.remove(named(entries, "relu"))
    entries[-2]["source"] = SOLUTIONS["relu"]
    found = read_submission(write(tmp_path / "mlp.ipynb", notebook(entries)), release)
    assert found.solution("relu").source == SOLUTIONS["relu"] and found.solution("relu") in runnable(found)


def test_experiments_lend_what_graded_cells_need_and_no_more(tmp_path: Path, release: Release) -> None:
    """A helper, import or constant beside an experiment reaches the solution; training and other names do
    not."""
    entries = submitted()
    entries[-2]["source"] = (
        "import math\nfrom time import sleep\nFLOOR = -1\nmodel = train(10)\n"
        "def low(x):\n    return math.floor(FLOOR)\ndef sigmoid(X):\n    return "
        "'theirs'\nsleep(1000)"
    )
    named(entries, "relu")["source"] = "def relu(X):\n    return low(X), model"
    found = read_submission(write(tmp_path / "mlp.ipynb", notebook(entries)), release)
    lent = [cell for cell in runnable(found) if "low" in cell.source and cell.role == "other"]
    assert lent[0].source == "import math\n\nFLOOR = -1\n\ndef low(x):\n    return math.floor(FLOOR)"


def test_experiments_that_lend_nothing_are_not_run(tmp_path: Path, release: Release) -> None:
    """The student's own tagged cell is left out, and said to be."""
    entries = submitted()
    entries.append(code("while True: pass", tags=["experiment"]))
    found = read_submission(write(tmp_path / "mlp.ipynb", notebook(entries)), release)
    assert not any("while" in cell.source for cell in runnable(found))
    assert "not run when grading: cell 16" in found.notes[0].en


def test_experiments_of_a_stripped_notebook_are_not_run(tmp_path: Path, release: Release) -> None:
    """Known by their text, or their place when the student changed one."""
    entries = submitted()
    entries[-2]["source"] = "train_longer()"
    for cell in entries:
        cell["metadata"] = {}
        cell.pop("id")
    found = read_submission(write(tmp_path / "mlp.ipynb", notebook(entries)), release)
    assert [cell.role for cell in found.cells].count("experiment") == 2


def test_written_answers_are_kept_and_told_from_the_question(tmp_path: Path, release: Release) -> None:
    """Unchanged, answered, answered twice, or gone."""

    def answer(entries: list[Any]) -> Any:
        return read_submission(write(tmp_path / "mlp.ipynb", notebook(entries)), release).answers[0]

    assert (answer(submitted()).source, answer(submitted()).changed) == ("Because of symmetry.", True)
    entries = submitted()
    named(entries, "why")["source"] = "Why 0.01?"
    assert not answer(entries).changed
    entries.append({**named(entries, "why"), "source": "One."})
    entries.append({**named(entries, "why"), "source": "Two."})
    assert answer(entries).source == "One.\n\n---\n\nTwo."
    entries = [cell for cell in submitted() if cell is not named(submitted(), "why")][:-1]
    assert answer(entries).source is None


def test_old_formats_read_as_nbformat_converts_them(tmp_path: Path, release: Release) -> None:
    """Our small reader of format 3 and nbformat's converter find the same cells."""
    entries = [
        cell for cell in submitted() if cell["cell_type"] == "code" or "nbgrader" not in cell["metadata"]
    ]
    current = nbformat.from_dict({**notebook(entries), "nbformat_minor": 4})
    for cell in current.cells:
        cell.pop("id")
    old = nbformat.convert(current, 3)
    assert old.nbformat == 3
    found = read_submission(write(tmp_path / "mlp.ipynb", json.loads(json.dumps(old))), release)
    again = nbformat.convert(old, 4)
    assert [(cell.kind, cell.source.lstrip("# ")) for cell in found.cells] == [
        (cell.cell_type, cell.source.lstrip("# "))
        for cell in again.cells  # a heading is none any more
    ]


@pytest.mark.parametrize("where", ["metadata", "cells"])
def test_an_old_format_is_read_without_what_is_not_asked_for(
    tmp_path: Path, release: Release, where: str
) -> None:
    """Fifteen million lists in its metadata or outputs take no memory."""
    cell = b'{"cell_type": "code", "input": "def relu(X): pass", "outputs": [%s]}'
    lists = b"[]," * 5_000_000 + b"[]"
    cells, metadata = (cell % b"", lists) if where == "metadata" else (cell % lists, b"")
    path = tmp_path / "mlp.ipynb"
    path.write_bytes(
        b'{"nbformat": 3, "metadata": {"x": [%s]}, "worksheets": [{"cells": [%s]}]}' % (metadata, cells)
    )
    tracemalloc.start()
    found = read_submission(path, release)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "relu" in dict(found.places) and most < 100_000_000


@pytest.mark.parametrize("raised", ["NotImplementedError" + "+1" * 950, "NotImplementedError" + "()" * 950])
def test_a_stub_of_any_depth_is_read(tmp_path: Path, release: Release, raised: str) -> None:
    """Whoever hands it in does not choose to be left ungraded."""
    entries = submitted()
    named(entries, "relu")["source"] = f"def relu(X):\n    raise {raised}"
    assert "relu" not in read_submission(write(tmp_path / "mlp.ipynb", notebook(entries)), release).unchanged


def test_a_long_chain_of_definitions_is_lent_quickly(tmp_path: Path, release: Release) -> None:
    """What an experiment lends needs the next one, thousands of times."""
    entries = submitted()
    chain = "\n".join(f"def f{number}(): f{number + 1}()" for number in range(5000))
    entries += [code(chain, tags=["experiment"]), code("f0()")]
    path, start = write(tmp_path / "mlp.ipynb", notebook(entries)), time.process_time()
    ((_, lent),) = read_submission(path, release).lent
    assert lent.count("def") == 5000 and time.process_time() - start < 5


def test_fifty_megabytes_of_output_are_graded_in_little_memory(tmp_path: Path, release: Release) -> None:
    """Outputs are passed over, never held: the file's own size, twice at most."""
    entries = submitted()
    named(entries, "test_relu")["outputs"] = [{"text": "x" * 1_000_000}] * 50
    path = write(tmp_path / "mlp.ipynb", notebook(entries))
    size = path.stat().st_size
    assert size > 50_000_000
    del entries
    gc.collect()
    tracemalloc.start()
    try:
        assert not read_submission(path, release).notes
        assert tracemalloc.get_traced_memory()[1] < 2.2 * size
    finally:
        tracemalloc.stop()


def test_a_file_over_the_limit_is_not_read(tmp_path: Path, release: Release) -> None:
    """Its size is told, and how to make it smaller."""
    path = write(tmp_path / "mlp.ipynb", notebook(submitted()))
    with pytest.raises(Unreadable, match="At most 0 MB"):
        read_submission(path, release, max_bytes=100)
    with path.open("r+b") as file:
        file.truncate(1 << 40)  # sparse
    with pytest.raises(Unreadable, match="1048576 MB.*Clear the outputs"):
        read_submission(path, release)


@pytest.mark.parametrize(
    ("make", "phrase"),
    [
        (lambda path: path.mkdir(), "folder in the place"),
        (lambda path: os.mkfifo(path), "no ordinary file"),
        (lambda path: path.symlink_to("/etc/passwd"), "link to another place"),
        (lambda path: path.symlink_to(path), "link to another place"),
        (lambda path: path.symlink_to("nowhere"), "link to another place"),
        (lambda path: None, "not there"),
    ],
    ids=["folder", "pipe", "link", "link_to_itself", "dangling_link", "nothing"],
)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this platform")
def test_what_is_no_plain_file_is_refused(tmp_path: Path, release: Release, make: Any, phrase: str) -> None:
    """Without opening anything behind it, and without waiting."""
    path = tmp_path / "mlp.ipynb"
    make(path)
    with pytest.raises(Unreadable, match=phrase) as caught:
        read_submission(path, release)
    assert caught.value.digest is None


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no such sockets on this platform")
def test_a_socket_is_refused(tmp_path: Path, release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot be opened, which is told without a traceback."""
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("mlp.ipynb")
        with pytest.raises(Unreadable, match="no ordinary file"):
            read_submission(tmp_path / "mlp.ipynb", release)


@pytest.mark.parametrize("name", ["a\0b.ipynb", "x" * 300 + ".ipynb"])
def test_impossible_names_are_refused(tmp_path: Path, release: Release, name: str) -> None:
    """No ValueError or OSError gets out."""
    with pytest.raises(Unreadable):
        read_submission(tmp_path / name, release)


def test_a_file_without_permission_is_refused(
    tmp_path: Path, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told, not raised."""

    def forbidden(*_: Any, **__: Any) -> int:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path / "mlp.ipynb", notebook(submitted()))
    monkeypatch.setattr(os, "open", forbidden)
    with pytest.raises(Unreadable, match="cannot be opened"):
        read_submission(path, release)


def test_thousands_of_large_copies_are_read_quickly(tmp_path: Path, release: Release) -> None:
    """The work is bounded whatever the number of candidates."""
    entries = submitted()
    for number in range(3000):
        entries.append(
            {**named(entries, "relu"), "source": f"def relu(X):\n    return {number}\n" + "# x\n" * 50}
        )
    start = time.process_time()
    found = read_submission(write(tmp_path / "mlp.ipynb", notebook(entries)), release)
    assert time.process_time() - start < 10
    assert "clamp" in found.solution("relu").source and any("…" in note.en for note in found.notes)


@pytest.mark.parametrize(
    "source",
    [
        "-" * 100_000 + "1",
        "x" + ".a" * 100_000,
        "(" * 9999,
        "lambda:" * 50_000,
        "\t\x0c\\",
        "if 1:\n" * 200,
        "'''",
        "relu = " + "[" * 5000,
        "\ufeffdef relu(X): 1",
        "d" * 2_000_000,
    ],
)
def test_sources_that_no_parser_likes_are_only_text(tmp_path: Path, release: Release, source: str) -> None:
    """A cell is read whatever is in it; that it does not run is for the worker to find."""
    entries = submitted()
    entries.append(code(source + "\ndef relu(X): pass"))
    named(entries, "relu").update(source=source + "\n# relu", metadata={}, id="new")
    found = read_submission(write(tmp_path / "mlp.ipynb", notebook(entries)), release)
    assert dict(found.places).keys() == POINTS.keys()


# Fuzz

_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(
        ["code", "markdown", "relu", "test_relu", "why", "imports", "def relu(X):\n    pass", "\ud800", "\0"]
    ),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "cells",
                    "cell_type",
                    "source",
                    "metadata",
                    "nbgrader",
                    "grade_id",
                    "tags",
                    "id",
                    "outputs",
                    "points",
                    "grade",
                    "worksheets",
                    "nbformat",
                    "input",
                ]
            )
            | st.text(max_size=3),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)
_marks = st.fixed_dictionaries(
    {},
    optional={
        "nbgrader": st.fixed_dictionaries(
            {"grade_id": st.sampled_from(["relu", "sigmoid", "Net", "test_relu", "why", "new"]) | _json},
            optional={"points": _json, "grade": _json},
        ),
        "tags": _json,
    },
)
_cell = st.fixed_dictionaries(
    {
        "cell_type": st.sampled_from(["code", "markdown", "raw"]) | _json,
        "source": st.sampled_from(
            [*SOLUTIONS.values(), *(STUB.format(name) for name in SOLUTIONS), "", "x = 1"]
        )
        | _json,
        "metadata": _marks | _json,
    },
    optional={"id": st.sampled_from(["c3", "c4", "c6"]) | _json},
)


def _consistent(found: Any) -> None:
    assert len({cell.label for cell in found.cells}) == len(found.cells)
    assert [cell.exercise for cell in found.cells if cell.role == "test"].__len__() == len(POINTS)
    assert dict(found.places).keys() == POINTS.keys()
    for cell in found.cells:
        cell.source.encode()


@given(value=_json)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_json_is_read_or_refused(tmp_path: Path, release: Release, value: Any) -> None:
    """Whatever the values and their types: a submission, or Unreadable."""
    path = write(tmp_path / "mlp.ipynb", value)
    try:
        _consistent(read_submission(path, release))
    except Unreadable as error:
        assert str(error)


@given(
    added=st.lists(_cell | _json, max_size=6), dropped=st.sets(st.integers(0, 14), max_size=4), data=st.data()
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
def test_any_change_of_cells_is_read_or_refused(
    tmp_path: Path, release: Release, added: list[Any], dropped: set[int], data: st.DataObject
) -> None:
    """Cells dropped, added, doubled and mangled anywhere: a submission with every exercise, or Unreadable."""
    entries: list[Any] = [cell for number, cell in enumerate(submitted()) if number not in dropped]
    for cell in added:
        entries.insert(data.draw(st.integers(0, len(entries))), cell)
    try:
        _consistent(read_submission(write(tmp_path / "mlp.ipynb", notebook(entries)), release))
    except Unreadable as error:
        assert str(error)


@given(
    value=st.recursive(
        st.floats()
        | st.text(st.sampled_from(["\ud800", "\udc00", "\U0001f600", "\\", '"', "u", "d", "8", "N", "a"])),
        lambda inner: st.lists(inner, max_size=5),
        max_leaves=20,
    )
)
def test_mending_changes_nothing_but_what_json_does_not_know(value: Any) -> None:
    """NaN and Infinity become null, halves of surrogate pairs U+FFFD; strings that look like either stay."""

    def plain(item: Any) -> Any:
        if isinstance(item, list):
            return [plain(one) for one in item]
        if isinstance(item, float):
            return item if math.isfinite(item) else None
        return item.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    mended = loading._mended(json.dumps(value))
    msgspec.json.decode(mended)  # it knows no NaN
    assert json.loads(mended) == plain(value)


@given(cut=st.integers(0, 3000), junk=st.binary(max_size=20))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_damage_to_the_bytes_is_read_or_refused(
    tmp_path: Path, release: Release, cut: int, junk: bytes
) -> None:
    """Bytes overwritten anywhere."""
    data = json.dumps(notebook(submitted())).encode()
    try:
        _consistent(
            read_submission(
                write(tmp_path / "mlp.ipynb", data[:cut] + junk + data[cut + len(junk) :]), release
            )
        )
    except Unreadable as error:
        assert str(error)
