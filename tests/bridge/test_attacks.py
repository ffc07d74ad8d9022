"""The known attacks on nbgrader's stock way, through `nbgrader autograde` with real workers: none earns a
mark."""

from __future__ import annotations

import json

import pytest

from tests.bridge import tiny
from tests.bridge.test_nbgrader import autograded, grades, nbgrader

WRONG = {"double": "return 1", "triple": "return 1"}
# What stands in a cell of the student's own, before the tests.
ATTACKS = {
    "drops-asserts": """
import ast
class Drop(ast.NodeTransformer):
    def visit_Assert(self, node): return ast.Pass()
get_ipython().ast_transformers.append(Drop())
drop = lambda lines: [line for line in lines if 'assert' not in line]
get_ipython().input_transformers_cleanup.append(drop)
""",
    "always-equal": """
class Yes(int):
    __eq__ = __le__ = __ge__ = __lt__ = __gt__ = lambda self, other: True
    __hash__ = int.__hash__
    __sub__ = __rsub__ = lambda self, other: 0
def double(x): return Yes(1)
def triple(x): return Yes(1)
""",
    "patches-comparisons": """
import builtins, math, numpy, torch
torch.allclose = torch.equal = torch.testing.assert_close = lambda *a, **k: True
numpy.testing.assert_allclose = lambda *a, **k: True
math.isclose = lambda *a, **k: True
builtins.isinstance = lambda *a: True
""",
    "forges-the-number": """
plain = get_ipython().display_formatter.formatters['text/plain']
plain.for_type(float, lambda value, printer, cycle: printer.text('1000'))
print(1000.0)
5.0
""",
    "reads-hidden-tests": """
import glob
found = [open(path).read() for place in ('.', '..', '../..', '../../..', 'ROOT')
         for path in glob.glob(place + '/solutions/*/hidden/*.py')]
def double(x): return 2 * x if found else 1
def triple(x): return 3 * x if found else 1
""",
    "writes-the-gradebook": """
import sqlite3
for path in ('../../../gradebook.db', 'ROOT/gradebook.db'):
    db = sqlite3.connect(path)
    db.execute('update grade set manual_score = 100')
    db.commit()
""",
}


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    """A class of attackers and one honest student after `nbgrader autograde`."""
    course = tiny.released(tmp_path_factory.mktemp("attacked") / "course", tiny.REAL)
    blank = json.loads(course.release_notebook("times").read_text())
    for student, code in ATTACKS.items():
        code = code.replace("ROOT", str(course.root))
        notebook = tiny.filled(blank, **WRONG)
        notebook["cells"].insert(5, tiny.code(code))  # after the solutions, before the last test
        notebook["cells"].insert(1, tiny.code(code))
        tiny.hand_in(course, student, notebook)
    tiny.hand_in(course, "zoe-honest", tiny.filled(blank))
    run = nbgrader(course, "autograde", "times")
    assert run.returncode == 0, run.stderr
    return course


@pytest.mark.parametrize("student", ATTACKS)
def test_no_attack_earns_a_mark(attacked, student):
    """The score is what the student's functions return, whatever else the notebook does."""
    assert {name: score[:2] for name, score in grades(attacked)[student].items()} == {
        "test_double": (0.0, None),
        "test_triple": (0.0, None),
        "why": (None, None),
    }


def test_honest_work_in_the_same_run_keeps_its_marks(attacked):
    """After all the attacks: full marks, no manual score, feedback in the cell."""
    assert grades(attacked)["zoe-honest"] == {
        "test_double": (2.0, None, False),
        "test_triple": (3.0, None, False),
        "why": (None, None, True),
    }
    assert tiny.cell_of(autograded(attacked, "zoe-honest"), "test_double")["outputs"][1]["data"][
        "text/plain"
    ] == ["2.0"]
