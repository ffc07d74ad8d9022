"""Coverage-guided fuzzing of what reads foreign bytes, with atheris: ``python -m tests.fuzz TARGET [libFuzzer's options]``.

What reaches a new branch is added to a working folder, ``build/fuzz/TARGET``; with ``-merge=1 -max_len=2048``, what of it
reaches more than the corpus in the repository is added to that. Bytes that break a promise are written to ``crash-…`` where it was
started.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris  # type: ignore[import-not-found, unused-ignore]

with atheris.instrument_imports(include=["autograder.core", "autograder.submissions"]):
    from tests.fuzz.targets import CORPUS, TARGETS

MAX_BYTES = 2**14  # of one input: a notebook of a few cells
ROOT = Path(__file__).parents[2]


def main(name: str, options: list[str]) -> None:
    """Fuzz until the time is over, or until a promise is broken."""
    target, seeds = TARGETS[name]
    found = ROOT / "build" / "fuzz" / name
    found.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds()):
        if len(data) <= MAX_BYTES:
            (found / f"seed-{number}").write_bytes(data)
    folders = [str(found), str(CORPUS / name)]
    if "-merge=1" in options:
        folders.reverse()
    command = f"{sys.executable} -m tests.fuzz {name}"  # merging starts it again
    atheris.Setup([command, *options, *folders], target)
    atheris.Fuzz()


main(sys.argv[1], sys.argv[2:] or ["-max_total_time=600", f"-max_len={MAX_BYTES}", "-rss_limit_mb=4096"])
