"""Files that are never half there, whoever is stopped while writing them."""

import os
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step; what was in its place stays until then. A link stays one, and so does a device or a pipe.

    Raises:
        OSError: it cannot be written; nothing of it is left.
    """
    if is_special(path):
        path.write_bytes(data)
        return
    path = Path(os.path.realpath(path))
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def is_special(path: Path) -> bool:
    """Whether it is a device or a pipe, such as ``/dev/stdout``: it cannot be replaced, only written to."""
    return path.exists() and not (path.is_file() or path.is_dir())
