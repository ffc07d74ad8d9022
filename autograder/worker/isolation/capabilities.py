"""No privilege of root's is left, none can come back through an execve, and none through a new user namespace."""

from __future__ import annotations

from autograder.worker.isolation import kernel

_HIGHEST = 63


def drop_all() -> None:
    """Empty the bounding, ambient, permitted, effective and inheritable sets; set no_new_privs."""
    for number in range(_HIGHEST + 1):
        try:
            kernel.prctl(kernel.PR_CAPBSET_DROP, number)
        except OSError:  # EINVAL: past the last one; EPERM: not ours to drop, and then execve cannot give it either
            break
    kernel.prctl(kernel.PR_CAP_AMBIENT, kernel.PR_CAP_AMBIENT_CLEAR_ALL)
    kernel.capset(0, 0, 0)
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
