"""What fuzzing has found, and what it begins with, holds what must hold of any bytes."""

from __future__ import annotations

import pytest

from tests.fuzz.targets import CORPUS, TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_the_corpus_holds(name: str) -> None:
    """Bytes that once broke a promise stand there, too."""
    target, seeds = TARGETS[name]
    kept = [path.read_bytes() for path in sorted((CORPUS / name).iterdir())]
    assert len(kept) > 1 and sum(map(len, kept)) < 2**18
    for data in (*seeds(), *kept):
        target(data)
