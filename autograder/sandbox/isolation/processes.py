"""The processes of a worker, looked at from outside: what they use together, and how the last of them is ended.

The second best to a control group and a PID namespace: between two looks a worker can take more than it may, but not for
long.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import time
from collections.abc import Callable, Container, Iterable

from autograder.sandbox.isolation import Unavailable
from autograder.sandbox.isolation.rlimits import Limits

INTERVAL = 0.05  # seconds between two looks
_ENDING_SECONDS = 10.0


def attempt(action: Callable[[], str]) -> tuple[bool, str]:
    """Do something in a child that is thrown away: whether it went through, and what it says."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        try:
            outcome = True, action()
        except Unavailable as exc:
            outcome = False, str(exc)
        except BaseException as exc:
            outcome = False, f"{type(exc).__name__}: {exc}"
        try:
            os.write(writer, json.dumps(outcome).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with open(reader, "rb") as stream:
        data = stream.read()
    os.waitpid(pid, 0)
    ok, said = json.loads(data) if data else (False, "the process was killed")
    return ok, said


def too_much(processes: Iterable[int], folder: str | None, limits: Limits) -> str | None:
    """Which limit these processes (or the folder that they write) are over, or None."""
    processes = list(processes)
    if len(processes) > limits.processes:
        return "processes"
    # Pages shared with the zygote count in each process at first look; a closer one, which takes longer, shares them.
    for path, names in _MEMORY.items():
        if sum(_sum(path.format(pid), names) for pid in processes) <= limits.memory:
            break
    else:
        return "memory"
    return "folder" if folder is not None and _is_full(folder, limits) else None


def same_pid_namespace(pid: int) -> list[int]:
    """All processes in the PID namespace of ``pid``."""
    own = _namespace(pid)
    return [other for other in all_processes() if own is not None and _namespace(other) == own]


def descendants(ancestor: int, without: Container[int] = ()) -> list[int]:
    """All processes that come of ``ancestor``, as far as their parents live; not ``without`` and what is theirs."""
    children: dict[int | None, list[int]] = {}
    for pid in all_processes():
        children.setdefault(_parent(pid), []).append(pid)
    found = [ancestor]
    for pid in found:
        found += [child for child in children.get(pid, ()) if child not in without]
    return found[1:]


def own_children() -> list[int]:
    """The processes whose parent is this process, which has one thread."""
    own = os.getpid()
    try:
        with open(f"/proc/{own}/task/{own}/children", "rb") as file:
            return [int(pid) for pid in file.read().split()]
    except FileNotFoundError:  # a kernel without CONFIG_PROC_CHILDREN
        return [pid for pid in all_processes() if _parent(pid) == own]


def all_processes() -> list[int]:
    """All that ``/proc`` shows."""
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def threads_of(uid: int) -> int:
    """How many threads a user runs, in all of this machine that /proc shows."""
    count = 0
    for pid in all_processes():
        with contextlib.suppress(OSError):
            if os.stat(f"/proc/{pid}").st_uid == uid:
                count += len(os.listdir(f"/proc/{pid}/task"))
    return count


def end_children(keep: Container[int]) -> bool:
    """Kill and reap everything that comes of this process but ``keep`` and what comes of that, until nothing is left.

    All are killed before any is waited for: a killed process forks no more, and a bomb gets little done meanwhile.

    Returns:
        Whether that was reached; a program that forks faster than it is killed needs :func:`end_user`.
    """
    deadline = time.monotonic() + _ENDING_SECONDS
    while any(pid not in keep for pid in own_children()):
        for pid in descendants(os.getpid(), keep):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        for pid in own_children():
            if pid not in keep:
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(pid, os.WNOHANG)
        if time.monotonic() > deadline:
            return False
    return True


def end_user(uid: int) -> None:
    """Kill every process of a user's that is not root: from inside, where one call reaches all of them at once."""
    pid = os.fork()
    if pid == 0:
        try:
            os.setresgid(uid, uid, uid)
            os.setresuid(uid, uid, uid)
            if os.geteuid() == uid != 0:
                os.kill(-1, signal.SIGKILL)
        finally:
            os._exit(0)
    os.waitpid(pid, 0)


def end_group(group: int) -> None:
    """Kill what is left of a process group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


_MEMORY = {
    "/proc/{}/status": (b"RssAnon:", b"RssShmem:"),
    "/proc/{}/smaps_rollup": (b"Pss_Anon:", b"Pss_Shmem:"),
}


def _sum(path: str, names: tuple[bytes, ...]) -> int:
    """Bytes in the lines that start so; they are given in KiB."""
    try:
        with open(path, "rb") as file:
            return sum(int(line.split()[1]) * 1024 for line in file if line.startswith(names))
    except OSError:
        return 0


def _namespace(pid: int) -> int | None:
    try:
        return os.stat(f"/proc/{pid}/ns/pid").st_ino
    except OSError:
        return None


def _parent(pid: int) -> int | None:
    """The parent's process id; None when the process is gone."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return int(file.read().rpartition(b")")[2].split()[1])
    except (OSError, IndexError, ValueError):
        return None


def _is_full(folder: str, limits: Limits) -> bool:
    size = count = 0
    for path, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                size += os.lstat(os.path.join(path, name)).st_blocks * 512
        count += len(names) + 1
        if size > limits.folder or count > limits.inodes:
            return True
    return False
