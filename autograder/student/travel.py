"""What travels in a notebook's own metadata, so that ``check`` works where nothing lies beside it.

``autograder release`` puts the public tests, the sealed mistakes and the stubs there. Public tests are Python code, and
metadata is not what somebody sees who reads a notebook before running it: so code from there is run only when its digest
is one that this installation knows from a release, or that the student was told and types in.
"""

import hashlib
import json
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from autograder.core.errors import UsageError
from autograder.core.text import texts, translate

FIELD = "files"  # below "autograder" in the notebook's metadata
KNOWN = "released.json"  # digests of what was released together with this package
SHOWN = 16  # characters of a digest that are enough to type

_TEXTS = texts(__file__)


def digest(files: Mapping[str, str]) -> str:
    """The digest of files that travel, name -> text."""
    return hashlib.sha256(json.dumps(dict(files), sort_keys=True).encode()).hexdigest()


def files_of(notebook: Mapping[str, Any]) -> dict[str, str]:
    """The files in a notebook's metadata, name -> text; none where they are not of the form that a release writes."""
    try:
        files = notebook["metadata"]["autograder"][FIELD]
        tests = [name for name in files if name.startswith("test_") and name.endswith(".py")]
        if len(tests) == 1 and all(_plain(name) and type(text) is str for name, text in files.items()):
            return dict(files)
    except (KeyError, TypeError, AttributeError):
        pass
    return {}


def unpacked(notebook: Mapping[str, Any], trust: str | None, language: str | None) -> Path | None:
    """The public tests that travel in a notebook, in a folder that is gone when this process ends; None where there are
    none.

    Args:
        trust: the beginning of a digest that the student was told.

    Raises:
        UsageError: when nothing says that they may be run.
    """
    files = files_of(notebook)
    if not files:
        return None
    (tests,) = [name for name in files if name.startswith("test_")]
    number = digest(files)
    typed = trust is not None and len(trust) >= SHOWN and number.startswith(trust)
    if not typed and number not in known():
        name = tests.removeprefix("test_").removesuffix(".py")
        raise UsageError(translate(_TEXTS["unknown"].format(name=name, digest=number[:SHOWN]), language))
    folder = Path(_folder(number).name)
    for name, text in files.items():
        if not (folder / name).exists():
            (folder / name).write_text(text, encoding="utf-8")
    return folder / tests


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """The digests of what was released together with this package."""
    try:
        kept = json.loads(resources.files("autograder.student").joinpath(KNOWN).read_text(encoding="utf-8"))
    except OSError:
        return frozenset()
    return frozenset(kept.values())


@lru_cache(maxsize=16)
def _folder(number: str) -> tempfile.TemporaryDirectory[str]:
    """A folder of one's own; the same during the life of this process."""
    return tempfile.TemporaryDirectory(prefix=f"autograder-{number[:8]}-")


def _plain(name: Any) -> bool:
    return (
        type(name) is str and name.isprintable() and not set(name) & set("/\\:") and not name.startswith(".")
    )
