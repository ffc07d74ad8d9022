"""Landlock: which files a worker may open, whatever its user may; no TCP, no signal or abstract socket to outside.

A second wall behind the mount namespace, and at the fallback level the only one for files. Nothing is allowed to be
executed: libraries are mapped, not executed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from autograder.sandbox.isolation import Unavailable, kernel

_WRITE_FILE, _READ_FILE, _READ_DIR, _IOCTL_DEV = 1 << 1, 1 << 2, 1 << 3, 1 << 15
_EXECUTE, _TRUNCATE, _REFER = 1 << 0, 1 << 14, 1 << 13
_MAKE_CHAR, _MAKE_BLOCK = 1 << 6, 1 << 11

_BY_ABI = {1: (1 << 13) - 1, 2: _REFER, 3: _TRUNCATE, 5: _IOCTL_DEV}
_FILE_ONLY = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV
_NET_TCP, _SCOPE_SIGNAL_AND_ABSTRACT = 0b11, 0b11  # from ABI 4 and ABI 6

READ = _READ_FILE | _READ_DIR


def abi(least: int = 1) -> int:
    """The kernel's Landlock version.

    Raises:
        Unavailable: it has none, or one below ``least``.
    """
    try:
        version = kernel.landlock_create_ruleset(None, 1)
    except (OSError, AttributeError) as exc:
        raise Unavailable(
            f"Landlock: {exc}. Linux 5.13 or newer with landlock among its security modules (lsm=) is needed."
        ) from exc
    if version < least:
        raise Unavailable(
            f"Landlock: ABI {version}, and {least} is needed. Linux 6.2 has 3, Linux 6.12 has 6."
        )
    return version


def scopes_signals() -> bool:
    """Whether Landlock keeps signals inside (ABI 6, Linux 6.12)."""
    return abi() >= 6


def handled(version: int) -> int:
    """All rights over files that this version knows, as a mask."""
    mask = 0
    for since, rights in _BY_ABI.items():
        if version >= since:
            mask |= rights
    return mask


def ruleset_attributes(version: int) -> bytes:
    """``struct landlock_ruleset_attr`` as long as this version understands it."""
    attr = handled(version).to_bytes(8, "little")
    if version >= 4:
        attr += _NET_TCP.to_bytes(8, "little")
    if version >= 6:
        attr += _SCOPE_SIGNAL_AND_ABSTRACT.to_bytes(8, "little")
    return attr


def ruleset(version: int, readable: Iterable[str], writable: Iterable[str]) -> int:
    """A ruleset's descriptor: what is beneath these paths, and nothing else. Paths that do not exist are left out."""
    fd = kernel.landlock_create_ruleset(ruleset_attributes(version))
    everything = handled(version) & ~(_EXECUTE | _MAKE_CHAR | _MAKE_BLOCK)
    for access, paths in ((READ, readable), (everything, writable)):
        for path in paths:
            try:
                beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
            except FileNotFoundError:
                continue
            folder = os.path.isdir(path)
            kernel.landlock_add_path(fd, access if folder else access & _FILE_ONLY, beneath)
            os.close(beneath)
    return fd


def enter(fd: int) -> None:
    """Put this process and all its children to come under the ruleset."""
    kernel.landlock_restrict_self(fd)
    os.close(fd)
