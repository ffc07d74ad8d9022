"""What a student is told before handing in, by reading the notebook and by running it in a fresh process."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from autograder.core.errors import UsageError
from autograder.student import submit_check as checks
from autograder.student.submit_check import Report, submit_check
from autograder.submissions import Release, read_release, read_submission
from autograder.submissions.originals import assignment_of, original_of
from tests.broken.release import STUB, cells, code, named, notebook, place, submitted, text, write
from tests.course import ROOT, submission


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The small assignment as students get it."""
    entries = cells(solved=False)
    named(entries, "imports")["source"] = "import math"
    return read_release(write(tmp_path_factory.mktemp("release") / "mlp.ipynb", notebook(entries)))


def right() -> list[dict[str, Any]]:
    """The cells of a right submission that needs no torch."""
    entries = submitted()
    named(entries, "imports")["source"] = "import math"
    return entries


def check(
    folder: Path, release: Release, entries: list[Any], name: str = "mlp.ipynb", **options: Any
) -> Report:
    """Write a notebook and check it."""
    return submit_check(write(folder / name, notebook(entries)), release, **options)


def lines(report: Report) -> list[tuple[str, str | None, int | None, str]]:
    """The findings in English."""
    return [(item.severity, item.cell, item.line, item.message.en) for item in report.findings]


# Reading


def test_a_right_notebook_is_ready(tmp_path: Path, release: Release) -> None:
    """Nothing to say, and all cells were run."""
    report = check(tmp_path, release, right())
    assert (lines(report), report.clean, report.ran) == ([], True, True)


@pytest.mark.parametrize("data", [b"", b"{", b"<html>"])
def test_an_unreadable_notebook_is_told_and_not_run(tmp_path: Path, release: Release, data: bytes) -> None:
    """The message is the one that grading would give."""
    report = submit_check(write(tmp_path / "mlp.ipynb", data), release)
    assert (
        [item.severity for item in report.findings] == ["unreadable"] and not report.clean and not report.ran
    )


def test_a_missing_cell_is_told(tmp_path: Path, release: Release) -> None:
    """No marks at all come first."""
    entries = right()
    entries.remove(named(entries, "relu"))
    severity, _, _, message = lines(check(tmp_path, release, entries, run=False))[0]
    assert severity == "marks" and "relu (2 points) is not filled in" in message


def test_the_name_and_the_size_are_looked_at(
    tmp_path: Path, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong name costs; outputs of many megabytes are worth a word."""
    monkeypatch.setattr(checks, "LARGE", 100)
    found = lines(check(tmp_path, release, right(), "final.ipynb", run=False))
    assert [
        (severity, "mlp.ipynb" in message, "Clear the outputs" in message)
        for severity, _, _, message in found
    ] == [("marks", True, False), ("note", False, True)]


def test_stubs_and_empty_answers_are_told_with_their_points(tmp_path: Path, release: Release) -> None:
    """What is not filled in cannot get marks."""
    entries = right()
    named(entries, "relu")["source"] = STUB.format("relu")
    named(entries, "why")["source"] = "Why 0.01?"
    assert lines(check(tmp_path, release, entries, run=False)) == [
        ("marks", "relu", None, "relu (2 points) is not filled in yet."),
        ("marks", "why", None, "The question why (4 points) has no answer yet."),
    ]


def test_a_definition_that_does_not_count_is_told(tmp_path: Path, release: Release) -> None:
    """Above the stub it is covered, in an experiment it is not run, below its test it comes too late; between them it counts."""

    def found(at: int, **metadata: Any) -> str:
        entries = right()
        solution = named(entries, "relu")["source"]
        named(entries, "relu")["source"] = STUB.format("relu")
        entries.insert(at if at >= 0 else len(entries), code(solution, **metadata))
        return " ".join(item[3] for item in lines(check(tmp_path, release, entries, run=False)))

    assert "Delete the cell that is not filled in" in found(0)
    assert "not run when grading. Move the definition" in found(-1, tags=["experiment"])
    assert "below its test cell" in found(-1)
    assert "points" not in found(4)


def test_repairs_are_notes(tmp_path: Path, release: Release) -> None:
    """What grading would repair is told, and costs nothing."""
    entries = right()
    entries.remove(named(entries, "test_relu"))
    report = check(tmp_path, release, entries, run=False)
    assert report.clean and lines(report)[0][0] == "note" and "put back" in lines(report)[0][3]


def test_syntax_errors_are_told_with_their_lines(tmp_path: Path, release: Release) -> None:
    """Once each, by cell and line, not again by the fresh run."""
    entries = right()
    wrong = {
        "x = 1\ndef f(:\n    pass": 2,
        "%matplotlib inline\nx = = 1": 2,
        "return 1": 1,
        "if 1:\nx = 1": 2,
        "x = '''": 1,
    }
    entries[2:2] = map(code, wrong)
    found = lines(check(tmp_path, release, entries))
    assert [item[:3] for item in found] == [
        ("marks", f"cell {number}", line) for number, line in enumerate(wrong.values(), 3)
    ]
    assert all("valid Python" in item[3] for item in found)


def test_what_jupyter_runs_is_no_error(tmp_path: Path, release: Release) -> None:
    """Magics, shell lines, help, top-level await, warnings, much output."""
    entries = right()
    entries[2:2] = [
        code("%matplotlib inline\n!ls\nx = !ls\nmath?"),
        code("%%time\ny = 1"),
        code("await_ = 1\nimport asyncio\nawait asyncio.sleep(0)"),
        code("'\\d'"),
        code("# only a comment"),
        code("print('x' * 10**6)"),
    ]
    report = check(tmp_path, release, entries)
    assert report.findings == () and report.ran


# Running


def test_what_works_in_this_session_only_is_told(tmp_path: Path, release: Release) -> None:
    """A cell that needs a deleted one, a solution that would fail when it is called, cells out of order."""
    entries = right()
    entries.insert(2, code("y = helper(3)"))
    named(entries, "relu")["source"] = "def relu(X):\n    z = [v for v in X]\n    return other_helper(z)"
    named(entries, "sigmoid")["source"] = "def sigmoid(X):\n    return late(X)"
    entries.append(code("def late(X):\n    return 1 / (1 + math.exp(-X))"))
    found = lines(check(tmp_path, release, entries))
    assert [item[:3] for item in found] == [("marks", "cell 3", 1), ("marks", "relu", None)]
    assert "helper is not defined when the notebook runs from top to bottom" in found[0][3]
    assert "other_helper is not defined" in found[1][3]


def test_a_solution_cell_that_defines_something_else_is_told(tmp_path: Path, release: Release) -> None:
    """The name is what counts."""
    entries = right()
    named(entries, "relu")["source"] = "def rellu(X):\n    return X"
    assert lines(check(tmp_path, release, entries)) == [
        ("marks", "relu", None, "After running the whole notebook there is no relu.")
    ]


def test_failing_cells_are_told_by_what_they_cost(tmp_path: Path, release: Release) -> None:
    """One that defines something costs marks; one that only tries something is a note; the others still
    run."""
    entries = right()
    entries += [
        code("x = 1\nraise ValueError('\x1b[31mno')"),
        code("1 / 0"),
        code("import no_such_module"),
        code("raise NotImplementedError"),
        code("raise SystemExit(3)"),
        code("name = input()"),
    ]
    report = check(tmp_path, release, entries)
    found = {item[1]: item for item in lines(report)}
    assert (
        found["cell 16"][:3] == ("marks", "cell 16", 2) and "stops with ValueError: no" in found["cell 16"][3]
    )
    assert found["cell 17"][0] == "note" and "ZeroDivisionError" in found["cell 17"][3]
    assert found["cell 18"][0] == "marks" and "imports no_such_module, which" in found["cell 18"][3]
    assert found["cell 19"][0] == "note" and "not filled in yet" in found["cell 19"][3]
    assert found["cell 20"][0] == "note"
    assert found["cell 21"][0] == "marks" and "nobody can answer" in found["cell 21"][3]
    assert report.ran


def test_tests_and_experiments_are_not_run(tmp_path: Path, release: Release) -> None:
    """As when grading."""
    mark = tmp_path / "mark"
    entries = right()
    entries.append(code(f"open({str(mark)!r}, 'w')", tags=["experiment"]))
    named(entries, "test_relu")["source"] = f"open({str(mark)!r}, 'w')"
    assert check(tmp_path, release, entries).ran and not mark.exists()


def test_files_beside_the_notebook_are_not_there_and_ours_do_not_get_in_the_way(
    tmp_path: Path, release: Release
) -> None:
    """Only the notebook is graded, in a folder of its own; `import submit_check` is not our module."""
    write(tmp_path / "mine.py", b"value = 3")
    write(tmp_path / "data.txt", b"4")
    entries = right()
    entries.append(code("import mine\nnumber = int(open('data.txt').read())"))
    entries.append(
        code(
            "try:\n    import submit_check\nexcept ImportError:\n    pass\nelse:\n    raise "
            "ValueError('found')"
        )
    )
    beside, file = lines(check(tmp_path, release, entries))
    assert beside[:2] == file[:2] == ("marks", "cell 16")
    assert "imports mine, which lies beside it" in beside[3] and "the file data.txt" in file[3]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="cells are interrupted where there are alarms")
def test_a_slow_cell_is_interrupted_and_the_others_run(tmp_path: Path, release: Release) -> None:
    """Within its own limit."""
    entries = right()
    entries.insert(2, code("import time\ntime.sleep(60)"))
    report = check(tmp_path, release, entries, cell_seconds=1)
    assert [item[:3] for item in lines(report)] == [("marks", "cell 3", 2)] and report.ran
    assert "more than 1 s" in lines(report)[0][3]


def test_a_cell_that_cannot_be_interrupted_is_ended(
    tmp_path: Path, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With everything that it started."""
    monkeypatch.setattr(checks, "_GRACE", 1.0)
    entries = right()
    entries.insert(
        2,
        code(
            "import signal, time\nif hasattr(signal, 'SIGALRM'): signal.signal(signal.SIGALRM, "
            "signal.SIG_IGN)\n"
            "time.sleep(60)"
        ),
    )
    report = check(tmp_path, release, entries, cell_seconds=1)
    assert [item[:2] for item in lines(report)] == [("marks", "cell 3")] and not report.ran
    assert "could not be interrupted" in lines(report)[0][3]


def test_the_whole_run_is_limited(tmp_path: Path, release: Release) -> None:
    """However many cells there are."""
    entries = right()
    entries.insert(2, code("import time\ntime.sleep(60)"))
    report = check(tmp_path, release, entries, total_seconds=0.2)
    assert "All cells together run for more than 0.2 s" in lines(report)[0][3] and not report.ran


@pytest.mark.parametrize(
    "source", ["import ctypes\nctypes.string_at(0)", "import os\nos.close(1); os.kill(0, 9)"]
)
@pytest.mark.skipif(os.name == "nt", reason="no such signals on Windows")
def test_a_process_that_dies_is_told(tmp_path: Path, release: Release, source: str) -> None:
    """The cell in which it died, and that the rest was not tried."""
    entries = right()
    entries.insert(2, code(source))
    report = check(tmp_path, release, entries)
    assert [item[:2] for item in lines(report)] == [("marks", "cell 3")] and not report.ran
    assert "process ended" in lines(report)[0][3]


def test_a_process_that_cannot_start_is_a_note(
    tmp_path: Path, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reading part still counts."""
    broken = write(tmp_path / "broken.py", b"raise SystemExit(5)")
    monkeypatch.setattr(checks, "RUNNER", broken)
    report = check(tmp_path, release, right())
    assert report.clean and not report.ran and "exit status 5" in lines(report)[0][3]


def test_the_runner_imports_little(tmp_path: Path) -> None:
    """It starts quickly: torch comes with the notebook's own import."""
    import subprocess

    runner = Path(checks.__file__).with_name("fresh_run.py")
    program = f"import runpy, sys; runpy.run_path({str(runner)!r}); print('torch' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


def test_messages_are_in_both_languages(tmp_path: Path, release: Release) -> None:
    """Neither is left out."""
    entries = right()
    named(entries, "relu")["source"] = STUB.format("relu")
    entries.insert(place(entries, "sigmoid"), text("words"))
    entries.append(code("y = nothing"))
    for item in check(tmp_path, release, entries).findings:
        assert item.message.en != item.message.zh and any(
            "\u4e00" <= letter <= "\u9fff" for letter in item.message.zh
        )


def test_modules_that_nobody_promises_are_told_once(tmp_path: Path, release: Release) -> None:
    """Whether this machine has them or not, and those beside the notebook; those that the course declares are not."""
    write(tmp_path / "mine.py", b"value = 3")
    entries = right()
    entries.insert(2, code("import yaml, math, numpy\nimport no_such_module\nimport mine"))
    entries.insert(3, code("try:\n    import google.colab\nexcept ImportError:\n    pass\nimport yaml as y"))
    for run in (False, True):
        found = lines(check(tmp_path, release, entries, run=run))
        assert [item[:2] for item in found] == [("marks", "cell 3")] * 3
        names = ("yaml, which the", "no_such_module, which the", "mine, which lies beside")
        assert all(f"imports {name}" in item[3] for name, item in zip(names, found, strict=True))


HARMLESS = [
    "import no_such_module as plt\nplt.show()",
    "import sys\nfinished = True\nsys.exit(0)",
    "exit()",
    "x = 1\nassert x == 2",
    "def f(:",
    "del xavier_init",  # below its test
]


def whole(path: Path, solutions: dict[str, str] | None = None, **cells: list[str]) -> Report:
    """The check of a right ``backpropagation``, its public tests beside it, but for what is given."""
    made = submission(path / "backpropagation.ipynb", "backpropagation", solutions, **cells)
    copy(ROOT / "assignments" / "backpropagation" / "test_backpropagation.py", path)
    return submit_check(made, original_of(made)[0])


def test_what_costs_no_exercise_is_a_note(tmp_path: Path) -> None:
    """All public checks of the saved file pass all the same; what stays are the questions without an answer."""
    report = whole(tmp_path, end=HARMLESS)
    told = [line for line in lines(report) if line[0] != "note" and "question" not in str(line[1])]
    assert report.passed == 5 and not told


def test_a_breakpoint_that_was_left_behind_is_nothing(tmp_path: Path) -> None:
    """In a function, which the checks and the experiments call, and in a cell: as where it is graded."""
    code = (
        "def xavier_init(fan_in, fan_out):\n    breakpoint()\n"
        "    return (2 / (fan_in + fan_out)) ** 0.5 * torch.randn(fan_in, fan_out)\n"
    )
    report = whole(tmp_path, {"xavier_init": code}, end=["import pdb\npdb.set_trace()"])
    assert report.passed == 5 and not [line for line in lines(report) if "question" not in str(line[1])]


def test_a_module_that_is_only_here_costs_what_uses_it(tmp_path: Path) -> None:
    """As where it is graded; what other modules import stays."""
    code = (
        "def xavier_init(fan_in, fan_out):\n    std = yaml.safe_load('2') / (fan_in + fan_out)\n"
        "    return std**0.5 * torch.randn(fan_in, fan_out)\n"
    )
    before = ["import yaml, nbformat\nfrom matplotlib import pyplot"]
    report = whole(tmp_path, {"xavier_init": code}, before=before)
    assert report.passed == 4 and ("marks", "xavier_init") in [line[:2] for line in lines(report)]


def test_a_notebook_that_is_not_whole_is_its_own_original(tmp_path: Path) -> None:
    """Cells twice, gone, or no code any more, where nothing else is at hand to compare with."""
    entries = right()
    place_of = place(entries, "relu")
    entries.insert(place_of, dict(entries[place_of], id="again"))
    entries.remove(named(entries, "test_sigmoid"))
    release, genuine = original_of(write(tmp_path / "mlp.ipynb", notebook(entries)))
    assert not genuine and "relu" in release.points and "sigmoid" not in release.points


def test_public_tests_beside_a_notebook_say_what_its_platform_took_away(tmp_path: Path) -> None:
    """Metadata and ids gone, and no original: the exercises are those that the public tests name, as with pytest."""
    entries = [cell | {"metadata": {}, "id": f"own-{number}"} for number, cell in enumerate(right())]
    made = write(tmp_path / "mlp.ipynb", notebook(entries))
    with pytest.raises(UsageError, match="is not whole"):
        original_of(made)
    (tmp_path / "test_mlp.py").write_text(
        'EXERCISES = [Exercise("relu"), Exercise(\n    "sigmoid")]\n', "utf-8"
    )
    release, genuine = original_of(made)
    assert not genuine and set(release.points) == {"relu", "sigmoid"}
    assert read_submission(made, release).solution("relu").source == named(right(), "relu")["source"]


@pytest.mark.parametrize("name", ["mlp", "mlp-Copy1", "mlp (2)", "mlp-副本1", "mlp_zh", "mlp-Copy1 (1)"])
def test_a_copy_is_of_the_assignment_that_it_was_copied_from(name: str) -> None:
    """Whatever browsers, Jupyter and people append."""
    assert assignment_of(Path(f"{name}.ipynb")) == "mlp"
