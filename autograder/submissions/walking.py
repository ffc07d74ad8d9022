"""Walking through folders and archives: everything that may be a submission, and what stands in the place of one."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.core.results import Ids
from autograder.core.text import Text, texts
from autograder.submissions.archives import NOTEBOOKS, ArchiveRefused, Unpacker
from autograder.submissions.platforms import METADATA, Names, submitters

_TEXTS = texts(__file__)

_DEPTH = 5  # folders below the one that was typed
_HIDDEN = re.compile(r"\.(?!\.)|(__pycache__|__MACOSX)$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that may be a submission, or a folder or link in the place of one.

    Attributes:
        parts: the names of the folders and archives that it is in, below what was typed, and its own.
        kind: ``notebook``, ``other`` (another file), ``folder`` (of an assignment), ``problem``.
        archives: how many archives it is inside of.
        people: whose it is, where the platform says so beside it.
    """

    path: Path
    shown: str
    parts: tuple[str, ...]
    kind: str
    problem: Text | None = None
    archives: int = 0
    people: tuple[tuple[str, Ids], ...] = ()


class Walker:
    """Walks below what somebody typed; archives are unpacked into ``scratch`` when one is met."""

    def __init__(self, names: Names, scratch: Path | None) -> None:
        self.names, self._unpacker = names, Unpacker(scratch)

    def walk(self, folder: Path, shown: str, parts: tuple[str, ...], archives: int = 0) -> Iterator[Entry]:
        """Everything below a folder that may be a submission or stand in the place of one, sorted by name."""
        # in an assignment's folder it is one student's word
        trusted = not any(map(self.names.assignment, parts)) and (folder / METADATA).is_file()
        people = submitters(folder) if trusted else {}
        for child in children(folder):
            path, inner, below = folder / child.name, f"{shown}/{child.name}", (*parts, child.name)
            entry = Entry(path, inner, below, "other", None, archives, tuple(people.get(child.name, ())))
            if child.is_symlink():
                if self._is_right(below):
                    yield replace(entry, kind="notebook")  # its reader says what is wrong with it
                elif is_notebook(child.name, (".zip",)) or path.is_dir() or not path.exists():
                    yield replace(entry, kind="problem", problem=_TEXTS["link"])
            elif is_notebook(child.name) or (child.name in self.names.assignments and child.is_file()):
                yield replace(entry, kind="notebook")
            elif child.is_dir(follow_symlinks=False):
                if self.names.assignment(child.name) or entry.people:
                    yield replace(entry, kind="folder")
                if len(parts) < _DEPTH:
                    yield from self._inside(entry)
            elif child.name.lower().endswith(".zip"):
                yield from self.unpacked(path, inner, below, archives)
            elif child.name != METADATA:
                yield entry

    def _inside(self, entry: Entry) -> Iterator[Entry]:
        try:
            for inner in self.walk(entry.path, entry.shown, entry.parts, entry.archives):
                yield replace(inner, people=inner.people or entry.people)
        except PermissionError:
            yield replace(entry, kind="problem", problem=_TEXTS["closed"])

    def unpacked(self, path: Path, shown: str, parts: tuple[str, ...], archives: int) -> Iterator[Entry]:
        """What is in a zip archive, which counts as a folder."""
        entry = Entry(path, shown, parts, "problem", None, archives)
        if archives >= 2:
            yield replace(entry, problem=_TEXTS["nested-archives"])
            return
        try:
            folder = self._unpacker.unpack(path)
        except ArchiveRefused as exc:
            yield replace(entry, problem=exc.text)
            return
        if parts:
            yield Entry(path, shown, parts, "folder", None, archives)
        while (wrapper := self._wrapper(folder)) is not None:
            folder, shown = folder / wrapper, f"{shown}/{wrapper}"
        yield from self.walk(folder, shown, parts, archives + 1)

    def _wrapper(self, folder: Path) -> str | None:
        """The only thing in an archive, if it is a folder that says nothing."""
        there = children(folder)
        if len(there) != 1 or not there[0].is_dir(follow_symlinks=False):
            return None
        name = there[0].name
        if self.names.assignment(name) or self.names.read(name, name, True).ids.platform:
            return None
        if any(
            is_notebook(child.name, (".zip",)) or self.names.assignment(child.name)
            for child in children(folder / name)
        ):
            return None  # it is called after its student, or its files are
        return name

    def _is_right(self, parts: tuple[str, ...]) -> bool:
        """Whether a notebook has its right name in its right folder."""
        return len(parts) > 1 and parts[-2] in self.names.assignments and parts[-1] == f"{parts[-2]}.ipynb"


def children(folder: Path) -> list[os.DirEntry[str]]:
    """What is in a folder, sorted; hidden things and Jupyter's and Python's own folders aside."""
    with os.scandir(folder) as entries:
        return sorted(
            (entry for entry in entries if not _HIDDEN.match(entry.name)), key=lambda entry: entry.name
        )


def is_notebook(name: str, or_else: tuple[str, ...] = ()) -> bool:
    """Whether a file's name ends as a notebook's does, or in one of ``or_else``."""
    return name.lower().endswith((*NOTEBOOKS, *or_else))


def is_zip(name: str) -> bool:
    """Whether a file's name ends as a zip archive's does."""
    return name.lower().endswith(".zip")


def stem(name: str) -> str:
    """A file's name without the end that says what it is."""
    return re.sub(r"(\.ipynb(\.txt|\.json)?|\.zip)$", "", name, flags=re.IGNORECASE)
