"""What must hold of any bytes that a student hands in, or that a worker sends."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import numpy as np
import torch

from autograder.core.errors import Unreadable
from autograder.core.values import Handle, Opaque, ValueRefused, decode, encode
from autograder.submissions import Release, parse_submission, read_release, runnable
from tests.broken import notebooks
from tests.broken.release import cells, notebook, submitted, write

CORPUS = Path(__file__).parent / "corpus"  # what fuzzing has found worth keeping; the seeds stand here


def values(data: bytes) -> None:
    """They are a value, which is written and read again as the same bytes, or are refused."""
    try:
        written = encode(decode(data))
    except ValueRefused:
        return
    assert encode(decode(written)) == written


def notebook_file(data: bytes) -> None:
    """They are a submission whose every exercise has its place, or are refused with a message."""
    try:
        submission = parse_submission(data, _release(), Path("mlp.ipynb"))
    except Unreadable as error:
        assert str(error).strip()
        return
    release = _release()
    assert [name for name, _ in submission.places] == [exercise.name for exercise in release.exercises]
    assert len({cell.label for cell in submission.cells}) == len(submission.cells)
    for cell in runnable(submission):
        cell.source.encode()
    for exercise in release.exercises:
        assert submission.solution(exercise.name).kind == "code"


@cache
def _release() -> Release:
    with tempfile.TemporaryDirectory() as folder:
        return read_release(
            write(Path(folder, "source", "mlp.ipynb"), notebook(cells(solved=True))),
            write(Path(folder, "release", "mlp.ipynb"), notebook(cells(solved=False))),
        )


def _values() -> Iterator[bytes]:
    tensor = torch.arange(6.0).reshape(2, 3)
    for value in (
        [None, True, -1, 2**70, 1.5, "a", b"b", (1, {"a": [2]})],
        *(tensor, tensor.t(), torch.nn.Parameter(tensor), tensor.bool(), tensor.bfloat16(), torch.float16),
        *(np.arange(4), np.ones((2, 2), dtype=bool), Handle(1, "Linear"), Opaque("generator")),
    ):
        yield encode(value)


def _notebooks() -> Iterator[bytes]:
    yield json.dumps(notebook(submitted())).encode()
    for made in (maker() for maker, _ in (notebooks.REPAIRED | notebooks.REFUSED).values()):
        yield made if isinstance(made, bytes) else json.dumps(made).encode()


TARGETS: dict[str, tuple[Callable[[bytes], None], Callable[[], Iterator[bytes]]]] = {
    "values": (values, _values),
    "notebooks": (notebook_file, _notebooks),
}
"""Name -> what must hold, and the bytes to begin with."""
