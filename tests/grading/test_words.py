"""The words of an assignment are kept, and found again without its tests."""

from __future__ import annotations

import subprocess
import sys

from autograder.grading.course_words import assignment_words, course_words, keep_words
from autograder.grading.suite import Suite
from tests.course import COURSE, ROOT

PROGRAM = """
import sys
from autograder.core.course import Course
from autograder.grading.course_words import course_words
words = course_words(Course.load(sys.argv[1]))("mlp")
print(list(words.exercises)[0], "torch" in sys.modules)
"""


def test_words_come_back_as_they_were_kept():
    """All of them, in both languages, in the order of the notebook; torch is not asked."""
    suite = Suite.load(COURSE, "mlp")
    kept, found = keep_words(suite), course_words(COURSE)("mlp")
    assert found == kept == assignment_words(suite) and list(found.exercises) == list(kept.exercises)
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(ROOT)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert said.stdout.split() == ["relu", "False"]


def test_an_assignment_without_usable_tests_has_no_words(tmp_path):
    """The pages then show names."""
    assert course_words(COURSE)("no-such-assignment") is None
