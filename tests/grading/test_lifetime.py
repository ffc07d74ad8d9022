"""What a run starts, and that nothing of it lives on, however it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from autograder.sandbox.isolation import cgroups
from tests.course import ROOT, submission
from tests.faults.faults import descendants

ASSIGNMENT = "weight_decay"


def family(pid: int) -> set[int]:
    """A process and all that have come of it."""
    return {pid, *(child for child, _ in descendants(pid))}


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def lives(pid: int) -> bool:
    """Whether a process runs: one that the kernel is still clearing away has no memory, and so no command line."""
    try:
        return (
            bool(command_line(pid))
            and Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
        )
    except OSError:
        return False


def zygotes(pids: set[int]) -> set[int]:
    return {pid for pid in pids if "sandbox/__main__.py" in command_line(pid)}


def run(folder: Path, *options: str, temporary: Path | None = None) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "autograder",
        "grade",
        str(folder),
        "--course",
        str(ROOT),
        "--quiet",
        "--force",
    ]
    env = os.environ | ({} if temporary is None else {"TMPDIR": str(temporary)})
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([*command, *options], env=env, cwd=folder.parent, **quiet)


def groups(pids: set[int]) -> list[Path]:
    """The control groups that these processes have made."""
    return [
        folder
        for parent in cgroups._parents()
        for pid in pids
        for folder in parent.glob(f"autograder-{pid}-*")
    ]


def watched(process: subprocess.Popen[bytes], seconds: float = 120) -> set[int]:
    """All that the command starts until it ends."""
    seen: set[int] = set()
    deadline = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < deadline:
        seen |= family(process.pid)
        time.sleep(0.05)
    assert process.poll() is not None
    return seen


@pytest.fixture
def submitted(tmp_path: Path) -> Path:
    for number in range(2):
        path = tmp_path / "submitted" / f"s{number}" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        submission(path, ASSIGNMENT, before=[f"# {number}"])
    return tmp_path / "submitted"


def test_when_the_command_returns_nothing_of_it_runs(submitted: Path):
    """Markers, zygotes and workers are gone by then."""
    process = run(submitted, "--jobs", "2")
    seen = watched(process)
    assert len(seen) > 4
    told = {pid: command_line(pid) for pid in seen if lives(pid)}
    # resource_tracker is Python's own, which ends when it sees that
    assert not [line for pid, line in told.items() if "resource_tracker" not in line and lives(pid)]
    assert [path.name for path in submitted.parent.iterdir()] == ["submitted"]


@pytest.mark.parametrize(("moment", "jobs"), [("a zygote starts", "2"), ("a worker runs", "1")])
def test_when_the_command_is_killed_everything_is_gone_within_a_second(
    submitted: Path, moment: str, jobs: str
):
    """SIGKILL, while the zygote still loads, and while a student's cell spins: no process, no file and no group is left."""
    submission(
        submitted / "s9" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb",
        ASSIGNMENT,
        before=[
            "import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(600)\nwhile True: pass"
        ],
    )
    temporary = Path(tempfile.mkdtemp(prefix="killed-"))  # short enough for the names of sockets
    process = run(submitted, "--jobs", jobs, temporary=temporary)
    deadline = time.monotonic() + 100
    wanted = (
        1 if moment == "a zygote starts" else 5
    )  # it and its wall, one that is ready, one that runs, its child
    while len(zygotes(family(process.pid))) < wanted and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.3)
    seen = family(process.pid)
    assert zygotes(seen) and (list(temporary.iterdir()) or groups(seen))
    process.send_signal(signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + 1 + os.getloadavg()[0] / 2
    while any(map(lives, seen)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not [command_line(pid) for pid in seen if lives(pid)]
    assert not [*temporary.iterdir(), *groups(seen)]
    temporary.rmdir()


def test_submissions_that_hang_do_not_hold_up_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Two that sleep for ever come first; whoever comes after them need not wait for them."""
    for number in range(6):
        submission(
            tmp_path / "submitted" / f"s{number}" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb",
            ASSIGNMENT,
            {"l2_penalty": "def l2_penalty(w):\n    import time\n    time.sleep(10**6)\n"}
            if number < 2
            else None,
            before=[f"# {number}"],
        )
    out = tmp_path / "results.json"
    monkeypatch.setenv("AUTOGRADER_CALL_SECONDS", "1")
    process = run(tmp_path / "submitted", "--jobs", "1", "--json", str(out))
    process.wait(400)
    results = {one["student"]: one for one in json.loads(out.read_text())["results"]}
    assert all(results[f"s{n}"]["score"] == results[f"s{n}"]["max_score"] for n in range(2, 6))
    assert all("timeout" in json.dumps(results[f"s{n}"]) for n in range(2))
