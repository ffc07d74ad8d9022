"""No privilege of root's is left, none can come back through an execve, and none through a new user namespace."""

from __future__ import annotations

from autograder.sandbox.isolation import kernel

_HIGHEST = 63


def drop_bounding() -> None:
    """Nothing that is executed can get a capability again; to be called while CAP_SETPCAP is still there."""
    for number in range(_HIGHEST + 1):
        try:
            kernel.prctl(kernel.PR_CAPBSET_DROP, number)
        except OSError:  # EINVAL: past the last one; EPERM: not ours to drop, and no_new_privs does the same
            break


def drop_all() -> None:
    """Empty all sets; set no_new_privs."""
    drop_bounding()
    kernel.prctl(kernel.PR_CAP_AMBIENT, kernel.PR_CAP_AMBIENT_CLEAR_ALL)
    kernel.capset(0, 0, 0)
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
