"""The strongest level: a wall around the zygote, and a smaller one around each worker.

The zygote moves into user, PID, mount, network, IPC and UTS namespaces of its own whose root shows only the
interpreter's environment, and warms up there. Each worker then gets new ones of each kind, in an order that matters:

1. The zygote asks for a new PID namespace for its next child, forks, and returns to its own. The child is init there:
   when it is killed, all that it started is, too, and its pidfd reports its end only after theirs.
2. The child leaves the mount, network, IPC and UTS namespaces and mounts its own empty folders and /proc. These
   namespaces belong to the zygote's user namespace, so nothing that the worker may become can change them.
3. Only then comes its own user namespace, in which processes are counted for this worker alone.
"""

from __future__ import annotations

import os
import select
from collections.abc import Iterable
from itertools import pairwise
from typing import NoReturn

from autograder.sandbox.isolation import Unavailable, filesystem, kernel, privileges
from autograder.sandbox.isolation.filesystem import WORK
from autograder.sandbox.isolation.rlimits import Limits

_OF_WORKER = kernel.NEWNS | kernel.NEWNET | kernel.NEWIPC | kernel.NEWUTS
_OF_ZYGOTE = _OF_WORKER | kernel.NEWUSER | kernel.NEWPID
_ADVICE = (
    "User namespaces are needed. In Docker: --security-opt seccomp=unconfined --security-opt systempaths=unconfined "
    "(or --privileged); on Debian: sysctl kernel.unprivileged_userns_clone=1; on Ubuntu 24.04: sysctl "
    "kernel.apparmor_restrict_unprivileged_userns=0; elsewhere: sysctl user.max_user_namespaces=10000."
)


def enter_wall(readable: Iterable[str], staging: str) -> None:
    """Move this process, which must have no threads, into the zygote's wall; returns in a child, init of its own.

    The process that called waits for that child and ends as it does.

    Raises:
        Unavailable: the machine does not let us; the process may then be half-way in and is of no more use.
    """
    as_root = privileges.is_root()
    try:
        if as_root:  # with root's eyes, since the interpreter may lie under root's home
            uid = privileges.unprivileged(os.getpid())
            kernel.unshare(kernel.NEWNS)
            filesystem.build_and_enter(readable, staging)
            privileges.become(uid)
        outside = (os.geteuid(), os.getegid())
        kernel.unshare(_OF_ZYGOTE)
        privileges.map_ids("/proc/self", 0, outside)
        _fork_init()
        if not as_root:
            filesystem.build_and_enter(readable, staging)
        filesystem.mount_proc()
        filesystem.mount_zygotes_own()
        kernel.sethostname(b"sandbox")
        filesystem.use(WORK)
    except OSError as exc:
        raise Unavailable(f"namespaces: {exc}. {_ADVICE}") from exc


def _fork_init() -> None:
    """Go on in a child; the parent waits for it, and ends with it or with the marker."""
    marker = os.pidfd_open(os.getppid())
    pid = os.fork()
    if pid == 0:
        kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)
        os.close(marker)
        return
    _wait_for(pid, marker)


def _wait_for(pid: int, marker: int) -> NoReturn:
    """When this process ends, the kernel ends the zygote, and with it all in its namespace."""
    zygote = os.pidfd_open(pid)
    kept = sorted((marker, zygote))
    for first, last in pairwise((-1, *kept, 65536)):  # the control socket above all: its end must be seen
        os.closerange(first + 1, last)
    if marker in select.select([marker, zygote], [], [])[0]:
        os._exit(1)
    _, status = os.waitpid(pid, 0)
    os._exit(os.waitstatus_to_exitcode(status) & 0x7F)


def fork(own: int) -> int:
    """As :func:`os.fork`; the child is init of a new PID namespace.

    Args:
        own: a descriptor of this process's PID namespace.
    """
    kernel.unshare(kernel.NEWPID)
    try:
        pid = os.fork()
    except BaseException:
        kernel.setns(own, kernel.NEWPID)
        raise
    if pid:
        kernel.setns(own, kernel.NEWPID)
    return pid


def enter_worker(limits: Limits) -> None:
    """In the child: its own namespaces, its own empty folders, its own /proc; at the end an ordinary user, 1000."""
    # through the zygote's /proc, where it can be written
    process = os.open("/proc/self", os.O_PATH | os.O_DIRECTORY)
    kernel.unshare(_OF_WORKER)
    filesystem.mount_writable(WORK, limits.folder, limits.inodes)
    filesystem.mount_writable("/dev/shm", limits.folder, limits.inodes, "1777")
    filesystem.mount_bare_proc()
    kernel.unshare(kernel.NEWUSER)
    privileges.map_ids(process, 1000, (0, 0))
    filesystem.use(WORK)
