"""One zygote a level, for all tests of isolation."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from autograder.grading.process import Zygote
from autograder.sandbox.isolation import FALLBACK, NAMESPACES
from tests.sandbox.talk import MEMORY_MB, Talk, available, honest


@pytest.fixture(scope="session", params=[NAMESPACES, FALLBACK])
def zygote(request: pytest.FixtureRequest) -> Iterator[Zygote]:
    """Each level that the machine offers; workers of a gigabyte."""
    if request.param not in available():
        pytest.skip(f"{request.param} is not to be had here")
    with Zygote(request.param, memory_mb=MEMORY_MB) as warm:
        yield warm


@pytest.fixture
def talk(zygote: Zygote) -> Iterator[Talk]:
    """A fresh worker; after the test an honest one must still be answered rightly."""
    with zygote.spawn() as worker:
        yield Talk(worker)
    assert honest(zygote)
