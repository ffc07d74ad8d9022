"""From the name that a result shows back to the notebook itself, wherever the command runs and whatever holds it."""

import os
from collections.abc import Iterable
from pathlib import Path

from autograder.core.clean import clean_line
from autograder.core.course import Course
from autograder.core.errors import Unreadable
from autograder.core.results import Result
from autograder.submissions.archives import ArchiveRefused, Unpacker
from autograder.submissions.files import digest_of


class Locator:
    """Finds the notebooks of results.

    Args:
        course: the course that the results are of.
        folders: where the commands ran that the names of the results start from.
    """

    def __init__(self, course: Course, folders: Iterable[Path]) -> None:
        self._course = course
        self._folders = tuple(dict.fromkeys(folders))
        self._limit = course.limits.notebook_bytes
        self._unpacker = Unpacker()
        self._archives: dict[Path, Path | None] = {}

    def find(self, result: Result, *, exact: bool = True) -> Path | None:
        """The notebook, or None where it is gone.

        Args:
            exact: whether it must be the file that was graded, to the last bit; otherwise one that has taken its
                place will do.
        """
        named = (self._below(folder, Path(result.notebook)) for folder in self._folders or (Path.cwd(),))
        places = *named, self._course.submission(result.student, result.assignment)
        paths = [path for path in places if path is not None and path.is_file() and not path.is_symlink()]
        same = (path for path in paths if result.submission and self._is(path, result.submission))
        return next(same, paths[0] if paths and not exact else None)

    def _is(self, path: Path, digest: str) -> bool:
        try:
            return digest_of(path, self._limit) == digest
        except Unreadable:
            return False

    def _below(self, folder: Path, shown: Path) -> Path | None:
        """Follow a name, into archives too."""
        current = Path(shown.anchor) if shown.is_absolute() else folder
        for part in shown.parts[1:] if shown.is_absolute() else shown.parts:
            if current.suffix.lower() == ".zip" and current.is_file():
                inside = self._inside(current)
                if inside is None:
                    return None
                current = inside
            current = self._child(current, part)
        return current

    @staticmethod
    def _child(folder: Path, part: str) -> Path:
        """A name in a folder; names are shown without what terminals act upon."""
        if part == ".." or os.path.lexists(folder / part):
            return folder / part
        try:
            alike = [child.name for child in folder.iterdir() if clean_line(child.name, 1000) == part]
        except OSError:
            alike = []
        return folder / (alike[0] if len(alike) == 1 else part)

    def _inside(self, archive: Path) -> Path | None:
        if archive not in self._archives:
            try:
                self._archives[archive] = self._unpacker.unpack(archive)
            except ArchiveRefused:
                self._archives[archive] = None
        return self._archives[archive]
