"""The Linux system calls that Python 3.11 does not offer, each as a function that raises OSError.

Importing this module needs nothing of Linux; the C library is looked for when a function is first called.
"""

from __future__ import annotations

import ctypes
import functools
import os
import platform
from typing import Any

NEWNS, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET = (
    0x20000,
    0x4000000,
    0x8000000,
    0x10000000,
    0x20000000,
    0x40000000,
)

MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND, MS_REC, MS_PRIVATE = 0x2, 0x4, 0x8, 0x1000, 0x4000, 0x40000
MNT_DETACH = 2
ATTR_RDONLY, ATTR_NOSUID, ATTR_NODEV = 0x1, 0x2, 0x4

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_CAPBSET_DROP = 1, 4, 22, 24
PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 36, 38, 47, 4

_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_MOUNT_SETATTR, _LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 442, 444, 445, 446
_AT_RECURSIVE, _AT_FDCWD = 0x8000, -100


class _Program(ctypes.Structure):
    """``struct sock_fprog``."""

    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


@functools.cache
def _libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)


def _call(name: str, *args: Any) -> int:
    result = getattr(_libc(), name)(*args)
    if result == -1:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")
    return int(result)


def _long(value: int) -> ctypes.c_long:
    return ctypes.c_long(value)


def machine() -> str:
    """``x86_64``, ``aarch64``, or another name of the processor's."""
    return platform.machine()


def prctl(option: int, value: int = 0, third: int = 0) -> int:
    """Change one property of this process or thread."""
    return _call("prctl", option, *(ctypes.c_ulong(number) for number in (value, third, 0, 0)))


def unshare(flags: int) -> None:
    """Leave the namespaces that ``flags`` name for new ones; with NEWPID it is the next child that does."""
    _call("unshare", flags)


def setns(fd: int, kind: int) -> None:
    """Enter the namespace that ``fd`` stands for."""
    _call("setns", fd, kind)


def sethostname(name: bytes) -> None:
    """Name the machine, as this UTS namespace sees it."""
    _call("sethostname", name, len(name))


def mount(source: str, target: str, kind: str | None, flags: int = 0, data: str | None = None) -> None:
    """mount(2)."""
    _call(
        "mount",
        os.fsencode(source),
        os.fsencode(target),
        kind and kind.encode(),
        ctypes.c_ulong(flags),
        data and data.encode(),
    )


def mount_setattr(path: str, attributes: int, recursive: bool = False) -> None:
    """Add attributes to a mount, and to all below it (Linux 5.12)."""
    attr = (ctypes.c_uint64 * 4)(attributes, 0, 0, 0)
    _call(
        "syscall",
        _long(_MOUNT_SETATTR),
        _long(_AT_FDCWD),
        os.fsencode(path),
        _long(_AT_RECURSIVE if recursive else 0),
        attr,
        _long(ctypes.sizeof(attr)),
    )


def pivot_root(new_root: str) -> None:
    """Make ``new_root``, a mount, the root of this mount namespace; the old one is gone from it."""
    if machine() not in _PIVOT_ROOT:
        raise OSError(38, f"pivot_root: unknown on {machine()}")
    os.chdir(new_root)
    _call("syscall", _long(_PIVOT_ROOT[machine()]), b".", b".")  # stacks the old root over the new one ...
    _call("umount2", b".", MNT_DETACH)  # ... and takes it off
    os.chdir("/")


def capset(effective: int, permitted: int, inheritable: int) -> None:
    """Set this thread's capabilities, each a bit mask."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = [mask >> shift & 0xFFFFFFFF for shift in (0, 32) for mask in (effective, permitted, inheritable)]
    _call("capset", header, (ctypes.c_uint32 * 6)(*sets))


def landlock_create_ruleset(attr: bytes | None, flags: int = 0) -> int:
    """A new ruleset's descriptor; with no attributes and flag 1 the ABI version."""
    return _call("syscall", _long(_LANDLOCK_CREATE), attr, _long(len(attr or b"")), _long(flags))


def landlock_add_path(ruleset: int, access: int, fd: int) -> None:
    """Allow ``access`` beneath the file or folder that ``fd`` stands for."""
    attr = access.to_bytes(8, "little") + fd.to_bytes(4, "little")
    _call("syscall", _long(_LANDLOCK_ADD), _long(ruleset), _long(1), attr, _long(0))


def landlock_restrict_self(ruleset: int) -> None:
    """From now on only what the ruleset allows; needs no_new_privs."""
    _call("syscall", _long(_LANDLOCK_RESTRICT), _long(ruleset), _long(0))


def seccomp_filter(program: bytes) -> None:
    """Run this thread's system calls through a BPF program, for good; needs no_new_privs."""

    prog = _Program(len(program) // 8, program)
    _call(
        "prctl", PR_SET_SECCOMP, ctypes.c_ulong(2), ctypes.byref(prog), ctypes.c_ulong(0), ctypes.c_ulong(0)
    )
