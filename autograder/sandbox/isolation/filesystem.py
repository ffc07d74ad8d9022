"""What a worker can see of the file system: the interpreter's environment, read-only, and one folder to write in.

No home folder, no course, no other submission, no ``/etc`` but a user list that is made up. Of this package the folder
``autograder/`` alone is shown, never what lies beside it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import autograder
from autograder.sandbox.isolation import kernel
from autograder.sandbox.isolation.rlimits import MIB

WORK = "/sandbox"
"""The one folder that can be written (besides ``/dev/shm``): home and temporary folder of the worker, on a tmpfs."""

DEVICES = tuple(f"/dev/{name}" for name in ("null", "zero", "full", "random", "urandom"))
_SYSTEM = """
    /lib /lib64 /lib32 /usr/lib /usr/lib64 /usr/lib32 /usr/local/lib /nix/store
    /etc/ld.so.cache /etc/ld.so.conf /etc/ld.so.conf.d /etc/alternatives /etc/localtime /usr/share/zoneinfo
    /etc/fonts /usr/share/fonts /usr/share/fontconfig /usr/local/share/fonts /sys/devices/system/cpu
""".split()
_PARTS = ("bin", "lib", "lib64", "share/fonts", "pyvenv.cfg")  # never a whole prefix: a course may be in it
_SHARED_PREFIXES = ("/usr", "/usr/local", "/")  # they hold more than Python: its parts are taken one by one
_MADE_UP = {
    "/etc/passwd": "student:x:1000:1000:student:/sandbox:/bin/false\nroot:x:0:0:root:/:/bin/false\n",
    "/etc/group": "student:x:1000:\nroot:x:0:\n",
    "/etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
    "/etc/hosts": "127.0.0.1 localhost\n",
}
_WRITTEN_TO = ("HOME", "TMPDIR", "TEMP", "TMP", "MPLCONFIGDIR", "IPYTHONDIR", "XDG_CACHE_HOME")
_LOCKED_DOWN = kernel.MS_NOSUID | kernel.MS_NODEV
_MAX_LINKS = 40


def readable_paths(extra: Sequence[str] = ()) -> tuple[str, ...]:
    """What this interpreter needs, each path where it is outside; ``extra`` are folders of packages beside its own."""
    paths = [str(Path(autograder.__file__).resolve().parent), *extra, *_SYSTEM]
    for prefix in {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix}:
        if prefix not in _SHARED_PREFIXES:
            paths += [os.path.join(prefix, part) for part in _PARTS]
        else:
            paths += [entry for entry in sys.path if entry.startswith(prefix) and os.path.isdir(entry)]
    paths += filter(None, (sys.executable, os.path.realpath(sys.executable)))
    kept: list[str] = []  # without what another one contains already
    for path in sorted({path for path in paths if os.path.exists(path)}, key=len):
        if not any(path.startswith(outer.rstrip("/") + "/") for outer in kept):
            kept.append(path)
    return tuple(kept)


def use(folder: str) -> None:
    """Make a folder the place where everything is written: home, temporary files, caches."""
    os.chdir(folder)
    os.environ.update(dict.fromkeys(_WRITTEN_TO, folder))
    tempfile.tempdir = None  # may have been decided for the folder before


def build_and_enter(readable: Iterable[str], staging: str) -> None:
    """Make these paths the root of this mount namespace, and nothing else; ``/proc`` is the old one.

    Args:
        staging: an existing folder to mount the new root on.

    Raises:
        OSError: the kernel does not let us.
    """
    kernel.mount("", "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    kernel.mount("root", staging, "tmpfs", _LOCKED_DOWN, "size=2m,nr_inodes=8192,mode=0755")
    old_mask = os.umask(0o022)
    for path in readable:
        _show(path, staging)
    for path in DEVICES:
        _bind(path, staging, kernel.ATTR_NOSUID)
    for path in ("/dev/shm", "/proc", WORK):
        os.makedirs(staging + path, exist_ok=True)
    kernel.mount("/proc", staging + "/proc", None, kernel.MS_BIND | kernel.MS_REC)
    os.symlink("/proc/self/fd", staging + "/dev/fd")
    if not os.path.lexists(staging + "/tmp"):
        os.symlink(WORK, staging + "/tmp")
    os.makedirs(staging + "/etc", exist_ok=True)
    for path, text in _MADE_UP.items():
        if not os.path.lexists(staging + path):
            Path(staging + path).write_text(text, encoding="utf-8")
    os.umask(old_mask)
    kernel.pivot_root(staging)
    kernel.mount_setattr("/", kernel.ATTR_RDONLY)


def mount_writable(folder: str, size: int, inodes: int, mode: str = "0700") -> None:
    """A fresh, empty, bounded tmpfs on ``folder``: ``size`` in bytes, memory that a cgroup counts."""
    options = f"size={size},nr_inodes={inodes},mode={mode}"
    kernel.mount("tmpfs", folder, "tmpfs", _LOCKED_DOWN | kernel.MS_NOEXEC, options)


def mount_proc() -> None:
    """A ``/proc`` of this PID namespace, which can be written as far as the kernel lets its user."""
    kernel.mount("proc", "/proc", "proc", _LOCKED_DOWN | kernel.MS_NOEXEC)


def mount_bare_proc() -> None:
    """A read-only ``/proc`` of this PID namespace that holds its processes, and none of the kernel's other files."""
    try:
        kernel.mount("proc", "/proc", "proc", _LOCKED_DOWN | kernel.MS_NOEXEC, "subset=pid")
    except OSError:  # before Linux 5.8
        mount_proc()
    kernel.mount_setattr("/proc", kernel.ATTR_RDONLY)


def mount_zygotes_own() -> None:
    """What the zygote itself writes while it warms up (caches of matplotlib's and IPython's)."""
    mount_writable(WORK, 64 * MIB, 4096)
    mount_writable("/dev/shm", 16 * MIB, 64)


def _show(path: str, staging: str) -> None:
    """Bind ``path``; links on the way to it are made again, and what they point to is shown as well."""
    for _ in range(_MAX_LINKS):
        link = _first_link(path)
        if link is None:
            _bind(path, staging, kernel.ATTR_NOSUID | kernel.ATTR_NODEV | kernel.ATTR_RDONLY)
            return
        target = os.readlink(link)
        if not os.path.lexists(staging + link):
            os.makedirs(os.path.dirname(staging + link), exist_ok=True)
            os.symlink(target, staging + link)
        path = os.path.normpath(os.path.join(os.path.dirname(link), target) + path[len(link) :])


def _first_link(path: str) -> str | None:
    """The first part of a path that is a symbolic link."""
    return next((str(one) for one in (*reversed(Path(path).parents), Path(path)) if one.is_symlink()), None)


def _bind(path: str, staging: str, attributes: int) -> None:
    target = staging + path
    if not os.path.exists(path) or os.path.exists(target):  # shown already, as a part of something else
        return
    if os.path.isdir(path):
        os.makedirs(target)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o444))
    kernel.mount(path, target, None, kernel.MS_BIND | kernel.MS_REC)
    kernel.mount_setattr(target, attributes, recursive=True)
