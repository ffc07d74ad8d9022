"""``check`` in a real kernel: what Jupyter is sent, and what nbgrader's Validate makes of it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.student.start import start
from tests.student.course import cell, released
from tests.testing.test_plugin import RIGHT, ROOT, fill

Run = Callable[[str], list[tuple[str, Any]]]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Runs a cell in a kernel in the folder of a started notebook; the messages that it sends."""
    manager = pytest.importorskip("jupyter_client.manager", reason="jupyter_client is not installed")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed")
    folder = tmp_path_factory.mktemp("kernel")
    start("tiny", folder / "work", course=released(folder).parents[2])
    environ = {
        key: value
        for key, value in os.environ.items()
        if key not in ("AUTOGRADER_LANGUAGE", "JPY_SESSION_NAME")
    }
    kernel, client = manager.start_new_kernel(
        cwd=str(folder / "work"), env=environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    )

    def run(text: str) -> list[tuple[str, Any]]:
        sent: list[tuple[str, Any]] = []
        client.execute_interactive(
            text,
            timeout=120,
            output_hook=lambda message: sent.append((message["msg_type"], message["content"])),
        )
        return [item for item in sent if item[0] not in ("status", "execute_input")]

    run("%matplotlib inline\nimport torch\nfrom autograder import check, set_language")
    yield run
    client.stop_channels()
    kernel.shutdown_kernel(now=True)


def test_a_failure_is_rendered_and_raises_one_line(run: Run) -> None:
    """HTML with a picture, and the same as plain text; an error without a traceback where nbgrader validates."""
    run("def relu(X):\n    return torch.abs(X)")
    assert [kind for kind, _ in run('check("relu")')] == ["display_data"]
    run('import os\nos.environ["NBGRADER_VALIDATING"] = "1"')
    (kind, content), (error, raised) = run('check("relu")')
    run('del os.environ["NBGRADER_VALIDATING"]')
    assert (kind, error) == ("display_data", "error")
    assert (
        "data:image/png" in content["data"]["text/html"] and "Absolute value" in content["data"]["text/plain"]
    )
    assert (raised["ename"], raised["traceback"]) == (
        "CheckFailed",
        ["relu does not pass its public checks yet (see above)"],
    )


def test_an_error_and_a_forbidden_built_in_name_the_cell_in_the_margin(run: Run) -> None:
    """The kernel's own file names are not shown."""
    run("def relu(X):\n    y = 1\n    return nonsense")
    assert "→ line 3 of your cell: return nonsense" in run('check("relu")')[0][1]["data"]["text/plain"]
    ((_, said),) = [
        item
        for item in run("def relu(X):\n    return torch.relu(X)\nIn[-1:] and print(len(In) - 1)")
        if item[0] == "stream"
    ]
    number = said["text"].strip()
    assert f"`torch.relu` in cell [{number}], line 2" in run('check("relu")')[0][1]["data"]["text/plain"]


def test_what_the_function_prints_is_not_shown(run: Run) -> None:
    """A test calls it many times."""
    run(
        "import sys\ndef relu(X):\n    print('noise'); print('noise', file=sys.stderr); return X.clamp(min=0)"
    )
    ((kind, content),) = run('check("relu")')
    assert kind == "display_data" and "✓" in content["data"]["text/plain"]


def test_the_overview_grows_in_place(run: Run) -> None:
    """One output, replaced as it goes on."""
    run("def relu(X):\n    return X.clamp(min=0)\nfactor = 1\ndef double(x):\n    return factor * x")
    first, *later = run("check()")
    assert first[0] == "display_data" and {kind for kind, _ in later} == {"update_display_data"}
    assert "2 of 2 exercises" in later[-1][1]["data"]["text/html"]


def test_the_language_stays_chosen_from_cell_to_cell(run: Run) -> None:
    """It is chosen once, in a cell of its own."""
    run('set_language("zh")')
    assert "2 道练习中 2 道通过公开检查" in run("check()")[-1][1]["data"]["text/plain"]
    run("set_language(None)")


def test_a_wrong_name_is_one_line_too(run: Run) -> None:
    """What there is, and what was perhaps meant."""
    ((kind, content),) = run('check("rellu")')
    assert kind == "error" and content["traceback"] == [
        "tiny has no exercise 'rellu'; it has relu, double\n→ did you mean 'relu'?"
    ]


def test_the_stop_button_ends_a_check_that_hangs(run: Run) -> None:
    """An interrupt reaches the check through the student's endless loop."""
    import threading

    run("import _thread, threading\ndef relu(X):\n    while True: pass")
    sent: list[Any] = []
    thread = threading.Thread(
        target=lambda: sent.extend(run('threading.Timer(1.0, _thread.interrupt_main).start()\ncheck("relu")'))
    )
    thread.start()
    thread.join(60)
    assert not thread.is_alive() and sent[-1][1]["ename"] == "KeyboardInterrupt"


def test_nbgrader_s_validate_sees_what_does_not_pass(tmp_path: Path) -> None:
    """The button in JupyterLab and ``nbgrader validate``: a failing check fails, finished notebooks succeed."""
    validator = pytest.importorskip("nbgrader.validator", reason="nbgrader is not installed").Validator()
    notebook = released(tmp_path)
    fill(notebook, {"relu": RIGHT["relu"], "double": "def double(x):\n    return x"})
    failed = validator.validate(str(notebook))["failed"]
    assert [cell["source"] for cell in failed] == ['check("double")']
    assert "double does not pass its public checks yet" in json.dumps(failed)
    fill(notebook, {"double": "factor = 1\ndef double(x):\n    return factor * x"})
    assert "failed" not in validator.validate(str(notebook))


def test_a_later_cell_s_binding_is_not_what_is_checked(run: Run) -> None:
    """As in grading: `relu` is what its own cell has bound, not what an experiment below takes it for."""
    path = Path(run("import os; print(os.getcwd())")[0][1]["text"].strip()) / "tiny.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["cells"].append(cell("code", "relu = torch.nn.ReLU()"))
    path.write_text(json.dumps(content), encoding="utf-8")
    run("def relu(X):\n    return X.clamp(min=0)")
    run("relu = torch.nn.ReLU()")
    ((_, content),) = run('check("relu")')
    assert (
        content["data"]["text/plain"].startswith("✓ ReLU")
        and "below its test cell" in content["data"]["text/plain"]
    )
