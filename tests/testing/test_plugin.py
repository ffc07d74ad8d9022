"""``pytest assignments/`` as students meet it, in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest

from tests.student.course import released
from tests.warm import warm_python

ROOT = Path(__file__).parents[2]
Says = Callable[..., tuple[int, str]]
RIGHT = {
    "relu": "def relu(X):\n    return torch.maximum(X, torch.zeros_like(X))",
    "double": "def double(x):\n    return factor * x",
}
BLOCK = '''
import importlib.abc, sys


class Block(importlib.abc.MetaPathFinder):
    """What grading alone needs, and what one platform alone has."""

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"nbgrader", "jinja2", "pyseccomp", "fcntl", "resource", "pwd", "grp", "termios"}:
            frame = sys._getframe()
            while frame is not None:
                if "autograder" in frame.f_globals.get("__name__", ""):
                    raise ImportError(f"{name} is blocked")
                frame = frame.f_back
        return None


sys.meta_path.insert(0, Block())
'''


def fill(notebook: Path, cells: dict[str, str], language: str | None = None) -> None:
    """Put a student's cells into a released notebook."""
    content = json.loads(notebook.read_text())
    for cell in content["cells"]:
        cell["source"] = cells.get(cell["metadata"].get("nbgrader", {}).get("grade_id"), cell["source"])
    if language:
        content["metadata"]["autograder"] = {"language": language}
    notebook.write_text(json.dumps(content))


ENVIRONMENT = {
    **{k: v for k, v in os.environ.items() if k not in ("AUTOGRADER_LANGUAGE", "PYTEST_ADDOPTS")},
    "PYTHONPATH": str(ROOT),
    "OMP_NUM_THREADS": "1",
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    "COLUMNS": "100",
}
OPTIONS = ["-p", "autograder.testing.plugin", "-p", "no:cacheprovider", "-W", "error"]


@pytest.fixture(scope="module")
def pytest_says() -> Iterator[Says]:
    """Runs pytest in a folder; its exit status and what it prints. What is not ours is imported already."""
    with warm_python("import pytest, torch, hypothesis, IPython", env=ENVIRONMENT) as python:

        def says(folder: Path, *arguments: str) -> tuple[int, str]:
            code = "import pytest, sys; sys.exit(pytest.main(sys.argv[1:]))"
            done = python.run(code, *OPTIONS, *arguments, cwd=folder, env=ENVIRONMENT)
            return done.returncode, done.stdout + done.stderr

        yield says


def fresh_pytest_says(folder: Path, *arguments: str, before: str = "") -> tuple[int, str]:
    """The same in a process that has imported nothing, and runs ``before`` first."""
    (folder / "start_pytest.py").write_text(
        f"{before}\nimport sys, pytest\nsys.exit(pytest.main(sys.argv[1:]))\n"
    )
    done = subprocess.run(
        [sys.executable, "start_pytest.py", *OPTIONS, *arguments],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_fresh_clone_is_one_line_a_stub(tmp_path: Path) -> None:
    """No traceback, nothing to read but what is to be done; the exit status says that it is not done."""
    released(tmp_path)
    status, said = fresh_pytest_says(tmp_path, "assignments/", before=BLOCK)
    assert status == 1
    assert said.count("is not implemented yet") == 2
    assert "tiny: relu is not implemented yet\ntiny: double is not implemented yet\n" in said
    assert "FAILURES" not in said and "Traceback" not in said and "short test summary" not in said
    assert re.search(r"= 2 not implemented in [\d.]+s", said)


def test_a_finished_notebook_passes_without_what_grading_needs(tmp_path: Path) -> None:
    """Neither nbgrader, jinja2 and pyseccomp nor a module that Windows lacks is imported by this package on the way."""
    fill(released(tmp_path), RIGHT)
    status, said = fresh_pytest_says(tmp_path, "assignments/", before=BLOCK)
    assert (status, "3 passed" in said) == (0, True), said


def test_a_failure_shows_its_message_and_no_traceback(tmp_path: Path, pytest_says: Says) -> None:
    """What was asked, what came back, where to look: as in the notebook. A warning of the student's is no error."""
    fill(
        released(tmp_path),
        RIGHT | {"relu": "import warnings\ndef relu(X):\n    warnings.warn('mine')\n    return torch.abs(X)"},
    )
    status, said = pytest_says(tmp_path, "assignments/")
    assert status == 1 and "1 failed, 1 passed" in said  # what needs the failed test is not tried
    assert re.search(r"relu\(tensor\(\[-[\d.]+\]\)\)\nexpected: tensor\(\[0\.\]\)\ngot: tensor", said)
    assert (
        "→ look at the signs" in said
        and "Traceback" not in said
        and ".py:" not in said.partition("FAILURES")[2].partition("=====")[0]
    )


def test_an_exercise_is_chosen_by_its_name(tmp_path: Path, pytest_says: Says) -> None:
    """``-k double`` runs its tests, although none of them is called so."""
    fill(released(tmp_path), RIGHT)
    status, said = pytest_says(tmp_path, "assignments/", "-k", "double and not relu")
    assert status == 0 and "1 passed, 2 deselected" in said


def test_a_forbidden_built_in_is_told_once(tmp_path: Path, pytest_says: Says) -> None:
    """As in the notebook; the exercise's other tests say nothing more."""
    fill(released(tmp_path), RIGHT | {"relu": "def relu(X):\n    return torch.relu(X)"})
    status, said = pytest_says(tmp_path, "assignments/")
    assert status == 1 and said.count("From scratch") >= 1 and "1 failed, 1 passed" in said
    assert "Found: `torch.relu` in cell relu, line 2" in said


def test_an_experiment_lends_its_helpers_and_a_later_cell_may_use_a_name(
    tmp_path: Path, pytest_says: Says
) -> None:
    """As when grading: what an experiment defines that others lack is there, and nothing else of it runs; what is judged is
    what the name is bound to at its test cell."""
    notebook = released(tmp_path)
    fill(notebook, RIGHT | {"relu": "def relu(X):\n    return keep(X)"})
    content = json.loads(notebook.read_text())
    own = {"cell_type": "code", "execution_count": None, "outputs": [], "id": "own"}
    helper = "def keep(X):\n    return X.clamp(min=0)\n1 / 0"
    content["cells"].insert(1, own | {"metadata": {"tags": ["experiment"]}, "source": helper})
    content["cells"].append(own | {"id": "end", "metadata": {}, "source": "relu = torch.nn.ReLU()"})
    notebook.write_text(json.dumps(content))
    status, said = pytest_says(tmp_path, "assignments/")
    assert status == 0, said


def test_what_is_repaired_when_grading_is_repaired_here(tmp_path: Path, pytest_says: Says) -> None:
    """In a clone, where the student's notebook is all there is: the imports cell is gone, a solution cell is no code any
    more, and a cell calls pytest and restarts the kernel."""
    folder = Path(copytree(ROOT / "assignments" / "weight_decay", tmp_path / "assignments" / "weight_decay"))
    content = json.loads((folder / "weight_decay.ipynb").read_text(encoding="utf-8"))
    cells = {cell["id"]: cell for cell in content["cells"]}
    cells["l2-penalty"] |= {
        "cell_type": "raw",
        "source": "def l2_penalty(w):\n    return torch.sum(w * w) / 2",
    }
    cells["title"] |= {
        "cell_type": "code",
        "source": "import os, pytest\npytest.main()\nos.kill(os.getpid(), 9)",
    }
    content["cells"].remove(cells["imports"])
    (folder / "weight_decay.ipynb").write_text(json.dumps(content), encoding="utf-8")
    status, said = pytest_says(tmp_path, "assignments/", "-k", "l2_penalty")
    assert status == 0, said


def test_a_cell_that_stops_says_why(tmp_path: Path, pytest_says: Says) -> None:
    """The error of the cell, rather than that a name is missing."""
    fill(released(tmp_path), RIGHT | {"relu": "def relu(X):\n    return X\nrelu = 1 / 0"})
    _, said = pytest_says(tmp_path, "assignments/")
    assert "the cell stopped with ZeroDivisionError: division by zero (line 3)" in said


def test_the_notebook_s_language_is_spoken(tmp_path: Path, pytest_says: Says) -> None:
    """A notebook started in Chinese is answered in Chinese."""
    fill(released(tmp_path), {"double": RIGHT["double"]}, language="zh")
    _, said = pytest_says(tmp_path, "assignments/")
    assert "relu 尚未实现" in said


def test_a_compiled_function_is_judged_as_it_is_written(tmp_path: Path, pytest_says: Says) -> None:
    """The compiler is not waited for, and its names are not missed."""
    calls = "def double(x):\n    return factor * x + 0 * int(relu(torch.ones(3)).sum())"
    fill(released(tmp_path), {"relu": f"@torch.compile(backend='eager')\n{RIGHT['relu']}", "double": calls})
    status, said = pytest_says(tmp_path, "assignments/")
    assert status == 0, said


def test_what_calls_a_stub_is_none(tmp_path: Path, pytest_says: Says) -> None:
    """Only the stub is told as one."""
    fill(released(tmp_path), {"double": "def double(x):\n    return relu(x)"})
    _, said = pytest_says(tmp_path, "assignments/")
    assert said.count("is not implemented yet") == 1 and "calls relu, which is not filled in yet" in said


def test_a_missing_notebook_is_told(tmp_path: Path, pytest_says: Says) -> None:
    """What was expected where."""
    released(tmp_path).unlink()
    _, said = pytest_says(tmp_path, "assignments/")
    assert "expected the notebook tiny.ipynb beside test_tiny.py" in said and "Traceback" not in said


def test_other_projects_pay_nothing(tmp_path: Path) -> None:
    """pytest loads the plugin everywhere: it imports neither torch nor hypothesis before a test of ours is there."""
    (tmp_path / "test_else.py").write_text(
        "import sys\ndef test_it():\n    assert not {'torch', 'hypothesis', 'scipy', 'IPython'} & set(sys.modules)"
    )
    status, said = fresh_pytest_says(tmp_path)
    assert status == 0, said


def test_another_fixture_called_student_is_not_ours(tmp_path: Path, pytest_says: Says) -> None:
    """A project's own fixture wins, and its tests run as ever."""
    (tmp_path / "test_else.py").write_text(
        "import pytest\n@pytest.fixture\ndef student(): return 'Ada'\ndef test_it(student): assert student == 'Ada'"
    )
    assert pytest_says(tmp_path)[0] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a path of another platform cannot be tried here")
def test_the_folder_may_have_any_name(tmp_path: Path, pytest_says: Says) -> None:
    """A notebook and its tests work wherever they lie side by side, as `autograder start` puts them."""
    notebook = released(tmp_path)
    fill(notebook, RIGHT)
    notebook.parent.rename(tmp_path / "my work")
    status, said = pytest_says(tmp_path, "my work")
    assert status == 0, said
