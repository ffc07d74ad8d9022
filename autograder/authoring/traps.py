"""Makes ``traps.json``: which misconceptions the public tests see, sealed for the release (``autograder.testing.sealed``)."""

import warnings
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from autograder.core.course import TRAPS, Course
from autograder.core.errors import SuiteError
from autograder.grading import misconceptions, reference
from autograder.grading.misconceptions import Misconception
from autograder.testing import collect, sealed
from autograder.testing.collect import Case, TestModule
from autograder.testing.exam import LOCAL_SEED, examine, live
from autograder.testing.run import Verdict


def write(course: Course, names: Iterable[str] = ()) -> list[Path]:
    """Write the file of each assignment, or of all; those whose content changed."""
    changed = []
    for name in tuple(names) or course.names():
        path, traps = course.solutions / name / TRAPS, sealed_traps(course, name)
        content = sealed.written(traps) if any(traps.values()) else ""
        if content != (path.read_text(encoding="utf-8") if path.is_file() else ""):
            path.write_text(content, encoding="utf-8") if content else path.unlink()
            changed.append(path)
    return changed


def sealed_traps(course: Course, name: str) -> dict[str, dict[str, str]]:
    """Exercise -> name -> sealed words, of the misconceptions that answer the public tests as no other one does.

    Raises:
        AuthorFault: when the assignment, its public tests or its misconceptions cannot be used.
    """
    found: dict[str, dict[str, str]] = {}
    for exercise, seen in keys(course, name).items():
        owners: dict[str, set[str]] = {}
        for key, wrong in seen:
            owners.setdefault(key, set()).add(wrong.slug)
        unique = {key: wrong for key, wrong in seen if len(owners[key]) == 1}
        found[exercise] = dict(sealed.seal(key, _words(wrong)) for key, wrong in unique.items())
    return found


def _words(wrong: Misconception) -> dict[str, str]:
    said = {"slug": wrong.slug, "en": wrong.feedback.en, "zh": wrong.feedback.zh, "section": wrong.section}
    titles = {} if wrong.title is None else {f"title_{code}": text for code, text in wrong.title.said}
    return said | titles


def keys(course: Course, name: str) -> dict[str, list[tuple[str, Misconception]]]:
    """Exercise -> what each misconception that a public test sees answers."""
    cells = reference.code_cells(course.source_notebook(name))
    modules = [collect.load(path) for path in course.public_tests(name)]
    found: dict[str, list[tuple[str, Misconception]]] = defaultdict(list)
    for wrong in misconceptions.read_all(course.solutions / name / "hidden" / "misconceptions"):
        codings = [reference.replaced(cells, wrong.exercise, code) for code in wrong.codings]
        for module in modules:
            own = (trap for one in module.exercises if one.name == wrong.exercise for trap in one.traps)
            told = [answers(module, wrong.exercise, one) for one in codings]
            seen = [key for one in told for nudge in sealed.NUDGES for key in sealed.signatures(one, nudge)]
            seen += [sealed.named(trap.slug) for trap in own if trap.slug == wrong.slug]
            found[wrong.exercise] += [(key, wrong) for key in seen]
    return found


def answers(module: TestModule, exercise: str, cells: list[tuple[str, str]]) -> list[tuple[Case, Verdict]]:
    """What the public tests of an exercise find in trusted cells; nothing where the cells do not run."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            backend = reference.backend(cells)
        except SuiteError:
            return []  # told by the error itself
        with backend.quietly():
            examined = examine(module.of(exercise), live(backend, LOCAL_SEED))
            return [(test.case, test.verdict) for test in examined.tests]
