"""Settings of a whole process: put right for a call, and given back to whose they were."""

from __future__ import annotations

import bdb
import subprocess
import sys
import warnings

import numpy as np
import pytest
import torch

from autograder.sandbox import settings
from autograder.testing.live import BoundedBackend
from autograder.testing.student import Student

SET = {
    "dtype": ("torch.set_default_dtype(torch.float64)", "torch.get_default_dtype() is torch.float64"),
    "device": ("torch.set_default_device('meta')", "torch.ones(1).device.type == 'meta'"),
    "gradients": ("torch.set_grad_enabled(False)", "not torch.is_grad_enabled()"),
    "inference": ("kept = torch.inference_mode()\nkept.__enter__()", "torch.is_inference_mode_enabled()"),
    "autocast": ("kept = torch.autocast('cpu')\nkept.__enter__()", "torch.is_autocast_enabled('cpu')"),
    "warnings": ("warnings.simplefilter('error')", "warnings.filters[0][0] == 'error'"),
    "numpy": ("np.seterr(all='raise')", "np.geterr()['over'] == 'raise'"),
    "recursion": ("sys.setrecursionlimit(500)", "sys.getrecursionlimit() == 500"),
    "precision": (
        "torch.set_float32_matmul_precision('medium')",
        "torch.get_float32_matmul_precision() == 'medium'",
    ),
    "anomalies": ("torch.autograd.set_detect_anomaly(True)", "torch.is_anomaly_enabled()"),
    "determinism": (
        "torch.use_deterministic_algorithms(True)",
        "torch.are_deterministic_algorithms_enabled()",
    ),
}


@pytest.fixture
def scope():
    before = settings.Settings()
    yield {"torch": torch, "np": np, "warnings": warnings, "sys": sys}
    before.restore()


@pytest.mark.parametrize(("change", "holds"), SET.values(), ids=SET)
def test_a_call_finds_the_defaults_and_the_notebook_keeps_its_own(scope, change, holds):
    """During a check the function runs as everywhere else; after it the notebook is as its student left it."""
    exec(f"{change}\ndef changed(): return bool({holds})", scope)
    backend = BoundedBackend(scope)
    assert eval(holds, scope)
    with backend.quietly():
        assert Student(backend).changed() is False
        student_sets = f"def sets():\n    global kept\n    {change.replace(chr(10), chr(10) + '    ')}"
        exec(student_sets, scope)
        Student(backend).sets()
        assert Student(backend).changed() is False
    assert eval(holds, scope)


def test_nobody_is_asked_during_a_check(scope):
    """input() raises at once, and the student is told to take it out."""
    exec("def ask(): return input()", scope)
    assert Student(BoundedBackend(scope)).raises("ask")[:2] == ("NoInput", "EOFError")


def test_a_breakpoint_stops_no_check():
    """Nobody sits before it while a test runs; afterwards the notebook's own work again."""
    scope = {}
    exec("def look():\n    import pdb\n    breakpoint()\n    pdb.set_trace()\n    return 1", scope)
    before = bdb.Bdb.set_trace
    assert Student(BoundedBackend(scope)).look() == 1 and bdb.Bdb.set_trace is before


@pytest.mark.parametrize(
    "made",
    [
        "torch.empty(2, requires_grad=True).isnan()",
        "torch.empty_like(torch.ones(2, 3, dtype=torch.float16)).isnan()",
        "torch.empty(2, dtype=torch.complex64).isnan()",
        "torch.empty_strided((2,), (3,), dtype=torch.int16) == 2**15 - 1",
        "torch.empty(2, dtype=torch.bool)",
        "torch.nn.utils.skip_init(torch.nn.Linear, 2, 1).bias.isnan()",
    ],
)
def test_what_is_never_filled_is_the_same_during_a_check(scope, made):
    """Of every dtype; afterwards, torch has its own functions back."""
    genuine = torch.empty, torch.empty_like, torch.empty_strided
    exec(f"def function(): return bool(torch.stack([({made}).all() for _ in range(20)]).all())", scope)
    backend = BoundedBackend(scope)
    with backend.quietly():
        assert Student(backend).call("function")
    assert genuine == (torch.empty, torch.empty_like, torch.empty_strided)


def test_a_notebook_that_was_run_has_nothing_left_to_do_when_the_process_ends() -> None:
    """IPython resets each shell then, and collects all garbage for it: half a second a notebook under pytest."""
    program = (
        "from autograder.sandbox.cells import CellRunner, InteractiveShell\n"
        "InteractiveShell.atexit_operations = lambda self: print('reset')\n"
        "CellRunner().run('a', 'x = 1', None)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == ""
