"""torch's compiler stays out of a worker until somebody asks for it."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys, torch
from torch import nn
from autograder.sandbox.lean import without_compiler
without_compiler()
net = nn.Sequential(nn.Linear(3, 2), nn.ReLU())
for make in (torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW, torch.optim.RMSprop):
    before = net[0].weight.detach().clone()
    optimizer = make(net.parameters(), lr=0.1)
    optimizer.zero_grad()
    (net(torch.ones(2, 3)) ** 2 + net[0].weight.sum()).sum().backward()
    optimizer.step()
    assert not torch.equal(before, net[0].weight)
print(any(name.startswith("torch._dynamo.") for name in sys.modules))
print(torch.compile(lambda x: 2 * x, backend="eager")(torch.ones(1)).item())
print(any(name.startswith("torch._dynamo.") for name in sys.modules), torch._dynamo is sys.modules["torch._dynamo"])
"""


def test_optimisers_need_no_compiler_and_whoever_compiles_gets_one():
    """Every optimiser steps without it; ``torch.compile`` works as ever."""
    said = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert said.stdout.split("\n")[:3] == ["False", "2.0", "True True"]
