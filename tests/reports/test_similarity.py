"""Similar solutions: what is told apart and what is not."""

from __future__ import annotations

import random

import pytest

from autograder.reports.similarity import equal_solutions, fingerprint

RELU = '''
def relu(X: torch.Tensor) -> torch.Tensor:
    """Positive entries are kept."""
    # my comment
    zero = torch.zeros_like(X)
    return torch.max(X, zero)
'''
SAME = """
def relu(inputs):
    z = torch.zeros_like( inputs )

    return torch.max(inputs,
                     z)
"""


def solution(seed: int, lines: int = 12) -> str:
    """A made-up solution, different for every seed."""
    chance = random.Random(seed)
    body = "".join(
        f"    v{i} = X * {chance.randint(1, 999)} {chance.choice('+-*/')} "
        f"torch.{chance.choice(['exp', 'log', 'tanh', 'abs'])}(X)\n"
        for i in range(lines)
    )
    return f"def f(X):\n{body}    return v0\n"


def test_names_comments_docstrings_annotations_and_layout_do_not_count():
    """What a copier changes first changes nothing."""
    assert fingerprint(RELU)[0] == fingerprint(SAME)[0] != ""


@pytest.mark.parametrize(
    "other", ["return torch.max(X, zero) + 1", "return torch.min(X, zero)", "return torch.max(zero, X)"]
)
def test_what_the_code_does_counts(other):
    """Another operation, constant or order of arguments is another solution."""
    assert fingerprint(RELU.replace("return torch.max(X, zero)", other))[0] != fingerprint(RELU)[0]


@pytest.mark.parametrize(
    "source",
    [
        "def f(x):\n    '''doc'''\n    raise NotImplementedError",
        "def f(x): pass",
        "",
        "def f(:",
        "\x00",
        "(" * 5_000,
        "x = " + "-" * 50_000 + "1",
        "x = 0x" + "f" * 9_000,
    ],
)
def test_stubs_and_broken_code_say_nothing(source):
    """They never make two students alike, and never raise."""
    assert fingerprint(source) == ("", 0)


def test_notebook_magics_are_skipped_and_bad_escapes_are_quiet():
    """Cells are not modules."""
    assert fingerprint("%matplotlib inline\n!ls\nx = '\\d'\n") != ("", 0)


def test_renamed_copies_are_grouped_and_others_are_not():
    """A renamed copy is identical; an edited one is for other tools, independent work is nobody's copy."""
    sources = {f"s{i:02d}": {"f": solution(i)} for i in range(20)}
    sources["copy"] = {"f": solution(3).replace("v1", "renamed")}
    sources["edited"] = {"f": solution(5).replace("return v0", "return v0 + 1")}
    [group] = equal_solutions(sources)
    assert (group.kind, group.students, group.share) == ("identical", ("copy", "s03"), pytest.approx(2 / 22))


def test_short_solutions_say_nothing():
    """There are only so many ways to write a ReLU."""
    assert equal_solutions({f"s{i}": {"relu": RELU} for i in range(10)}) == ()


def test_the_same_file_is_told_first_and_not_again():
    """The same bytes are surer than the same syntax tree."""
    sources = {name: {"f": solution(1)} for name in ("a", "b", "c")}
    groups = equal_solutions(sources, {"a": "digest", "b": "digest", "c": "other"})
    assert [(group.kind, group.students) for group in groups] == [
        ("same_file", ("a", "b")),
        ("identical", ("a", "b", "c")),
    ]
    assert [group.kind for group in equal_solutions({}, {"a": "x", "b": "x", "c": "y"})] == ["same_file"]
