"""Makes one folder the place where everything is written: home, temporary files, caches."""

from __future__ import annotations

import os
import tempfile

VARIABLES = ("HOME", "TMPDIR", "TEMP", "TMP", "MPLCONFIGDIR", "IPYTHONDIR", "XDG_CACHE_HOME")


def use(folder: str) -> None:
    """Go there, and let every library find it."""
    os.chdir(folder)
    os.environ.update(dict.fromkeys(VARIABLES, folder))
    tempfile.tempdir = None  # may have been decided for the folder before
