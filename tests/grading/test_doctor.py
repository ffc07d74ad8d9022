"""What this machine gives, tried for real, and what is said about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.grading import doctor
from autograder.sandbox.isolation import FALLBACK, LEVELS, NAMESPACES, NONE
from autograder.sandbox.isolation.trials import TRIALS
from tests.sandbox.talk import available


@pytest.fixture(scope="module")
def found() -> doctor.Report:
    """One report on this machine."""
    return doctor.report()


def test_every_layer_is_tried_and_explained(found: doctor.Report):
    """Layers and levels are exactly the trials; each says what it stops."""
    assert {layer.name for layer in found.layers} | {NAMESPACES, FALLBACK} == set(TRIALS)
    assert [level.name for level in found.levels] == list(LEVELS)
    assert all(layer.stops and layer.detail for layer in found.layers)


def test_what_is_missing_comes_with_advice(found: doctor.Report):
    """And what works comes without."""
    assert all((layer.advice is None) == layer.works for layer in found.layers)


def test_the_level_is_the_strongest_that_works_and_a_worker_has_it(found: doctor.Report):
    """What is promised is what a real worker gets."""
    assert found.level == (available() or (None,))[0]
    if found.level is not None:
        assert (
            found.problem is None and found.worker is not None and found.worker.level.startswith(found.level)
        )


def test_elsewhere_there_is_nothing_and_it_is_said(monkeypatch: pytest.MonkeyPatch):
    """On macOS and Windows no layer works, and the way out is named."""
    monkeypatch.setattr(doctor.sys, "platform", "darwin")
    report = doctor.report()
    assert report.level is None and "Linux container" in (report.problem or "")
    assert [level.name for level in report.levels if level.works] == [NONE]


def test_trials_that_break_are_not_taken_for_success(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """When the process of the trials dies, no layer is said to work."""
    monkeypatch.setattr(doctor, "_ENTRY", tmp_path / "nothing.py")
    report = doctor.report(start=False)
    assert report.level is None and not any(layer.works for layer in report.layers)


def test_the_documentation_names_every_layer_and_level():
    """docs/security.md speaks of all of them."""
    page = Path(doctor.__file__).parent.parent.parent / "docs" / "security.md"
    text = page.read_text(encoding="utf-8").lower()
    for name in (*TRIALS, *LEVELS):
        assert name.lower() in text, name
