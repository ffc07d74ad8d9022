"""The two files beside a submission's notebook that nbgrader itself wrote, and needs again for the feedback."""

import re
from datetime import datetime
from pathlib import Path

from nbgrader.utils import parse_utc

TIMESTAMP = "timestamp.txt"
NAMES = (TIMESTAMP, "submission_secret.txt")  # by the latter release_feedback finds whose feedback it is
_ONE_LINE = re.compile(r"[ -~]{1,500}\s*\Z")


def extras(folder: Path) -> dict[str, str]:
    """Name -> text of those that are what nbgrader writes: a line of text in a file, and no link to another."""
    found = {}
    for name in NAMES:
        path = folder / name
        if path.is_file() and not path.is_symlink() and path.stat().st_size < 1000:
            text = path.read_bytes().decode("utf-8", "replace")
            if _ONE_LINE.match(text):
                found[name] = text
    return found


def handed_in(folder: Path) -> datetime | None:
    """When a submission was handed in, UTC, as nbgrader's collecting noted it; None where it did not, or not legibly."""
    try:
        found: datetime | None = parse_utc(extras(folder).get(TIMESTAMP, "").strip() or None)
    except (ValueError, OverflowError):
        return None
    return found
