"""Mutants of small solutions: what is changed, how it is named, what is left out."""

from __future__ import annotations

import ast

import pytest

from autograder.authoring.mutants import mutants


def made(source: str) -> dict[str, str]:
    """Name -> code of every mutant."""
    return {mutant.what: mutant.code for mutant in mutants(source)}


def afters(source: str, before: str) -> set[str]:
    """What becomes of one statement."""
    return {what.split(" → ")[1] for what in made(source) if what.split(" → ")[0] == before}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a + b", {"a - b", "a", "b"}),
        ("a / b", {"a * b", "b / a"}),
        ("a @ b", {"a * b", "b @ a"}),
        ("a < b", {"a <= b", "a >= b"}),
        ("a == b", {"a != b"}),
        ("a and b", {"a or b"}),
        ("-a", {"a"}),
        ("not a", {"a"}),
        ("3", {"4", "2", "0", "-3"}),
        ("0.5", {"1.5", "0.0", "-0.5", "0.625"}),
        ("True", {"False"}),
        ("f(a, b)", {"a", "f(a)", "f(b)", "f(b, a)"}),
        ("f(a, k=1)", {"f(a)", "f(a, k=2)"}),
        ("x.sum()", {"x.mean()", "x"}),
        ("x.detach()", {"x"}),
        ("torch.exp(x)", {"x", "torch.expm1(x)"}),
        ("x.max(dim=1)", {"x.max(dim=0)", "x.max()", "x.min(dim=1)"}),
        ("x[1:]", {"x", "x[:]", "x[0:]"}),
        ("a if c else b", {"a", "b", "b if c else a"}),
        ("[a, b]", {"[b, a]", "[a]", "[b]"}),
        ("[x for x in y if x]", {"[x for x in y]"}),
        ("range(n)", {"range(n + 1)", "range(n - 1)", "range(1, n)"}),
        ("W1", {"W2"}),
        ("nn.MSELoss(reduction='none')", {"nn.MSELoss(reduction='mean')", "nn.MSELoss()"}),
    ],
)
def test_expressions_are_changed(source: str, expected: set[str]) -> None:
    """Operators, comparisons, constants, calls, arguments, slices and choices each have their slips."""
    found = afters(f"y = {source}", f"y = {ast.unparse(ast.parse(source))}")
    assert expected <= {after.removeprefix("y = ") for after in found}


def test_every_kind_of_statement_can_be_dropped() -> None:
    """An assignment, a call, an assertion and a loop are left out; a body is never left empty."""
    names = made("def f(x):\n    assert x\n    x = 1\n    g(x)\n    for i in x:\n        h(i)\n")
    for statement in ("assert x", "x = 1", "g(x)", "for i in x:", "h(i)"):
        assert f"{statement} → (dropped)" in names
        ast.parse(names[f"{statement} → (dropped)"])


def test_compound_statements() -> None:
    """A condition is negated, taken away or taken for true; a loop runs once; a context is taken away."""
    source = "def f(x):\n    with no_grad():\n        for i in x:\n            if i:\n                g(i)\n            else:\n                h(i)\n"
    names = set(made(source))
    assert {
        "if i: → if not i:",
        "if i: → g(i)",
        "if i: → h(i)",
        "(nothing) → break",
        "with no_grad(): → for i in x:",
    } <= names


def test_updates_in_place_become_new_values() -> None:
    """``x -= y`` is turned round, made an assignment, and made an update that is not in place."""
    assert {"x += y", "x = y", "x = x - y"} <= afters("x -= y", "x -= y")


def test_a_function_gives_an_argument_back() -> None:
    """Each parameter but self is returned instead of the result."""
    codes = made("def f(self, a, b):\n    return g(a, b)\n").values()
    assert {"def f(self, a, b):\n    return a", "def f(self, a, b):\n    return b"} <= set(codes)


def test_decorators_are_taken_off() -> None:
    """A function without its decorator is a mutant."""
    assert "def f(x):\n    return x" in made("@torch.no_grad()\ndef f(x):\n    return x\n").values()


def test_calls_in_a_row_change_places() -> None:
    """Stepping before the backward pass is a mutant."""
    assert (
        "def f(a, b):\n    b.step()\n    a.backward()"
        in made("def f(a, b):\n    a.backward()\n    b.step()\n").values()
    )


def test_parameters_are_taken_for_each_other() -> None:
    """A parameter is used in the place of another one."""
    assert "return g(b)" in afters("def f(a, b):\n    return g(a)\n", "return g(a)")


def test_defaults_are_changed() -> None:
    """A default argument is a constant like any other."""
    assert any("lr=0.0" in what for what in made("def f(x, lr=0.5):\n    return x\n"))


def test_texts_are_left_alone() -> None:
    """Docstrings, messages of assertions and what is raised are not changed."""
    source = 'def f(x):\n    """Three 3."""\n    assert x, f"at least {1 + 2}"\n    raise ValueError(3)\n'
    assert not any("4" in code for code in made(source).values())


def test_mutants_differ_from_the_solution_and_from_each_other() -> None:
    """No mutant is the solution itself, none is there twice, and names are unique."""
    source = "%matplotlib inline\ndef f(x, y):\n    return (x + 0) * (x + 0) + y - y\n"
    found = mutants(source)
    codes = [mutant.code for mutant in found]
    assert len(set(codes)) == len(codes) == len({mutant.what for mutant in found})
    assert ast.unparse(ast.parse(source.split("\n", 1)[1])) not in codes


def test_mutants_compile_and_know_their_line() -> None:
    """Every mutant is Python, and names a line of the cell."""
    source = "def f(x):\n    return x\n\nclass A:\n    def g(self, n=2):\n        return [i for i in range(n) if i > 0]\n"
    for mutant in mutants(source):
        compile(mutant.code, "<mutant>", "exec")
        assert 1 <= mutant.line <= 6
