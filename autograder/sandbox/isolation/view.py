"""What a worker can see of the file system: the interpreter's environment, read-only, and nothing else.

No home folder, no course, no other submission, no ``/etc`` but a user list that is made up. Of this package the folder
``autograder/`` alone is shown, never what lies beside it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import autograder

WORK = "/sandbox"
"""The one folder that can be written (besides ``/dev/shm``): home and temporary folder of the worker, on a tmpfs."""

_SYSTEM = (
    "/lib",
    "/lib64",
    "/lib32",
    "/usr/lib",
    "/usr/lib64",
    "/usr/lib32",
    "/usr/local/lib",
    "/nix/store",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/alternatives",
    "/etc/localtime",
    "/usr/share/zoneinfo",
    "/etc/fonts",
    "/usr/share/fonts",
    "/usr/share/fontconfig",
    "/usr/local/share/fonts",
    "/sys/devices/system/cpu",
)
_DEVICES = ("null", "zero", "full", "random", "urandom")
_PARTS = (
    "bin",
    "lib",
    "lib64",
    "share/fonts",
    "pyvenv.cfg",
)  # never a whole prefix: a course may be made in it
_SHARED_PREFIXES = (
    "/usr",
    "/usr/local",
    "/",
)  # a prefix that holds more than Python: its parts are taken one by one

WRITTEN = {
    "/etc/passwd": "student:x:1000:1000:student:/sandbox:/bin/false\nroot:x:0:0:root:/:/bin/false\n",
    "/etc/group": "student:x:1000:\nroot:x:0:\n",
    "/etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
    "/etc/hosts": "127.0.0.1 localhost\n",
}
"""Files that are made up for the worker, and what is in them."""


@dataclass(frozen=True, slots=True)
class View:
    """Paths that exist for the worker, each where it is outside: ``readable`` files and folders, and ``devices``."""

    readable: tuple[str, ...]
    devices: tuple[str, ...] = tuple(f"/dev/{name}" for name in _DEVICES)


def of_interpreter(extra: Sequence[str] = ()) -> View:
    """The view that this interpreter needs; ``extra`` are folders of packages outside of its prefixes."""
    paths = [str(Path(autograder.__file__).resolve().parent), *extra, *_SYSTEM]
    for prefix in dict.fromkeys((sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix)):
        if prefix not in _SHARED_PREFIXES:
            paths += [os.path.join(prefix, part) for part in _PARTS]
        else:
            paths += [entry for entry in sys.path if entry.startswith(prefix) and os.path.isdir(entry)]
    for program in (sys.executable, os.path.realpath(sys.executable)):
        if program:
            paths.append(program)
    return View(tuple(_without_nested(path for path in paths if os.path.exists(path))))


def _without_nested(paths: Iterable[str]) -> list[str]:
    """Leave out what another path of the list contains already."""
    kept: list[str] = []
    for path in sorted(set(paths), key=len):
        if not any(path == outer or path.startswith(outer.rstrip("/") + "/") for outer in kept):
            kept.append(path)
    return kept
