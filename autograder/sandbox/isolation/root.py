"""Builds a root folder that holds a view and nothing else, and moves into it."""

from __future__ import annotations

import os

from autograder.sandbox.isolation import kernel
from autograder.sandbox.isolation.rlimits import MIB
from autograder.sandbox.isolation.view import WORK, WRITTEN, View

_LOCKED_DOWN = kernel.MS_NOSUID | kernel.MS_NODEV
_MAX_LINKS = 40


def build_and_enter(view: View, staging: str, proc: bool) -> None:
    """Make the view the root of this mount namespace.

    Args:
        staging: an existing folder to mount the new root on.
        proc: bring the old ``/proc`` along, for whoever mounts a new one over it.

    Raises:
        OSError: the kernel does not let us.
    """
    kernel.mount("", "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    kernel.mount("root", staging, "tmpfs", _LOCKED_DOWN, "size=2m,nr_inodes=8192,mode=0755")
    old_mask = os.umask(0o022)
    for path in view.readable:
        _show(path, staging)
    for path in view.devices:
        _bind(path, staging, kernel.ATTR_NOSUID)
    for path in ("/dev/shm", "/proc", WORK):
        os.makedirs(staging + path, exist_ok=True)
    if proc:
        kernel.mount("/proc", staging + "/proc", None, kernel.MS_BIND | kernel.MS_REC)
    os.symlink("/proc/self/fd", staging + "/dev/fd")
    if not os.path.lexists(staging + "/tmp"):
        os.symlink(WORK, staging + "/tmp")
    for path, text in WRITTEN.items():
        os.makedirs(os.path.dirname(staging + path), exist_ok=True)
        if not os.path.lexists(staging + path):
            with open(staging + path, "w", encoding="utf-8") as file:
                file.write(text)
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
    flags = _LOCKED_DOWN | kernel.MS_NOEXEC
    try:
        kernel.mount("proc", "/proc", "proc", flags, "subset=pid")
    except OSError:  # before Linux 5.8
        kernel.mount("proc", "/proc", "proc", flags)
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
    parts = path.split("/")
    return next(
        (
            prefix
            for prefix in ("/".join(parts[:n]) for n in range(2, len(parts) + 1))
            if os.path.islink(prefix)
        ),
        None,
    )


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
