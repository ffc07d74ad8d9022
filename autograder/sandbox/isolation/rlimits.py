"""Limits that the kernel counts per process, and for processes per user in the worker's user namespace."""

from __future__ import annotations

from dataclasses import dataclass

try:
    import resource
except ImportError:  # Windows, where there are no such limits
    resource = None  # type: ignore[assignment]

MIB = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one worker may use.

    Attributes:
        memory: bytes of its processes together, where a memory cgroup or the zygote's watch counts them.
        data: bytes of private writable memory, a process; torch needs 256 MiB.
        address_space: bytes of mappings of any kind, a process; torch needs 664 MiB.
        processes: processes and threads together.
        files: descriptors, a process.
        file_size: bytes, a file.
        folder: bytes of the work folder; there is as much again in ``/dev/shm``.
        inodes: files and folders in the work folder.
        cpu: seconds, a process.
    """

    memory: int = 2048 * MIB
    data: int = 2048 * MIB
    address_space: int = 4096 * MIB
    processes: int = 64
    files: int = 256
    file_size: int = 64 * MIB
    folder: int = 64 * MIB
    inodes: int = 4096
    cpu: int = 600


def for_memory(mib: float) -> Limits:
    """Limits for a worker that may use so much memory.

    One process alone gets a MemoryError, which a student understands, before it is killed: what it shares with the
    zygote counts for RLIMIT_DATA and not for the control group.
    """
    memory = int(mib * MIB)
    return Limits(memory=memory, data=memory, address_space=memory + 2048 * MIB)


def enter(limits: Limits) -> None:
    """Set them, soft and hard, for this process and its children to come."""
    wanted = {  # a core of 1 byte, unlike 0, also keeps the kernel from handing a dump to a program of the host
        "RLIMIT_CORE": 1,
        "RLIMIT_MEMLOCK": 0,
        "RLIMIT_MSGQUEUE": 0,
        "RLIMIT_NICE": 0,
        "RLIMIT_RTPRIO": 0,
        "RLIMIT_SIGPENDING": 256,
        "RLIMIT_NOFILE": limits.files,
        "RLIMIT_FSIZE": limits.file_size,
        "RLIMIT_DATA": limits.data,
        "RLIMIT_AS": limits.address_space,
        "RLIMIT_STACK": 8 * MIB,
        "RLIMIT_CPU": limits.cpu,
        "RLIMIT_NPROC": limits.processes,
    }
    for name, value in wanted.items():
        number = getattr(resource, name, None)
        if number is None:
            continue
        _, hard = resource.getrlimit(number)
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(number, (bound, bound))
