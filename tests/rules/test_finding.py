"""What the look at the source finds, and what it lets pass."""

from __future__ import annotations

import pytest

from autograder import rules
from tests.rules import snippets
from tests.rules.allowed import ALLOWED
from tests.rules.forbidden import FORBIDDEN

NAMES = {
    "relu": "relu",
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "softmax": "softmax",
    "dropout": "dropout_layer",
    "cross-entropy-with-logits": "cross_entropy_with_logits",
    "train-from-scratch": "train_linear_regression",
    "autograd": "grad_check",
}
FAMILIES = {family.slug: family for family in rules.FAMILIES}


def rows(table):
    found = []
    for row in table.strip().split("\n=====\n"):
        head, _, source = row.partition("\n")
        slug, why = head.split(" | ")
        found.append(pytest.param(slug, source, id=f"{slug}: {why}"))
    return found


def look(slug, source):
    cells = [(f"cell-{i}", text) for i, text in enumerate(source.split("# %%\n"), 1)]
    return rules.find(cells, NAMES[slug], FAMILIES[slug])


@pytest.mark.parametrize(("slug", "source"), rows(FORBIDDEN))
def test_forbidden(slug, source):
    """A forbidden built-in is found by whatever way the exercise's function reaches it."""
    assert look(slug, source)


@pytest.mark.parametrize(("slug", "source"), rows(ALLOWED))
def test_allowed(slug, source):
    """What is allowed, and what stands elsewhere in the notebook, is not held against the student."""
    assert look(slug, source) == ()


@pytest.mark.parametrize("body", snippets.FORBIDDEN_BODIES)
def test_forbidden_body(body):
    """However relu's body comes by the built-in, it is found."""
    assert look("relu", f"{snippets.HEAD}def relu(X):\n    {body}\n")


@pytest.mark.parametrize("cell", snippets.FORBIDDEN_CELLS)
def test_forbidden_cell(cell):
    """However the notebook comes by a relu that uses the built-in, it is found."""
    assert look("relu", snippets.HEAD + cell)


@pytest.mark.parametrize("cell", snippets.ALLOWED_CELLS)
def test_allowed_cell(cell):
    """A relu that uses no built-in is none the worse for what stands around it."""
    assert look("relu", snippets.HEAD + cell) == ()


STUB = "\nimport torch\ndef relu(X):\n    return torch.relu(X)\n"
HOSTILE = {
    "deep parentheses": "(" * 5000 + ")" * 5000,
    "deep operators": "-" * 20_000 + "1",
    "long sum": "y = 1" + " + 1" * 900 + STUB,
    "deep calls": "import torch\ndef relu(X):\n    return " + "f(" * 150 + "torch.relu(X)" + ")" * 150,
    "deep methods": "import torch\ndef relu(X):\n    return torch.relu(X)" + ".f()" * 400,
    "deep attributes": "y = a" + ".b" * 900 + STUB,
    "a list in itself": "x = [1]\n" + "x = [x, x]\n" * 2000 + STUB,
    "a partial of itself": "import functools\nf = print\n" + "f = functools.partial(f, f)\n" * 2000 + STUB,
    "growing string": "s = 'ab'\n" + "s = s + s\n" * 500 + STUB,
    "huge string": "s = 'ab' * 10**12\nt = '{:>100000000000}'.format(1)\nu = '%100000000000d' % 1" + STUB,
    "huge bytes": "x = bytes(10**12)\ny = [0] * 10**12\nz = 10**10**10" + STUB,
    "endless recursion": "def f(n): return f(f(n))\ndef relu(X): return f(X) + X.relu()",
    "many branches": "from torch import *\n" + "if a: x = 1\nelse: x = 2\n" * 300 + STUB,
    "many magics": "!ls\n%time x = 1\n" * 500 + STUB,
    "star imports": "from torch import *\n" * 300 + STUB,
    "exec of exec": "exec('exec(\"exec(1)\")')\n" * 300 + STUB,
    "ways to call": "".join(
        f"def f{i}(X): return f{i + 1}(X) + f{i + 1}([X]) + f{i + 1}((X, X))\n" for i in range(99)
    )
    + "import torch\ndef f99(X): return torch.relu(X)\ndef relu(X): return f0(X)",
    "long chain": "".join(f"def f{i}(X): return f{i + 1}(X)\n" for i in range(999))
    + "import torch\ndef f999(X): return torch.relu(X)\ndef relu(X): return f0(X)",
    "null": "\0" + STUB,
    "lone surrogate": "'\ud800'" + STUB,
    "bases in a circle": "class A: pass\nclass B(A): pass\nclass A(B): pass\ndef relu(X): return A().relu()",
    "unterminated": "def relu(X):\n    return torch.relu(X",
    "not even text": None,
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_hostile_sources_never_raise(source):
    """Whatever the cell holds, the look at it ends, and raises nothing."""
    assert isinstance(rules.find([("a", source)], "relu", rules.RELU), tuple)


@pytest.mark.parametrize("row", ["deep calls", "deep methods", "long sum", "ways to call", "long chain"])
def test_depth_hides_nothing(row):
    """What stands deep in an expression, or behind many calls, is found all the same."""
    assert rules.find([("a", HOSTILE[row])], "relu", rules.RELU)


def test_a_hostile_cell_does_not_hide_the_others():
    """What cannot be read is passed over, and the rest is still read."""
    cells = [(name, source) for name, source in HOSTILE.items()] + [("last", STUB)]
    assert [use.cell for use in rules.find(cells, "relu", rules.RELU)] == ["last"]


def test_student_code_is_not_executed(tmp_path):
    """The source is read, never run, not even where a constant string is worked out."""
    trace = tmp_path / "trace"
    code = f"open({str(trace)!r}, 'w')"
    source = f"{code}\nexec({code!r})\nimport antigravity_of_students\n" + STUB
    assert rules.find([("a", source)], "relu", rules.RELU)
    assert not trace.exists()


def test_use_says_what_and_where():
    """A use carries the name as written, the cell, the line in it, and that line's text."""
    cells = [
        ("first", "import torch as t\n"),
        ("second", "# mine\n\ndef relu(X):\n    Y = t.relu( X )  # ha\n    return Y\n"),
    ]
    assert rules.find(cells, "relu", rules.RELU) == (
        rules.Use("t.relu", "torch.relu", "second", 4, "Y = t.relu( X )  # ha"),
    )


@pytest.mark.parametrize("magic", ["%matplotlib inline", "!pip list", "%%time", "%%capture out"])
def test_line_numbers_survive_magics(magic):
    """Lines are counted in the cell as the student sees it."""
    (use,) = rules.find(
        [("a", f"{magic}\nimport torch\ndef relu(X):\n    return torch.relu(X)\n")], "relu", rules.RELU
    )
    assert (use.line, use.text) == (4, "return torch.relu(X)")


def test_an_alias_is_reported_once():
    """A name given to the built-in and its use in the same cell are one finding."""
    source = "import torch\ndef relu(X):\n    r = torch.relu\n    return r(X) + r(X)\n"
    assert [use.name for use in rules.find([("a", source)], "relu", rules.RELU)] == ["torch.relu"]


def test_code_in_a_string_is_located_where_the_string_is_used():
    """A built-in in exec's string is reported at the line of the exec."""
    source = "import torch\ndef relu(X):\n    return eval('torch.relu(X)')\n"
    assert [use.line for use in rules.find([("a", source)], "relu", rules.RELU)] == [3]


def test_long_lines_are_capped():
    """Untrusted text in a message has a bound."""
    source = "import torch\ndef relu(X):\n    return torch.relu(X) + " + " + ".join(["X"] * 500)
    (use,) = rules.find([("a", source)], "relu", rules.RELU)
    assert len(use.text) <= 80


def test_the_same_notebook_gives_the_same_answer():
    """The order of the uses is the order of discovery, not that of a hash."""
    cells = [
        (
            "a",
            "import torch\nfs = {i: f for i, f in enumerate([torch.relu, torch.selu, torch.celu])}\n"
            "def relu(X):\n    for f in fs.values(): X = f(X)\n    return torch.rrelu(X)",
        )
    ]
    assert len({rules.find(cells, "relu", rules.RELU) for _ in range(3)}) == 1


@pytest.mark.parametrize("family", rules.FAMILIES, ids=lambda family: family.slug)
def test_every_function_of_a_family_is_found(family):
    """Each listed function and class is found under its plain name, whatever library it is taken from."""
    name = NAMES[family.slug]
    spellings = [f"torch.nn.functional.{function}" for function in family.functions]
    spellings += [f"torch.nn.{kind}" for kind in family.classes]
    for spelling in spellings:
        assert rules.find([("a", f"import torch\ndef {name}(X):\n    return {spelling}(X)")], name, family), (
            spelling
        )
