"""Tries every layer for real, each in a process of its own that is thrown away: what `autograder doctor` shows.

:func:`main` prints the outcomes as JSON; it is always run in a fresh process, since some trials need one that has no
threads.
"""

from __future__ import annotations

import errno
import json
import os
import socket
import sys
import tempfile
from collections.abc import Callable, Sequence

from autograder.sandbox.isolation import (
    FALLBACK,
    NAMESPACES,
    Unavailable,
    cgroups,
    filesystem,
    kernel,
    landlock,
    levels,
    privileges,
    processes,
    rlimits,
    seccomp,
)

_NO_CAPABILITIES = "0" * 16


def user_namespace() -> str:
    """A process gets a user namespace, and is somebody else in it."""
    if privileges.is_root():
        privileges.become(privileges.unprivileged(os.getpid()))
    outside = (os.geteuid(), os.getegid())
    kernel.unshare(kernel.NEWUSER)
    privileges.map_ids("/proc/self", 1000, outside)
    _must(os.getuid() == 1000, "the ids were not mapped")
    return "a new one, uid 1000 inside"


def other_namespaces() -> str:
    """In it, PID, mount, network, IPC and UTS namespaces."""
    user_namespace()
    kernel.unshare(kernel.NEWPID | kernel.NEWNS | kernel.NEWNET | kernel.NEWIPC | kernel.NEWUTS)
    _must(_in_child(os.getpid) == "1", "the child of a new PID namespace is not its init")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        _must(sock.connect_ex(("192.0.2.1", 9)) == errno.ENETUNREACH, "the network can still be reached")
    return "PID, mount, network, IPC, UTS"


def files() -> str:
    """Landlock: what is not allowed cannot be opened, not even by its owner."""
    version = landlock.abi()
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    with tempfile.NamedTemporaryFile() as secret:

        def is_refused() -> bool:
            landlock.enter(landlock.ruleset(version, ["/usr/lib"], []))
            return _refused(lambda: os.open(secret.name, os.O_RDONLY))

        _must(_in_child(is_refused) == "True", "a file that was not allowed could be read")
    return f"ABI {version}" + ("" if version >= 6 else "; signals are scoped only from ABI 6 (Linux 6.12)")


def system_calls() -> str:
    """seccomp: sockets, memfd_create and a new program are refused, the rest works."""
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    seccomp.enter(seccomp.program(alone=False, signals=False))
    calls: dict[str, Callable[[], object]] = {
        "socket": socket.socket,
        "memfd_create": lambda: os.memfd_create("x"),
        "execve": lambda: os.execv("/bin/true", ["true"]),
    }
    for name, call in calls.items():
        _must(_refused(call), f"{name} was not refused")
    os.getpid()
    return f"{len(seccomp.numbers(kernel.machine()))} calls known on {kernel.machine()}, all others refused"


def limits() -> str:
    """rlimits: memory that is too much is refused."""
    bound = rlimits.for_memory(512)
    rlimits.enter(bound)
    try:
        bytearray(bound.data + 1)
    except MemoryError:
        return "memory, files, file size, CPU, processes"
    raise Unavailable("more memory than allowed was given")


def no_privileges() -> str:
    """Capabilities: none is left; root becomes an ordinary user."""
    said = "no capability left"
    if privileges.is_root():
        uid = privileges.unprivileged(os.getpid())
        privileges.drop_bounding()
        privileges.become(uid)
        said += f"; root becomes user {uid}"
    privileges.drop_all()
    with open("/proc/self/status", encoding="utf-8") as file:  # another codec may be out of reach by now
        status = dict(line.split(":", 1) for line in file)
    _must(status["CapEff"].strip() == _NO_CAPABILITIES, "capabilities were left")
    return said


def interpreter() -> str:
    """An ordinary user can read the interpreter; only the fallback level needs that."""
    if not privileges.is_root():
        return "you run it yourself"
    if not privileges.can_reach(filesystem.readable_paths()):
        raise Unavailable(f"{sys.prefix} or {sys.base_prefix} lies in a folder that only root may enter")
    return "yes"


def control_group() -> str:
    """A memory control group holds a process of ours."""
    group = cgroups.create(rlimits.Limits())
    try:
        _in_child(lambda: group.add(os.getpid()))
    finally:
        group.remove()
    return str(group.folders[0].parent)


def _level(name: str) -> str:
    """A whole level."""
    with tempfile.TemporaryDirectory() as folder:
        reason = levels.why_not(name, folder, [], rlimits.Limits())
    _must(reason is None, str(reason))
    return "a worker was put under all of it"


TRIALS: dict[str, Callable[[], str]] = {
    "user namespace": user_namespace,
    "other namespaces": other_namespaces,
    "Landlock": files,
    "seccomp": system_calls,
    "rlimits": limits,
    "privileges": no_privileges,
    "memory control group": control_group,
    "interpreter readable": interpreter,
    NAMESPACES: lambda: _level(NAMESPACES),
    FALLBACK: lambda: _level(FALLBACK),
}


def main(names: Sequence[str] = ()) -> None:
    """Print the outcomes of these trials, by default of all."""
    json.dump({name: processes.attempt(TRIALS[name]) for name in names or TRIALS}, sys.stdout)


def _must(condition: bool, otherwise: str) -> None:
    if not condition:
        raise Unavailable(otherwise)


def _in_child(action: Callable[[], object]) -> str:
    """What an action gives in a process of its own, as text; raises Unavailable where it fails."""
    works, said = processes.attempt(lambda: str(action()))
    _must(works, said)
    return said


def _refused(call: Callable[[], object]) -> bool:
    try:
        call()
    except OSError:
        return True
    return False
