"""What the audit says of hints: three of them, in the course's languages, and none gives the solution's code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.authoring import wording_checks
from autograder.core.text import Text
from autograder.grading.suite import Suite
from tests.course import COURSE


@pytest.fixture(scope="module")
def suite() -> Suite:
    return Suite.load(COURSE, "weight_decay")


def said(suite: Suite, *hints: Text) -> str:
    """What the audit says of an exercise with these hints."""
    exercise = suite.exercise("l2_penalty")
    changed = replace(exercise, manifest=replace(exercise.manifest, hints=hints))
    return "; ".join(wording_checks.of_exercise(suite, changed))


def test_the_hints_of_the_course_are_complete(suite):
    """Nothing to say of any exercise."""
    assert [wording_checks.of_exercise(suite, one) for one in suite.exercises] == [()] * len(suite.exercises)


def test_hints_that_are_missing_untranslated_or_give_the_code_are_told(suite):
    """One sentence each."""
    good = Text("Which power?", "几次幂？")
    assert "it has 2 of 3 hints" in said(suite, good, good)
    assert "its hint 2 is not there in 'zh'" in said(suite, good, Text("Which power?"), good)
    code = "write return torch.sum( w.pow(2) ) / 2"
    assert said(suite, good, good, Text(code, f"写 {code}")) == "its hint 3 holds a line of the solution"
