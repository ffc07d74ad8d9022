"""Where time goes inside a process: a part of it for each function of interest, without the parts inside it.

Imports nothing that costs time, as it is imported by what it measures.
"""

from __future__ import annotations

import functools
import importlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

# a part -> the functions whose time it is, as module:qualified name
GRADING = {
    "reading and repairing the notebook": ["autograder.grading.grade:read_submission"],
    "a worker, and the notebook's cells in it": ["autograder.grading.session:Session._load"],
    "forks for exercises": [
        "autograder.grading.session:Session._ready",
        "autograder.grading.session:Session.leave",
    ],
    "the tests' requests and comparisons": ["autograder.grading.grade:replay"],
    "small failing examples": ["autograder.testing.run:smallest"],
    "the watch for built-ins": ["autograder.grading.grade:look"],
    "the diagnosis": ["autograder.grading.grade:diagnose"],
    "the hidden tests, loaded": ["autograder.grading.suite:Suite.load"],
    "examples and plans, from disk": ["autograder.grading.suite:Suite.prepare"],
    "waiting for the zygote": ["autograder.grading.process:Zygote.spawn"],
}

NBGRADER = {
    "nbgrader: the submission's entries in the gradebook": [
        "nbgrader.converters.autograde:Autograde.init_assignment"
    ],
    "nbgrader: folders and files": ["nbgrader.converters.base:BaseConverter.convert_notebooks"],
    "nbgrader: conversion of the notebook, twice": [
        "nbgrader.converters.base:BaseConverter.convert_single_notebook"
    ],
    "scores, in one transaction": ["autograder.bridge.preprocessor:SaveScores.preprocess"],
    "what the graded notebook shows": ["autograder.bridge.preprocessor:GradeSubmission.preprocess"],
    "grading": ["autograder.bridge.preprocessor:GradeSubmission._result"],
}


class Stopwatch:
    """Time by parts, each without the parts inside it."""

    def __init__(self) -> None:
        self.parts: dict[str, float] = {}
        self._open: list[list[float]] = []

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Count the time inside to a part."""
        start, inner = time.perf_counter(), [0.0]
        self._open.append(inner)
        try:
            yield
        finally:
            took = time.perf_counter() - start
            self._open.pop()
            self.parts[name] = self.parts.get(name, 0.0) + took - inner[0]
            if self._open:
                self._open[-1][0] += took

    def around(self, parts: dict[str, list[str]]) -> None:
        """Count the calls of these functions from now on."""
        for name, places in parts.items():
            for place in places:
                module, _, path = place.partition(":")
                *owners, function = path.split(".")
                owner = functools.reduce(getattr, owners, importlib.import_module(module))
                setattr(owner, function, self._timed(name, vars(owner)[function]))

    def _timed(self, name: str, function: Any) -> Any:
        inner: Callable[..., Any] = function.__func__ if isinstance(function, classmethod) else function

        @functools.wraps(inner)
        def timed(*args: Any, **kwargs: Any) -> Any:
            with self.part(name):
                return inner(*args, **kwargs)

        return classmethod(timed) if isinstance(function, classmethod) else timed
