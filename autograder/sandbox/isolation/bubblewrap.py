"""bubblewrap as one more wall around the zygote's own, where it is installed.

It shows the same view, built by a program that many people have looked at; our namespaces are then made inside of it,
so that a mistake in one of the two is not a hole. It is not on PyPI, and nothing depends on it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence

from autograder.sandbox.isolation import identity
from autograder.sandbox.isolation.view import View

_TRIAL_SECONDS = 20.0
# What the zygote's own wall still needs of root's: to build it, and to become somebody else.
_CAPABILITIES = ("CAP_SYS_ADMIN", "CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP")


def program() -> str | None:
    """Where it is installed."""
    return shutil.which("bwrap", path="/usr/bin:/bin:/usr/local/bin")


def command(view: View, staging: str, inner: Sequence[str]) -> list[str]:
    """The command line that runs ``inner`` behind the wall, with ``staging`` as an empty folder to work in."""
    line = [program() or "bwrap"]
    if identity.is_root():
        # Not in a user namespace of bubblewrap's: the user that root becomes would not exist there. /proc stays as it
        # is, since bubblewrap would cover parts of a new one, and then the kernel refuses the workers theirs.
        line += [
            "--unshare-ipc",
            "--unshare-net",
            "--unshare-uts",
            "--bind",
            "/proc",
            "/proc",
            "--cap-drop",
            "ALL",
        ]
        line += [word for name in _CAPABILITIES for word in ("--cap-add", name)]
    else:
        line += ["--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-net", "--unshare-uts"]
        line += ["--proc", "/proc"]
    line += ["--dev", "/dev", "--tmpfs", "/tmp"]
    for path in view.readable:
        line += ["--ro-bind", path, path]
    return [*line, "--tmpfs", staging, "--chdir", staging, "--", *inner]


def works(view: View, staging: str, trial: Sequence[str], fds: Sequence[int] = ()) -> bool:
    """Whether ``trial`` ends well behind the wall."""
    if program() is None:
        return False
    try:
        done = subprocess.run(
            command(view, staging, trial),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_TRIAL_SECONDS,
            pass_fds=fds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def enter(view: View, staging: str, inner: Sequence[str]) -> None:
    """Become ``inner`` behind the wall; open descriptors that are inheritable go along."""
    line = command(view, staging, inner)
    os.execv(line[0], line)
