"""The notebooks' experiments, run with the reference solutions: what their texts say is what comes out.

Each notebook runs as in a browser: under the seeds that its cells set, in Chinese, so that English that was left shows.
With the marker ``audit`` it runs under three other seeds too, and on real images where ``AUTOGRADER_DATA`` names a folder.
The longest experiments run in ``tox -e solutions`` only.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
import torch
from matplotlib import pyplot

from autograder.core.text import set_language
from autograder.student.start import start
from tests.course import COURSE

REAL = os.environ.get("AUTOGRADER_DATA")
SEEDS = [0, *(pytest.param(shift, marks=pytest.mark.audit) for shift in (101, 202, 303))]
# what is called the same in both languages
NAMES = set(
    """
    Adam ReLU Xavier axis dropout epoch lambda logits loss max num workers sigmoid sin softmax tanh tensor true
    dtype float ln wd num_workers False True Fashion MNIST sum None
""".split()
)
ALL = "AUTOGRADER_ALL_SOLUTIONS" in os.environ
LONG = {
    "mlp": {"scale", "concise"},
    "dropout": {"training", "training-concise", "on-off"},
    "model_selection": {"cross-validation"},
}
Namespace = dict[str, Any]


def cells(assignment: str) -> Iterator[tuple[str, str, bool]]:
    """Name and source of each code cell but the checks, and whether it is an experiment."""
    for cell in nbformat.read(COURSE.source_notebook(assignment), as_version=4).cells:
        if cell.cell_type == "code" and not cell.source.startswith("check("):
            source = cell.source.replace("%matplotlib inline", "")
            yield cell.id, source, "experiment" in cell.metadata.get("tags", [])


def run(
    assignment: str, monkeypatch: pytest.MonkeyPatch, shift: int = 0, left_out: Collection[str] = ()
) -> Iterator[tuple[str, Namespace]]:
    """Run a notebook's cells but those left out, each seed moved by ``shift``; after each experiment, its name and all
    variables."""
    pyplot.close("all")
    seed, seen = torch.manual_seed, {"__name__": "__main__"}
    monkeypatch.setattr(torch, "manual_seed", lambda number: seed(number + shift))
    for name, source, experiment in cells(assignment):
        if name in left_out:
            continue
        exec(compile(source, f"{assignment}/{name}", "exec"), seen)
        if experiment:
            yield name, seen
            pyplot.close("all")


def final(curve: Any) -> float:
    """The last point of a curve."""
    return float(list(curve)[-1])


CLAIMS: dict[str, dict[str, Any]] = {
    "linear_regression": {
        "experiment-train": lambda s: (s["true_w"] - s["w"].detach().flatten()).abs().max() < 0.01,
        "experiment-rate": lambda s: (
            s["losses"][0][-1] > 100 * s["losses"][1][-1]
            and all(curve[-1] < 1e-4 for curve in s["losses"][1:])
            and s["losses"][2][0] < 1e-4
        ),
        "experiment-concise": lambda s: (
            (s["true_w"] - s["net"][0].weight.detach().flatten()).abs().max() < 0.01
        ),
        "experiment-likelihood": lambda s: s["errors"].argmin() == s["log_likelihood"].argmax(),
        "experiment-vectorised": lambda s: (
            s["loop"] > 2 * s["vectorised"] and torch.equal(s["total"], s["at_once"])
        ),
    },
    "softmax_regression": {
        "experiment-reading": lambda s: s["rates"][0][0] < s["rates"][0][2],
        "experiment-scratch": lambda s: (
            s["from_scratch"][-1][0] < 0.5
            and s["from_scratch"][-1][1] > 0.7
            and 0.7 <= s["from_scratch"][-1][2] <= 0.87
        ),
        "experiment-mistakes": lambda s: 0 < int(s["wrong"].sum()) == int(s["pairs"].sum()),
        "experiment-concise": lambda s: s["difference"] < 0.02,
        "experiment-stability": lambda s: (
            not s["detour"].isfinite().all() and abs(s["direct"][-1] - 195) < 0.1
        ),
    },
    "mlp": {
        "curves": lambda s: s["largest"] > 0.99,  # of tanh; sigmoid's is 1/4
        "scratch": lambda s: s["from_scratch"][-1][0] < 0.5 and 0.75 <= s["from_scratch"][-1][2] <= 0.9,
        "concise": lambda s: s["difference"] < 0.02,
        "scale": lambda s: (
            s["losses"][1][0] > 4 * s["losses"][0][0]
            and s["losses"][1][9] > 1.2 * s["losses"][0][9]
            and s["losses"][1][9] > 0.5 > 1.2 * s["losses"][1][29]
        ),
        "symmetry": lambda s: s["different"] == 1 and s["W1"].std(dim=1).max() < 1e-4,
        "xor": lambda s: s["curves"][0][-1] > 0.68 and s["curves"][1][-1] < 0.05,
        "piecewise": lambda s: s["errors"][0] > 2 * s["errors"][1] > 4 * s["errors"][2],
        "deep-wide": lambda s: s["pieces"] == 64 and min(map(final, s["curves"])) > 0.01,
    },
    "model_selection": {
        "fit-normal": lambda s: max(s["fitting"]) < 0.05,
        "fit-under": lambda s: min(s["underfitting"]) > 1,
        "fit-over": lambda s: s["overfitting"][1] > 3 * s["overfitting"][0],
        "loss-curves": lambda s: s["gaps"][2][1] > 20 * s["gaps"][4][1] and s["gaps"][20][0] > 1.5,
        "how-much": lambda s: s["test"][0] - s["train"][0] > 5 * abs(s["test"][-1] - s["train"][-1]),
        "size": lambda s: sorted(s["norms"]) == s["norms"] and s["results"][0][1] < s["results"][2][1],
        "cross-validation": lambda s: s["averages"][0] > 3 * s["averages"][2],
    },
    "weight_decay": {
        "experiment-scratch": lambda s: s["test_losses"][-1] > 2 * s["train_losses"][-1],
        "experiment-lambda": lambda s: (
            s["test_losses"][4] < s["test_losses"][0] and s["train_losses"][4] > s["train_losses"][0]
        ),
    },
    "dropout": {
        "histogram": lambda s: (
            all(abs(mean - 1) < 0.05 for mean in s["means"])
            and all(abs(a / b - 1) < 0.05 for a, b in zip(s["spreads"], s["expected"], strict=True))
        ),
        "training-concise": lambda s: abs(s["losses"][0][-1] - s["losses"][1][-1]) < 0.1,
        "on-off": lambda s: (
            final(s["curves"][1]) > final(s["curves"][3])
            and final(s["curves"][1]) - final(s["curves"][0]) > final(s["curves"][3]) - final(s["curves"][2])
            and final(s["curves"][1]) > 1.1 * min(s["curves"][1])
        ),
    },
    "backpropagation": {
        "training": lambda s: s["losses"][-1] < 0.3 and s["share"] > 0.9,
        "depth": lambda s: (
            s["curves"][0][0] < 1e-5 * s["curves"][0][-1]
            and 0.02 < s["curves"][1][0] / s["curves"][1][-1] < 50
            and s["curves"][2][0] > 20 * s["curves"][2][-1]
        ),
        "three-ways": lambda s: (
            (s["by_hand"] - s["leaf"].grad).abs().max() < 1e-10
            and (s["by_hand"] - s["grad_check"](s["loss_of"], s["params"][0])).abs().max() < 1e-6
        ),
        "symmetry": lambda s: final(s["curves"][0]) > 1.5 * final(s["curves"][1]) and s["distinct"] > 1,
    },
}


@pytest.mark.parametrize("shift", SEEDS)
@pytest.mark.parametrize("assignment", COURSE.names())
def test_every_claim_holds(assignment: str, shift: int, monkeypatch: pytest.MonkeyPatch, capsys):
    """Every experiment shows what its text says; charts have a title and two named axes; nothing is left in English."""
    set_language("zh")
    left_out = LONG.get(assignment, set()) if shift == 0 and not ALL else set()
    claims = {name: holds for name, holds in CLAIMS[assignment].items() if name not in left_out}
    for name, seen in run(assignment, monkeypatch, shift, left_out):
        assert claims.pop(name, lambda _: True)(seen), f"{name} does not show what it says"
        for axes in (axes for number in pyplot.get_fignums() for axes in pyplot.figure(number).axes):
            charts = (
                [axes.get_title(), axes.get_xlabel(), axes.get_ylabel()] if axes.lines else [axes.get_title()]
            )
            assert all(charts), f"{name}: a chart without a title, or with an axis that has no name"
            legend = axes.get_legend()
            for words in [*charts, *(label.get_text() for label in (legend.get_texts() if legend else ()))]:
                assert not english(words), f"{name}: {words}"
        printed = capsys.readouterr().out
        assert not english(printed), f"{name}: {printed}"
    assert not claims


@pytest.mark.audit
@pytest.mark.skipif(not REAL, reason="AUTOGRADER_DATA names no folder with real images")
@pytest.mark.parametrize("assignment", ["softmax_regression", "mlp", "dropout"])
def test_the_directions_hold_on_real_images(assignment: str, monkeypatch: pytest.MonkeyPatch):
    """On a few hundred real images losses fall, scratch and concise agree, and large weights start far worse."""
    monkeypatch.setenv("AUTOGRADER_DATA", str(REAL))
    from autograder import d2l

    train = d2l.train_ch3
    monkeypatch.setattr(d2l, "train_ch3", lambda *args, **options: train(*args, **options | {"check": False}))
    for name, seen in run(assignment, monkeypatch):
        if name in ("scratch", "experiment-scratch", "training"):
            assert seen["from_scratch"][-1][0] < seen["from_scratch"][0][0]
        if name in ("concise", "experiment-concise"):
            assert seen["difference"] < 0.02
        if name == "scale":
            assert (
                seen["losses"][1][0] > 4 * seen["losses"][0][0]
                and seen["losses"][1][29] < seen["losses"][1][9]
            )
        if name == "scale" or name == "training-concise":
            break


def english(words: str) -> list[str]:
    """English words in a Chinese text; names and code are none."""
    words = re.sub(r"`[^`]*`|/\S+|\w+='\w+'|\b[A-Z]\w?\b|\w*\d\w*", " ", words)
    return [word for word in re.findall(r"[A-Za-z]{2,}", words) if word not in NAMES]


def test_notebooks_carry_the_numbers_of_the_chinese_book():
    """In Chinese texts the chapters are those of the Chinese book: 3 and 4 (and 2.4), never 5."""
    for assignment in COURSE.names():
        for cell in nbformat.read(COURSE.source_notebook(assignment), as_version=4).cells:
            words = cell.metadata.get("autograder", {}).get("zh", "")
            assert not re.search(r"(?<![\d.])5\.\d(\.\d+)* ?节|英文版", words), words


@pytest.mark.parametrize("assignment", COURSE.names())
def test_emphasis_is_rendered_between_chinese_characters(assignment: str):
    """``**emphasis**`` that CommonMark does not take for emphasis would show its asterisks."""
    from markdown_it import MarkdownIt

    for cell in nbformat.read(COURSE.source_notebook(assignment), as_version=4).cells:
        texts = (cell.source, cell.metadata.get("autograder", {}).get("zh", ""))
        for words in texts if cell.cell_type == "markdown" else ():
            plain = re.sub(r"\$\$.*?\$\$|\$[^$]*\$|`[^`]*`", "x", words, flags=re.DOTALL)
            shown = MarkdownIt().render(plain)
            assert "*" not in shown and "_" not in re.sub(r"\w_\w", "", shown), shown


@pytest.mark.parametrize("assignment", COURSE.names())
def test_every_contract_is_there_in_chinese(assignment: str):
    """Every solution cell carries its docstring in Chinese."""
    for cell in nbformat.read(COURSE.source_notebook(assignment), as_version=4).cells:
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("solution"):
            assert re.search("[一-鿿]", cell.metadata.get("autograder", {}).get("zh", "")), cell.id


def test_one_thread_computes():
    """For models of this size more threads only wait for each other."""
    assert torch.get_num_threads() == 1


@pytest.mark.parametrize("assignment", COURSE.names())
def test_a_notebook_started_in_chinese_is_chinese(assignment: str, tmp_path: Path):
    """Texts, contracts, the places of answers and the language of its messages."""
    made = nbformat.read(
        start(assignment, tmp_path / "work", language="zh", course=COURSE.root), as_version=4
    )
    for cell in made.cells:
        if cell.cell_type == "markdown":
            assert re.search("[一-鿿]", cell.source), cell.source
        elif cell.metadata.get("nbgrader", {}).get("solution"):
            contract = ast.get_docstring(ast.parse(cell.source).body[0])
            assert re.search("[一-鿿]", contract or ""), cell.source
    assert any(cell.source.splitlines()[-1].startswith('set_language("zh")') for cell in made.cells[:3])
