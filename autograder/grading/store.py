"""Results on disk: by submission and suite, so that what was graded once stays graded, whatever kills the run; and those of
one run, so that a class of any size takes no memory."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import msgspec

from autograder.core.errors import OurFault
from autograder.core.results import SCHEMA, Result, ResultsError, result_from_json

_TABLE = """CREATE TABLE IF NOT EXISTS results (
    submission TEXT, suite TEXT, conditions TEXT, graded REAL, result BLOB, PRIMARY KEY (submission, suite, conditions)
) WITHOUT ROWID"""


_FOLDERS = "CREATE TABLE IF NOT EXISTS folders (folder TEXT PRIMARY KEY) WITHOUT ROWID"


class Store:
    """A SQLite file, a context manager. One process writes; each result is a transaction of its own.

    Raises (from everything):
        OurFault: when the file cannot be used, with what to do.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._faults():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=NORMAL")
            version = self._database.execute("PRAGMA user_version").fetchone()[0]
            if version > SCHEMA:
                raise OurFault(
                    f"{path} was written by a newer version (schema {version}, here {SCHEMA}): "
                    f"move it away, and everything is graded anew"
                )
            if version < SCHEMA:  # nothing is lost: another version of the package has other digests anyway
                self._database.execute("DROP TABLE IF EXISTS results")
            self._database.execute(f"PRAGMA user_version={SCHEMA}")
            self._database.execute(_TABLE)
            self._database.execute(_FOLDERS)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, submission: str, suite: str, conditions: str) -> Result | None:
        """The result kept under these digests, or None."""
        with self._faults():
            row = self._database.execute(
                "SELECT result FROM results WHERE submission=? AND suite=? AND conditions=?",
                (submission, suite, conditions),
            ).fetchone()
        try:
            return None if row is None else result_from_json(row[0])
        except ResultsError:
            return None  # a damaged row is graded again

    def put(self, submission: str, suite: str, conditions: str, result: Result) -> None:
        """Keep a result. One that is our fault is not kept: the next run tries again."""
        if result.outcome == "not_graded":
            return
        with self._faults():
            self._database.execute(
                "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?)",
                (submission, suite, conditions, time.time(), msgspec.json.encode(result)),
            )

    def remember(self, folder: Path) -> None:
        """Keep a folder from which submissions were graded: the names in results start there."""
        with self._faults():
            self._database.execute("INSERT OR IGNORE INTO folders VALUES (?)", (os.fsencode(folder),))

    def folders(self) -> list[Path]:
        """The folders from which submissions were graded."""
        with self._faults():
            return [Path(os.fsdecode(row[0])) for row in self._database.execute("SELECT folder FROM folders")]

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _faults(self) -> AbstractContextManager[None]:
        remedy = "check its permissions, or delete it (everything is then graded anew)"
        return _faults(f"the result store {self.path}", remedy)


@contextmanager
def _faults(what: str, remedy: str) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as exc:
        raise OurFault(f"{what} cannot be used ({exc}): free disk space, {remedy}") from exc


class Spool:
    """The results of one run as they come, in a temporary file; iterating gives them by student, assignment and notebook.

    Attributes:
        outcomes: those that have been seen.

    Raises (from everything):
        OurFault: when the file cannot be used.
    """

    def __init__(self, results: Iterable[Result]) -> None:
        self.outcomes: set[str] = set()
        self._database = sqlite3.connect("")  # SQLite's own temporary file: it is gone with the connection
        with self._faults():
            self._database.execute("CREATE TABLE spool (student, assignment, notebook, result)")
        for result in results:
            self.outcomes.add(result.outcome)
            row = result.student, result.assignment, result.notebook, msgspec.json.encode(result)
            with self._faults():
                self._database.execute("INSERT INTO spool VALUES (?, ?, ?, ?)", row)

    def __iter__(self) -> Iterator[Result]:
        with self._faults():
            for (result,) in self._database.execute(
                "SELECT result FROM spool ORDER BY student, assignment, notebook"
            ):
                yield result_from_json(result)

    def _faults(self) -> AbstractContextManager[None]:
        return _faults("the temporary file for results", "or set TMPDIR to a folder with some")
