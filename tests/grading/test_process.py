"""Zygotes and workers from the marker's side: started, killed, waited for, and lost at the worst moment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import autograder
from autograder.core import errors
from autograder.grading import launch
from autograder.grading.nursery import Nursery
from autograder.grading.process import Zygote
from autograder.sandbox.isolation import NAMESPACES, NONE
from tests.sandbox.talk import Talk, available, has_ended, honest


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    """The strongest level that the machine offers."""
    with Zygote("auto" if available() else "none") as warm:
        yield warm


def test_the_level_in_force_is_told(zygote: Zygote):
    """It is the strongest that the machine gives."""
    assert zygote.level == (available() or ("none",))[0]


def test_a_worker_answers(zygote: Zygote):
    """Its socket is a blocking stream socket, and what comes back is right."""
    assert honest(zygote)


def test_workers_are_strangers(zygote: Zygote):
    """Two at a time do not share globals."""
    with zygote.spawn() as one, zygote.spawn() as two:
        Talk(one).run("kept = 1\nsaid = 1")
        assert Talk(two).run("said = 'kept' in globals()") is False


def test_kill_ends_a_worker_any_number_of_times(zygote: Zygote):
    """kill is idempotent, and no matter after close."""
    with zygote.spawn() as worker:
        assert not has_ended(worker, 0.01)
        worker.kill()
        assert has_ended(worker, 5)
        worker.kill()
    worker.kill()
    worker.close()


def test_a_worker_ends_when_its_socket_is_closed(zygote: Zygote):
    """Nothing is left running when the marker forgets it."""
    worker = zygote.spawn()
    worker.sock.close()
    assert has_ended(worker, 5)
    worker.close()


def test_the_end_of_a_zygote_is_our_fault_and_ends_its_workers(zygote: Zygote):
    """Killed while it serves: the worker goes with it, spawn says so, and another zygote is as good."""
    with Zygote(zygote.isolation) as doomed:
        worker = doomed.spawn()
        doomed._kill()
        if zygote.level != "none":
            worker.sock.settimeout(5)
            assert worker.sock.recv(1) == b""
        assert has_ended(worker, 5)
        worker.close()
        with pytest.raises(errors.WorkerUnavailable):
            doomed.spawn()
    assert honest(zygote)


def test_closing_a_zygote_ends_everything_and_removes_its_folder(zygote: Zygote):
    """A worker that still runs, too; close may be called again."""
    other = Zygote(zygote.isolation)
    worker, folder, group = other.spawn(), other._folder, other._group
    other.close()
    worker.sock.settimeout(5)
    assert worker.sock.recv(1) == b""
    worker.close()
    other.close()
    assert not os.path.exists(folder)
    assert not any(path.exists() for path in (group.folders if group else ()))


def test_a_marker_that_is_killed_leaves_nothing(tmp_path: Path):
    """SIGKILL of the marker: its zygote sees the end of the control socket and goes, with its workers."""
    program = (
        "import sys, time\nfrom autograder.grading.process import Zygote\nz = Zygote('none')\nw = z.spawn()\n"
        "print(z._process.pid, w.pid, z._folder, flush=True)\ntime.sleep(600)"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(autograder.__file__).parent.parent)}
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env=env
    ) as marker:
        zygote_pid, worker_pid, folder = marker.stdout.readline().split()
        marker.kill()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and (_runs(zygote_pid) or _runs(worker_pid)):
        time.sleep(0.05)
    assert not _runs(zygote_pid) and not _runs(worker_pid)
    assert not os.path.exists(folder)


def test_folders_of_killed_markers_go_a_day_later(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Not those of markers that live, not young ones, and nothing else of that name."""
    monkeypatch.setattr(launch.tempfile, "gettempdir", lambda: str(tmp_path))
    old, living, young, other = (
        tmp_path / name
        for name in (
            "autograder-4194304-a",
            f"autograder-{os.getpid()}-b",
            "autograder-4194304-c",
            "autograder-notes-d",
        )
    )
    for folder in (old, living, young, other):
        folder.mkdir()
        if folder != young:
            os.utime(folder, (0, 0))
    launch._remove_stale_folders()
    assert [folder.exists() for folder in (old, living, young, other)] == [False, True, True, True]


def _runs(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_without_a_fork_there_is_no_grading(monkeypatch: pytest.MonkeyPatch):
    """On Windows it says where to grade."""
    monkeypatch.delattr(os, "fork")
    with pytest.raises(errors.IsolationUnavailable, match="WSL"):
        Zygote("none")


def test_an_unknown_level_is_refused():
    """It does not start as anything else."""
    with pytest.raises(errors.UsageError, match="strong.*namespaces"):
        Zygote("strong")


def test_the_environment_of_a_zygote_is_made_not_inherited(monkeypatch: pytest.MonkeyPatch):
    """Only what is listed is in it, whatever the marker has."""
    monkeypatch.setenv("SECRET_TOKEN", "x")
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    made = launch.environment("/folder")
    assert "SECRET_TOKEN" not in made and "PYTHONPATH" not in made
    assert made["HOME"] == made["TMPDIR"] == "/folder" and made["OMP_NUM_THREADS"] == "1"


def test_strings_hash_alike_in_every_zygote(zygote: Zygote):
    """The same submission gets the same answers: sets of strings are walked in the same order."""
    with Zygote(zygote.isolation) as other, other.spawn() as here, zygote.spawn() as there:
        assert len({Talk(worker).run("said = hash('relu')") for worker in (here, there)}) == 1


def test_a_checkout_runs_its_own_package(tmp_path: Path):
    """Whatever is installed, zygote and marker are of one version; what lies beside the package is not shown."""
    package = Path(autograder.__file__).parent
    shutil.copytree(package, tmp_path / "autograder", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "solutions").mkdir()
    program = (
        "from autograder.grading.process import Zygote\nfrom autograder.sandbox import wire\nfrom autograder.core import values\n"
        "cell = 'import autograder\\n__import__(\"os\").stat(autograder.__file__)\\nraise Exception(autograder.__file__)'\n"
        f"with Zygote({(available() or ('none',))[0]!r}) as zygote, zygote.spawn() as worker:\n"
        "    wire.send(worker.sock, 1, values.encode(['cell', None, 'a', cell, 30.0]))\n"
        "    print(values.decode(wire.receive(worker.sock, 9999)[1])[1][1])\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == str(tmp_path / "autograder" / "__init__.py")


@pytest.mark.skipif(sys.platform != "linux", reason="needs namespaces")
def test_twins_share_a_start_and_nothing_else():
    """Each marker's zygote has a memory limit and workers of its own; when one is gone, the others serve on."""
    nursery = Nursery(NAMESPACES, 1024.0)
    first, second = (Zygote(NAMESPACES, 1024.0, nursery.twin()) for _ in range(2))
    try:
        assert first.level == second.level == NAMESPACES
        worker = second.spawn()
        for group in (first._group, second._group):
            assert group is None or any(
                (folder / name).exists() and int((folder / name).read_text()) < 2**40
                for folder in group.folders
                for name in ("memory.max", "memory.limit_in_bytes")
            )
        first.close()
        assert first._group is None or not set(first._group.folders) & set(second._group.folders)
        assert Talk(worker).run("said = 6 * 7") == 42
        with second.spawn() as another:
            assert Talk(another).run("said = 6 * 7") == 42
    finally:
        nursery.close()
        second.close()
    assert has_ended(worker, 5)


def test_a_zygote_that_cannot_be_a_twin_is_our_fault():
    """Below the strongest level there are no twins: whoever asked for one starts a zygote as ever."""
    nursery = Nursery(NONE, 1024.0)
    twin = Zygote(NONE, 1024.0, nursery.twin())
    with pytest.raises(errors.WorkerUnavailable):
        twin.spawn()
    twin.close()
    nursery.close()
