"""A cache of its own for these tests, no network, and the stand-in drawn once."""

from __future__ import annotations

import sys
from pathlib import Path

import matplotlib
import pytest

from autograder.core.text import set_language
from autograder.d2l._standin import ensure_stand_in

matplotlib.use("agg")


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a stand-in."""
    return ensure_stand_in(tmp_path_factory.mktemp("cache") / "d2l-autograder")


@pytest.fixture(autouse=True)
def quiet_machine(drawn: Path, monkeypatch: pytest.MonkeyPatch):
    """A user whose cache holds the stand-in, who is offline and reads English."""
    cache = str(drawn.parent.parent)
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, cache)
    monkeypatch.setattr("autograder.d2l._fashion.cache_folder", lambda: drawn.parent)
    monkeypatch.setenv("AUTOGRADER_OFFLINE", "1")
    monkeypatch.delenv("AUTOGRADER_DATA", raising=False)
    set_language("en")
    yield
    set_language(None)
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
