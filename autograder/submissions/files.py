"""Reading a file that a student handed in: no link, pipe, device or folder is followed, and no more read than allowed."""

import errno
import hashlib
import json
import os
import stat
from pathlib import Path

from autograder.core.errors import Unreadable
from autograder.core.text import Text
from autograder.submissions import messages

MAX_BYTES = 64 * 1024 * 1024
# those that the platform has
_FLAGS = sum(getattr(os, f"O_{name}", 0) for name in "RDONLY NOFOLLOW NONBLOCK CLOEXEC BINARY NOCTTY".split())


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a regular file of at most ``limit`` bytes.

    Raises:
        Unreadable: when it is anything else, is too large, or cannot be opened.
    """
    try:
        with os.fdopen(open_file(path, limit), "rb") as file:
            data = file.read(limit + 1)
    except OSError as exc:
        raise messages.unreadable(_refused(path, exc)) from exc
    if len(data) > limit:  # it grew, or lied
        raise _too_large(len(data), limit)
    return data


def open_file(path: Path, limit: int) -> int:
    """A descriptor of a regular file of at most ``limit`` bytes; nothing else is waited for or followed.

    Raises:
        Unreadable: as in :func:`read_bytes`.
    """
    try:
        if path.is_symlink():  # not every platform has O_NOFOLLOW
            raise messages.unreadable("link")
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError) as exc:
        raise messages.unreadable(_refused(path, exc)) from exc
    status = os.fstat(descriptor)
    if stat.S_ISREG(status.st_mode) and status.st_size <= limit:
        return descriptor
    os.close(descriptor)
    if stat.S_ISREG(status.st_mode):
        raise _too_large(status.st_size, limit)
    raise messages.unreadable("folder" if stat.S_ISDIR(status.st_mode) else "special")


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_of(path: Path, limit: int = MAX_BYTES) -> str:
    """SHA-256 of a file, read as :func:`read_bytes` reads it.

    Raises:
        Unreadable: as there.
    """
    return digest(read_bytes(path, limit))


def to_utf8(data: bytes) -> tuple[bytes, Text | None]:
    """JSON text as UTF-8 without a byte order mark, and a note when it was in another encoding.

    JSON begins with two ASCII characters, so its first bytes tell UTF-8, UTF-16 and UTF-32 apart for certain. What
    has no such sign is left as it is: outputs may hold any bytes, and :func:`autograder.core.charset.decode` is for
    cells that are not UTF-8.

    Raises:
        Unreadable: when UTF-16 or UTF-32 does not decode.
    """
    encoding = json.detect_encoding(data[:8])
    if encoding == "utf-8":
        return data, None
    if encoding == "utf-8-sig":
        return data[3:], None  # what Windows' Notepad adds; nothing is lost
    try:
        text = data.decode(encoding, "surrogatepass").removeprefix("\ufeff")
        return text.encode("utf-8", "surrogatepass"), messages.TEXTS["decoded"].format(encoding.upper()[:6])
    except UnicodeDecodeError as exc:
        raise messages.unreadable("not-text") from exc


def _too_large(size: int, limit: int) -> Unreadable:
    return messages.unreadable("too-large", -(-size >> 20), limit >> 20)


def _refused(path: Path, exc: BaseException) -> str:
    """Why the operating system would not open or read the file."""
    code = getattr(exc, "errno", None)
    if code in (errno.ELOOP, errno.EMLINK):
        return "link"
    if code in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
        return "gone"
    if code == errno.EISDIR or (code == errno.EACCES and path.is_dir()):  # Windows says EACCES for a folder
        return "folder"
    if code in (errno.ENXIO, errno.ENODEV):  # a socket
        return "special"
    return "forbidden"
