"""Notebooks: the course's own, and what students hand in.

A release says which cells there are and what they are worth; a submission is read against it, repaired where the
release says how, and refused with a clear message where it does not. Points, tests and locked cells are always ours.
"""

from autograder.submissions.files import digest_of, read_bytes
from autograder.submissions.model import Cell, Release, Step, Submission
from autograder.submissions.release import points, read_release, release_of
from autograder.submissions.submission import cells_before, parse_submission, read_submission, runnable, steps

__all__ = [
    "Cell",
    "Release",
    "Step",
    "Submission",
    "cells_before",
    "digest_of",
    "parse_submission",
    "points",
    "read_bytes",
    "read_release",
    "read_submission",
    "release_of",
    "runnable",
    "steps",
]
