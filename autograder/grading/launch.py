"""Starts the processes of the sandbox afresh by exec, in a folder of their own and a clean environment."""

import contextlib
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import autograder.sandbox

START_SECONDS = 120.0  # importing torch from a cold disk on a busy machine
END_SECONDS = 2.0  # that one of them has to end by itself
PARENT = "AUTOGRADER_PARENT"  # what a process is told that cannot see yet who has started it
_PREFIX, _STALE_SECONDS = "autograder-", 86400.0
_CLEAN = """\
import os, sys, time
sys.stdin.read()  # until the process at the other end is gone
import shutil
count = int(sys.argv[1])
folders, groups = sys.argv[2 : 2 + count], sys.argv[2 + count :]
end = time.monotonic() + 10
while any(map(os.path.exists, folders + groups)) and time.monotonic() < end:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    for group in groups:
        try:
            os.rmdir(group)
        except OSError:
            time.sleep(0.01)  # its last process has not ended yet
"""
_ENTRY = Path(autograder.sandbox.__file__).resolve().parent / "__main__.py"


def new_folder() -> str:
    """A temporary folder for one of them; those that killed markers have left go."""
    _remove_stale_folders()
    return tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")


class Cleaner:
    """A process that takes away what this one leaves behind, should somebody kill it.

    Args:
        folders: temporary ones, which go with all that is in them.
        groups: folders of control groups, which go once their processes are gone.
    """

    def __init__(self, folders: Iterable[str], groups: Iterable[Path] = ()) -> None:
        folders = list(folders)
        rest = [str(len(folders)), *folders, *map(str, groups)]
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _CLEAN, *rest], stdin=subprocess.PIPE, start_new_session=True
        )

    def close(self) -> None:
        """There is nothing to take away any more."""
        self._process.kill()
        self._process.communicate()


def started(
    isolation: str, memory_mb: float, folder: str, options: list[str]
) -> tuple[subprocess.Popen[bytes], socket.socket]:
    """A zygote's process, which waits for ``go``, and its control socket."""
    ours, theirs = socket.socketpair()
    ours.settimeout(START_SECONDS)
    with theirs:
        # Not -I: it would make Python ignore PYTHONHASHSEED, and sets of strings would be walked in another order each
        # time. The environment is all ours, so -s (no user site) and -P (no script folder on the path) are what is left.
        process = subprocess.Popen(
            [
                *(sys.executable, "-s", "-P", "-B", str(_ENTRY)),
                "--control-fd",
                str(theirs.fileno()),
                "--isolation",
                isolation,
                "--memory",
                str(memory_mb),
                *(["--parent", str(os.getpid())] if _is_main_thread() else []),
                *options,
                *(f"--path={folder}" for folder in _other_folders()),
            ],
            pass_fds=[theirs.fileno()],
            env=environment(folder),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    return process, ours


def _other_folders() -> list[str]:
    """Folders of packages that a worker needs and that are in none of the interpreter's (``pip install --user``)."""
    found = []
    for name in ("torch", "IPython", "matplotlib", "numpy", "msgpack"):
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin:
            folder = Path(spec.origin).parent.parent
            if not any(folder.is_relative_to(prefix) for prefix in (sys.prefix, sys.base_prefix)):
                found.append(str(folder))
    return list(dict.fromkeys(found))


def environment(folder: str) -> dict[str, str]:
    """All that a zygote knows of the outside: no token, no name and no path of the person who grades."""
    return {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONIOENCODING": "utf-8",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MPLBACKEND": "Agg",
        "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",  # see sandbox.hugepages: forks copy far fewer page-table entries
        "OBJC_DISABLE_INITIALIZE_FORK_SAFETY": "YES",
        **dict.fromkeys(
            ("HOME", "TMPDIR", "TEMP", "TMP", "MPLCONFIGDIR", "IPYTHONDIR", "XDG_CACHE_HOME"), folder
        ),
    }


def _is_main_thread() -> bool:
    """Whether a process that dies with the thread that started it may be started here."""
    return threading.current_thread() is threading.main_thread()


def _remove_stale_folders() -> None:
    """Take away the folders of markers that were killed, a day later: a process id may mean another elsewhere."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}[0-9]*-*"):
        with contextlib.suppress(OSError):
            old = time.time() - folder.lstat().st_mtime > _STALE_SECONDS
            if old and folder.is_dir() and not Path("/proc", folder.name.split("-")[1]).exists():
                shutil.rmtree(folder, ignore_errors=True)
