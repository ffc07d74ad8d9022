"""Opening nbgrader's gradebook, and waiting for it while another process has it locked."""

import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from nbgrader import api
from nbgrader.api import Gradebook
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from autograder.core.errors import OurFault

T = TypeVar("T")
PATIENCE = 30.0  # seconds to wait for a gradebook that another process has locked


def open_gradebook(db_url: str, course_id: str, patience: float = PATIENCE) -> Gradebook:
    """nbgrader's gradebook, created when it is new.

    Args:
        db_url: an SQLAlchemy address.
        course_id: nbgrader's name of the course.
        patience: seconds to wait while another process has it locked.

    Raises:
        OurFault: when it cannot be opened.
    """
    try:
        address = make_url(db_url)
        if address.get_backend_name() == "sqlite" and "timeout" not in address.query:
            address = address.update_query_dict({"timeout": "5"})
        shown = address.render_as_string(hide_password=False)
        return insist(lambda: Gradebook(shown, course_id), patience, "so it cannot be opened")
    except OurFault:
        raise
    except Exception as exc:  # SQLAlchemy, the driver and alembic each have their own
        raise OurFault(f"the gradebook cannot be opened: {_reason(exc)}") from exc


def insist(attempt: Callable[[], T], patience: float, so: str) -> T:
    """Try again while the database is locked.

    Raises:
        OurFault: when it stays locked, or refuses for another reason of its own.
    """
    deadline, wait = time.monotonic() + patience, 0.02
    while True:
        try:
            return attempt()
        except OperationalError as exc:
            if "locked" not in str(exc) or time.monotonic() + wait > deadline:
                raise OurFault(
                    f"the gradebook refuses ({_reason(exc)}), {so}: close what else has it open, and run "
                    f"this again"
                ) from exc
        time.sleep(wait)
        wait = min(wait * 2, 1.0)


def _reason(exc: Exception) -> str:
    """The first line of an error's own message."""
    return (str(getattr(exc, "orig", None) or exc).splitlines() or [type(exc).__name__])[0]


def _schema_version() -> str | None:
    """The version that a new gradebook is marked with."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(Path(api.__file__).parent / "alembic")).get_current_head()


# nbgrader's own asks a process, which imports all of nbgrader again, and is not found where no environment is activated
api.get_alembic_version = _schema_version
# nbgrader opens the gradebook half a dozen times a submission; a new engine would compile every query again
api.create_engine = lru_cache(maxsize=8)(api.create_engine)
