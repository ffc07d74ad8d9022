"""Hostile submissions through the real grader: each gets what it deserves, and so does the next one."""

from __future__ import annotations

import os
import re
import resource
from pathlib import Path

import nbformat
import pytest

from autograder.core.errors import FaultWarning
from autograder.core.results import Result, to_json
from autograder.grading.grade import Grader
from tests.course import submission
from tests.hostile import forge, hang, harm, leak, read, replies
from tests.hostile.attack import ATTACKED, CANARY, HELP, Attack
from tests.hostile.world import World

ATTACKS = [*forge.ATTACKS, *replies.ATTACKS, *read.ATTACKS, *harm.ATTACKS, *hang.ATTACKS, *leak.ATTACKS]
QUICK = [attack for attack in ATTACKS if attack.quick]
EVERY = (
    "AUTOGRADER_EVERY_ATTACK" in os.environ
)  # `tox -e hostile`: all at both levels, an honest one after each
GROWTH_MB = 700  # of the marker, over the whole run
NO_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def graded(grader: Grader, world: World, attack: Attack, path: Path) -> Result:
    """Grade an attack."""
    before = [HELP, *map(world.fill, attack.before)]
    solution = {ATTACKED: world.fill(attack.solution)}
    path = submission(path, "weight_decay", solution, before=before, course=world.course)
    if attack.edit is not None:
        notebook = nbformat.read(path, as_version=4)
        attack.edit(notebook)
        nbformat.write(notebook, path)
    return grader.grade(path, student="mallory", assignment="weight_decay", shown="weight_decay.ipynb")


def held(attack: Attack, result: Result, world: World) -> None:
    """Nobody but the grader decided about the mark, nothing hidden came out, and nothing was harmed."""
    assert result.outcome in ("graded", "unreadable"), result.message
    text = to_json(result).decode()
    assert not re.search(CANARY, text), re.search(CANARY, text)
    assert str(world.course.root) not in text
    assert len(text) < 40_000
    told = [test.message or "" for one in result.exercises for test in one.tests]
    for message in [result.message or "", *told]:
        assert not NO_CONTROLS.search(message) and len(message) <= 4000
    if result.outcome == "graded":
        one = next(one for one in result.exercises if one.name == ATTACKED)
        assert one.score == 0 and one.outcome != "passed", one
        assert result.max_score is not None and result.score <= result.max_score
    assert world.harm() == []


def is_followed(attack: Attack) -> bool:
    """Whether an honest submission follows: after every fifth attack, and after those that crash and hang."""
    return EVERY or attack.goal in ("harm", "hang") or ATTACKS.index(attack) % 5 == 0


def gets_full_marks(grader: Grader, honest: Path) -> None:
    """The submission right after an attack is graded as ever."""
    result = grader.grade(honest, student="alice", assignment="weight_decay", shown="weight_decay.ipynb")
    assert result.outcome == "graded" and result.score == result.max_score, to_json(result).decode()


@pytest.mark.parametrize(
    "attack",
    [attack for attack in ATTACKS if EVERY or not attack.long],
    ids=lambda attack: f"{attack.goal}: {attack.name}",
)
def test_an_attack_is_held(strongest: Grader, world: World, honest: Path, tmp_path: Path, attack: Attack):
    """At the strongest level: no mark, no secret, no harm; an honest submission after it gets full marks."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    held(attack, graded(strongest, world, attack, tmp_path / "weight_decay.ipynb"), world)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < GROWTH_MB * 1024
    if is_followed(attack):
        gets_full_marks(strongest, honest)


@pytest.mark.parametrize(
    "attack", QUICK if EVERY else QUICK[::5], ids=lambda attack: f"{attack.goal}: {attack.name}"
)
def test_an_attack_is_held_at_the_fallback_level(
    fallback: Grader, world: World, honest: Path, tmp_path: Path, attack: Attack
):
    """The same where user namespaces are refused."""
    held(attack, graded(fallback, world, attack, tmp_path / "weight_decay.ipynb"), world)
    gets_full_marks(fallback, honest)


def test_the_observable_tells_when_there_is_no_isolation(world: World, unprotected: Grader, tmp_path: Path):
    """The control: a reader that is let through is seen to have read."""
    attack = next(attack for attack in ATTACKS if attack.name == "reads hidden tests")
    result = graded(unprotected, world, attack, tmp_path / "weight_decay.ipynb")
    assert re.search(CANARY, to_json(result).decode())


def test_the_corpus_is_large_and_its_names_are_unique():
    """So many programs, of every goal."""
    goals = [attack.goal for attack in ATTACKS]
    assert len(ATTACKS) == len({attack.name for attack in ATTACKS}) >= 120
    assert all(goals.count(goal) >= 8 for goal in ("forge", "read", "harm", "reach", "hang", "leak"))


@pytest.mark.parametrize(
    "value", ["'=1'", "torch.zeros(300_000)", "[" * 20 + "]" * 20, "16**3400", "b'x' * 15_000_000"]
)
def test_a_diagnosis_takes_whatever_comes(grade, value: str):
    """What is too large or too deep to be compared with misconceptions is a wrong answer, and no fault of ours."""
    result = grade("mlp", {"relu": f"def relu(X):\n    return {value}\n"})
    assert result.outcome == "graded", result.message
    assert result.exercises[0].score == 0 and result.exercises[0].name == "relu"


def test_a_test_that_cannot_use_what_came_back_is_no_end_of_grading(grade):
    """It raises over it; the call is asked again for the snippet then, beyond what was planned."""
    value = "{'a': 10**30}"
    result = grade("dropout", {"Net": f"def Net(*args, **kwargs):\n    return {value}\n"})
    assert result.outcome == "graded" and {one.name: one.score for one in result.exercises}["Net"] == 0


def test_a_fault_in_a_diagnosis_costs_no_mark(grade, monkeypatch: pytest.MonkeyPatch):
    """Who finds something that makes ours raise is graded all the same; the marker's own output says what raised."""
    monkeypatch.setattr("autograder.grading.grade.diagnose", lambda *_: 1 / 0)
    with pytest.warns(FaultWarning, match="a diagnosis failed: ZeroDivisionError"):
        result = grade("mlp", {"relu": "def relu(X):\n    return X * 0\n"})
    assert result.outcome == "graded" and result.exercises[0].score == 0
    assert result.score == result.max_score - result.exercises[0].max_score


@pytest.mark.parametrize("where", ["a cell", "the call"])
def test_what_torch_says_of_a_tensor_cannot_be_bound_anew(grade, where: str):
    """Whether it is a leaf, requires a gradient, has a graph: what no value shows, and probes ask torch for."""
    code = {
        "init_params": "def init_params(d):\n    {}\n    return [torch.normal(0, 1, (d, 1)), torch.zeros(1)]\n",
        "l2_penalty": "def l2_penalty(w):\n    {}\n    return (w.detach() ** 2).sum() / 2\n",
    }
    lie = (
        "import torch; torch.Tensor.is_leaf = torch.Tensor.requires_grad = property(lambda tensor: True); "
        "torch.autograd.grad = lambda out, leaves, *a, **k: [leaf.detach() for leaf in leaves]"
    )
    code = {name: text.format(lie if where == "the call" else "pass") for name, text in code.items()}
    result = grade("weight_decay", code, before=[lie] if where == "a cell" else [])
    assert {one.name: one.outcome for one in result.exercises}.items() >= dict.fromkeys(
        code, "failed"
    ).items()
