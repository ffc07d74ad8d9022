"""What a verdict depends on, as one number: the same digests, the same document."""

import hashlib
import platform
from collections.abc import Iterable
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

import autograder
from autograder.core.course import Course

_ENVIRONMENT = ("torch", "numpy", "scipy", "hypothesis", "msgpack", "ipython")
_PARTS = ("core", "d2l", "grading", "rules", "sandbox", "submissions", "testing")  # what a verdict comes from


def suite_digest(course: Course, assignment: str) -> str:
    """SHA-256 over all that a verdict depends on beside the submission: the assignment's source folder, its
    release, the suite seed, the limits, this package's code, and the versions of Python and of the libraries."""
    digest = hashlib.sha256()
    folder = course.solutions / assignment
    files = sorted(path for pattern in ("*.ipynb", "*.py", "hidden/**/*.py") for path in folder.glob(pattern))
    for path in files:
        _add(digest, path.relative_to(folder).as_posix(), path.read_bytes())
    released = course.assignments / assignment / f"{assignment}.ipynb"
    _add(digest, "release", released.read_bytes() if released.is_file() else b"")
    _add(digest, "configuration", repr((course.suite_seed, course.limits)).encode())
    _add(digest, "package", _package())
    return digest.hexdigest()


def combined_digest(digests: Iterable[str]) -> str:
    """One digest for several suites, whatever their order."""
    unique = sorted(set(digests))
    return unique[0] if len(unique) == 1 else hashlib.sha256("\n".join(unique).encode()).hexdigest()


def _add(digest: Any, name: str, data: bytes) -> None:
    digest.update(f"{name}\0{len(data)}\0".encode())
    digest.update(data)


@lru_cache(maxsize=1)
def _package() -> bytes:
    """The package's own code and its environment; both stay as they are while a process lives."""
    root = Path(autograder.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(
        path for part in _PARTS for end in ("py", "toml") for path in (root / part).rglob(f"*.{end}")
    ):
        _add(digest, path.relative_to(root).as_posix(), path.read_bytes())
    versions = [
        platform.python_version(),
        platform.machine(),
        *(metadata.version(name) for name in _ENVIRONMENT),
    ]
    _add(digest, "versions", " ".join(versions).encode())
    return digest.digest()
