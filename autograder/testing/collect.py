"""Collects the tests of one module: plain functions, properties and parametrised functions."""

import hashlib
import importlib.util
import inspect
import itertools
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.core.errors import SuiteError
from autograder.core.text import Text
from autograder.sandbox.settings import Settings, put_right
from autograder.testing.marks import Exercise, marks_of
from autograder.testing.probes import Probe
from autograder.testing.relations import Finder
from autograder.testing.trace import Trace

DEFAULT_TIMEOUT = 10.0


@dataclass(frozen=True, slots=True)
class Case:
    """One test, ready to run: a function of ``student`` and of drawn or parametrised arguments; ``trace`` knows how its
    module made its tensors."""

    name: str
    exercise: str
    function: Callable[..., Any]
    arguments: dict[str, Any]
    takes_student: bool
    property: bool
    weight: float
    needs: tuple[str, ...]
    words: Text
    timeout: float
    relations: tuple[Finder, ...] = ()
    trace: Trace | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TestModule:
    """A loaded test module."""

    __test__ = False

    path: Path
    module: ModuleType
    cases: tuple[Case, ...]
    exercises: tuple[Exercise, ...]

    def of(self, exercise: str) -> tuple[Case, ...]:
        """The cases of one exercise."""
        return tuple(case for case in self.cases if case.exercise == exercise)

    @property
    def fingerprint(self) -> Callable[..., dict[str, Any]] | None:
        """The module's ``fingerprint(student)``, where the author gave one."""
        return getattr(self.module, "fingerprint", None)

    @property
    def repairs(self) -> dict[str, Probe]:
        """The module's ``REPAIRS`` (once called ``MENDS``): another exercise -> a probe that puts a right function in the
        place of the student's.

        It is used when that exercise has lost marks already, so that one mistake is not paid for twice.
        """
        found: dict[str, Probe] = getattr(self.module, "REPAIRS", None) or getattr(self.module, "MENDS", {})
        return found


def load(path: Path, exercise: str | None = None) -> TestModule:
    """Load a test module from its file.

    Args:
        exercise: the exercise of tests that name none themselves; a hidden module's file name gives it.

    Raises:
        SuiteError: when the module cannot be imported, or a test in it cannot be run.
    """
    name = f"_autograder_{hashlib.sha256(str(path).encode()).hexdigest()[:12]}_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise SuiteError(f"{path}: expected a Python test module")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    settings, trace = Settings(), Trace()
    try:
        put_right()  # the module's own tensors are float32, whatever the notebook that runs here has set
        with trace:
            spec.loader.exec_module(module)
    except Exception as exc:
        sys.modules.pop(name, None)
        raise SuiteError(f"{path}: cannot be imported: {type(exc).__name__}: {exc}") from exc
    finally:
        settings.restore()
    tests = ((key, value) for key, value in vars(module).items() if key.startswith("test_"))
    found = (case for key, value in tests if callable(value) for case in _cases(path, key, value, exercise))
    own = tuple(getattr(module, "RELATIONS", ()))
    cases = tuple(replace(case, relations=own, trace=trace) for case in found)
    return TestModule(path, module, cases, tuple(getattr(module, "EXERCISES", ())))


def _cases(path: Path, name: str, test: Callable[..., Any], exercise: str | None) -> Iterable[Case]:
    marks = marks_of(test)
    owner = marks.exercise or exercise
    if owner is None:
        raise SuiteError(f'{path}: {name} belongs to no exercise: put @exercise("…") above it')
    inner = test.hypothesis.inner_test if hasattr(test, "hypothesis") else test
    wanted = set(inspect.signature(test).parameters)
    said = " ".join((inspect.getdoc(inner) or "").strip().split("\n\n")[0].split())
    words = marks.words or Text(*[said or name.removeprefix("test_").replace("_", " ")] * 2)
    for suffix, arguments in _parameters(test):
        unknown = wanted - {"student"} - set(arguments)
        if unknown:
            raise SuiteError(
                f"{path}: {name} asks for the fixture {sorted(unknown)[0]!r}; only `student`, @given and "
                f"@pytest.mark.parametrize are there"
            )
        yield Case(
            name=name + suffix,
            exercise=owner,
            function=test,
            arguments=arguments,
            takes_student="student" in wanted,
            property=hasattr(test, "hypothesis"),
            weight=marks.weight,
            needs=marks.needs,
            words=words,
            timeout=marks.timeout or DEFAULT_TIMEOUT,
        )


def _parameters(test: Callable[..., Any]) -> Iterable[tuple[str, dict[str, Any]]]:
    """The combinations of ``@pytest.mark.parametrize``, each with the suffix that pytest would give it."""
    marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    tables = []
    for mark in marks:
        names = mark.args[0]
        names = [part.strip() for part in names.split(",")] if isinstance(names, str) else list(names)
        rows = [row if len(names) > 1 else (row,) for row in mark.args[1]]
        tables.append([dict(zip(names, row, strict=True)) for row in rows])
    if not tables:
        yield "", {}
        return
    for index, combined in enumerate(itertools.product(*tables)):
        merged = {key: value for row in combined for key, value in row.items()}
        simple = all(isinstance(value, str | int | float | bool) for value in merged.values())
        label = "-".join(map(str, merged.values())) if simple else str(index)
        yield f"[{label}]", merged
