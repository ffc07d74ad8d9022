"""The helpers in a real kernel: what a saved notebook holds after an experiment."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

CELLS = [
    """
import torch
from torch import nn
from autograder import d2l
torch.manual_seed(0)
y = torch.arange(200) % 4
X = torch.randn(200, 8) * 0.3
X[torch.arange(200), y] += 3
batches = d2l.load_array((X, y), 16)
net = nn.Linear(8, 4)
updater = torch.optim.SGD(net.parameters(), lr=0.5)
d2l.train_ch3(net, batches, batches, nn.CrossEntropyLoss(reduction="none"), 5, updater)
""",
    """
animator = d2l.Animator("epoch", legend=["loss"])
for epoch in range(50):
    animator.add(epoch, epoch / 50)
""",
    """
d2l.plot([1, 2, 3], [3, 1, 2], "x", "y")
""",
]
SCRIPT = """
import json, sys, warnings
import nbformat
from nbclient import NotebookClient
notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in json.load(sys.stdin)])
NotebookClient(notebook, timeout=120).execute()
print(json.dumps([cell.outputs for cell in notebook.cells]))
"""


def test_outputs_of_a_real_kernel():
    """Training leaves a full bar and one picture, an Animator its last point, a plot one sharp picture."""
    pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=json.dumps(CELLS),
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert done.returncode == 0, done.stderr
    training, animator, plot = json.loads(done.stdout)
    assert ["text/html" in output["data"] for output in training] == [True, False]
    assert "5 epochs in" in training[0]["data"]["text/html"]
    assert "test accuracy" in training[0]["data"]["text/plain"]
    assert training[1]["data"]["image/png"] and training[1]["metadata"]["image/png"]["width"] == 480
    assert [output["data"]["text/plain"] for output in animator] == ["loss 0.98"]
    assert len(plot) == 1 and plot[0]["data"]["image/png"]
