"""A new exercise: what is laid out is whole, and can be graded as it is."""

from __future__ import annotations

import pytest

from autograder.authoring.new_exercise import new_exercise
from autograder.core.course import Course
from autograder.core.errors import UsageError
from autograder.grading import misconceptions, reference
from autograder.grading.suite import Suite
from autograder.submissions import points
from autograder.testing.run import run
from autograder.testing.student import Student


@pytest.fixture
def home(tmp_path):
    """An empty course."""
    (tmp_path / "solutions").mkdir()
    return Course.load(tmp_path, {})


def test_what_is_laid_out_holds(home):
    """The reference and the other style pass, the misconception does not, in a new assignment and for a second exercise."""
    new_exercise(home, "extras", "double", points=3)
    new_exercise(home, "extras", "twice")
    assert points(home, "extras") == {"double": 3.0, "twice": 2.0}
    suite = Suite.load(home, "extras")
    suite.prepare()
    for name in ("double", "twice"):
        (wrong,) = (
            one
            for one in misconceptions.read_all(home.solutions / "extras/hidden/misconceptions")
            if one.exercise == name
        )
        style = (home.root / f"tests/right/extras/{name}/sum.py").read_text()
        for code, passes in ((style, True), (wrong.code, False)):
            student = Student(reference.backend(reference.replaced(suite.cells, name, code)))
            outcomes = {
                run(case, student, suite.examples(case), suite.seed).outcome
                for case in suite.exercise(name).cases
            }
            assert (outcomes == {"passed"}) == passes


def test_names_that_cannot_be_are_refused(home):
    """No Python name; one that is taken."""
    new_exercise(home, "extras", "double")
    for assignment, name in (("extras", "double"), ("extras", "2x"), ("../up", "x"), ("extras", "a b")):
        with pytest.raises(UsageError):
            new_exercise(home, assignment, name)
