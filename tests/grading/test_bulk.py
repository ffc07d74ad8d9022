"""Many submissions: the same verdicts as alone, nothing graded twice, nothing lost whoever is killed."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import msgspec
import nbformat
import pytest

from autograder.core.errors import OurFault, UsageError
from autograder.core.results import Ids, Result
from autograder.grading.pools import LocalPool
from autograder.grading.run import grade_all
from autograder.grading.store import Store
from autograder.grading.tasks import Conditions, Task
from tests.course import COURSE, ROOT, submission

ASSIGNMENT = "weight_decay"
WRONG = "def l2_penalty(w):\n    return (w ** 2).sum()\n"
SLOW = "import time\ntime.sleep(1)\n"


@pytest.fixture(scope="module")
def tasks(tmp_path_factory: pytest.TempPathFactory) -> list[Task]:
    """Six submissions, two of them wrong, one unreadable."""
    folder = tmp_path_factory.mktemp("submitted")
    made = []
    for number in range(6):
        wrong = {"l2_penalty": WRONG} if number in (1, 4) else None
        path = submission(
            folder / f"s{number}" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb",
            ASSIGNMENT,
            wrong,
            before=[f"# student {number}"],
        )
        if number == 5:
            path.write_text("no notebook")
        made.append(Task(str(path), f"s{number}", ASSIGNMENT, path.name))
    return made


def timeless(results: list[Result]) -> list[Result]:
    return sorted(
        (msgspec.structs.replace(result, seconds=0.0) for result in results), key=lambda r: r.student
    )


def test_a_pool_gives_the_verdicts_of_one_grader(grader, tasks):
    """Two processes, any order: the same documents as one after the other."""
    alone = [
        grader.grade(task.path, student=task.student, assignment=task.assignment, shown=task.shown)
        for task in tasks
    ]
    assert timeless(list(grade_all(COURSE, tasks, jobs=2, language="en"))) == timeless(alone)
    assert [result.outcome for result in timeless(alone)] == ["graded"] * 5 + ["unreadable"]
    assert alone[1].score < alone[0].score == alone[0].max_score


def test_what_is_graded_stays_graded(tasks, tmp_path, monkeypatch):
    """A second run takes everything from the store, whatever the student is called now; --force takes nothing."""
    store = Store(tmp_path / "results.sqlite")
    first = list(grade_all(COURSE, tasks[:2], jobs=1, store=store, language="en"))
    monkeypatch.setattr("autograder.grading.run._pool", lambda *_: pytest.fail("nothing is left to grade"))
    assert timeless(list(grade_all(COURSE, tasks[:2], store=store, language="en"))) == timeless(first)
    renamed = msgspec.structs.replace(first[0], student="someone else", seconds=0.0)
    again = next(
        iter(
            grade_all(
                COURSE,
                [
                    Task(
                        first and tasks[int(first[0].student[1])].path,
                        "someone else",
                        ASSIGNMENT,
                        first[0].notebook,
                    )
                ],
                store=store,
                language="en",
            )
        )
    )
    assert msgspec.structs.replace(again, seconds=0.0) == renamed
    with pytest.raises(BaseException, match="nothing is left"):
        list(grade_all(COURSE, tasks[:2], store=store, language="en", force=True))


def test_progress_counts(tasks):
    """Progress says how many are done, and how many got no score."""
    seen = []
    list(grade_all(COURSE, tasks[4:], jobs=1, on_progress=seen.append, language="en"))
    assert [progress.done for progress in seen] == [1, 2] and seen[-1].failures == 1 and seen[-1].total == 2


def test_a_marker_that_is_killed_costs_nothing(tasks):
    """A marker killed in the middle is replaced, and every submission gets its verdict."""
    pool = LocalPool(Conditions(str(COURSE.root), None, "en", (ASSIGNMENT,)), 2)
    results = {}
    try:
        for number, (task, result) in enumerate(pool.grade(tasks)):
            results[task.student] = result.outcome
            if number == 0:
                for process in pool._lanes[0].processes:
                    os.kill(process.pid, signal.SIGKILL)
    finally:
        pool.close()
    assert results == {f"s{n}": "graded" if n < 5 else "unreadable" for n in range(6)}


def _run(folder: Path, out: Path, *options: str) -> subprocess.Popen:
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "autograder",
            "grade",
            str(folder),
            "--json",
            str(out),
            "--quiet",
            "--course",
            str(ROOT),
            *options,
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=_hears_ctrl_c,
    )


def _hears_ctrl_c() -> None:
    """Whoever runs the tests in the background may have had SIGINT ignored, which children inherit."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_run_that_is_stopped_goes_on_where_it_was(tmp_path, how):
    """Ctrl-C, SIGTERM and SIGKILL: what was graded is found again, no process is left, the next run finishes."""
    folder = tmp_path / "submitted"
    for number in range(6):
        submission(
            folder / f"s{number}" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb",
            ASSIGNMENT,
            before=[f"# {how} {number} {tmp_path}\n" + SLOW],
        )
    store = COURSE.root / ".autograder" / "results.sqlite"
    before = _count(store)
    with _run(folder, tmp_path / "a.json", "--jobs", "1") as process:
        deadline = time.monotonic() + 120
        while _count(store) <= before and time.monotonic() < deadline:
            time.sleep(0.1)
        children = _children(process.pid)
        process.send_signal(how)
        stderr = process.communicate(timeout=60)[1].decode()
    assert "Traceback" not in stderr and not (tmp_path / "a.json").exists()
    assert _gone(children)
    kept = _count(store) - before
    assert 1 <= kept < 6
    with _run(folder, tmp_path / "b.json") as process:
        assert process.wait(180) == 0
    document = json.loads((tmp_path / "b.json").read_text())
    assert [result["outcome"] for result in document["results"]] == ["graded"] * 6


def _count(store: Path) -> int:
    if not store.exists():
        return 0
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True, timeout=10)) as database:
        try:
            return database.execute("SELECT count(*) FROM results").fetchone()[0]
        except sqlite3.OperationalError:
            return 0


def _children(pid: int) -> list[int]:
    found, waiting = [], [pid]
    while waiting:
        parent = waiting.pop()
        for line in subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True
        ).stdout.split():
            found.append(int(line))
            waiting.append(int(line))
    return found


def _gone(pids: list[int]) -> bool:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        alive = [
            pid
            for pid in pids
            if Path(f"/proc/{pid}").exists()
            and Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        ]
        if not alive:
            return True
        time.sleep(0.2)
    return False


def test_a_store_that_cannot_be_used_says_what_to_do(tmp_path):
    """A file that is no database, one of another version, a folder in the way."""
    (tmp_path / "garbage").write_bytes(b"this is no database, and long enough to be taken for one" * 40)
    with pytest.raises(OurFault, match="delete it"):
        Store(tmp_path / "garbage")
    store = Store(tmp_path / "newer")
    store._database.execute("PRAGMA user_version=99")
    store.close()
    with pytest.raises(OurFault, match="newer version"):
        Store(tmp_path / "newer")


def test_a_scheduler_that_is_not_there_is_told(tasks):
    """One line, and what to do."""
    pytest.importorskip("distributed", reason="the cluster extra is not installed")
    with pytest.raises(UsageError, match="no Dask scheduler answers"):
        list(grade_all(COURSE, tasks[:1], scheduler="tcp://127.0.0.1:1"))


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_loses_a_worker_gives_the_same_verdicts(grader, tasks, tmp_path):
    """A real scheduler and two worker processes, one of them killed half-way: every document as locally."""
    pytest.importorskip("distributed", reason="the cluster extra is not installed")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    quiet = {
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "env": environment,
        "cwd": str(tmp_path),
    }
    file = tmp_path / "scheduler.json"
    scheduler = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "distributed.cli.dask_scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--no-dashboard",
            "--scheduler-file",
            str(file),
        ],
        **quiet,
    )
    workers = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "distributed.cli.dask_worker",
                "--scheduler-file",
                str(file),
                "--nthreads",
                "1",
                "--no-dashboard",
                "--no-nanny",
                "--local-directory",
                str(tmp_path),
            ],
            **quiet,
        )
        for _ in range(2)
    ]
    try:
        deadline = time.monotonic() + 60
        while not file.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        address = json.loads(file.read_text())["address"]
        results = []
        for result in grade_all(COURSE, tasks, scheduler=address, language="en"):
            results.append(result)
            if len(results) == 2:
                workers[0].kill()
        alone = [
            grader.grade(task.path, student=task.student, assignment=task.assignment, shown=task.shown)
            for task in tasks
        ]
        assert timeless(results) == timeless(alone)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def test_one_notebook_of_many_students_is_graded_once(grader, tasks, monkeypatch, tmp_path):
    """Each has the document that grading alone gives, with its own name, place, ids and note; what grading does not look at
    makes no other notebook."""
    graded = []
    original = LocalPool.grade

    def counting(self, wanted):
        wanted = list(wanted)
        graded.extend(wanted)
        return original(self, wanted)

    monkeypatch.setattr(LocalPool, "grade", counting)
    same = [
        Task(
            tasks[1].path, f"twin{n}", ASSIGNMENT, f"shown{n}", f"note {n}", Ids(platform="canvas", id=str(n))
        )
        for n in range(4)
    ]
    notebook = nbformat.read(tasks[1].path, as_version=4)
    notebook.metadata["name"] = "run elsewhere"
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.execution_count, cell.outputs = 7, [nbformat.v4.new_output("stream", text="1\n")]
    nbformat.write(notebook, tmp_path / "run.ipynb")
    run = Task(str(tmp_path / "run.ipynb"), "zz", ASSIGNMENT, "zz")
    results = timeless(list(grade_all(COURSE, [*same, run, tasks[0]], jobs=1, language="en")))
    assert len(graded) == 2 and len(results) == 6
    alone = grader.grade(run.path, student="zz", assignment=ASSIGNMENT, shown="zz")
    assert results.pop() == timeless([alone])[0]
    for number, result in enumerate(results[1:]):
        assert (result.student, result.notebook, result.ids.id) == (
            f"twin{number}",
            f"shown{number}",
            str(number),
        )
        assert str(result.message).startswith(f"note {number}")
        assert result.exercises == results[1].exercises and result.score == results[1].score


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this platform")
def test_what_cannot_be_read_starts_nothing(tmp_path, monkeypatch):
    """A pipe, a folder, a dangling link, a sparse giant, an old format, half a file: one line each, and no process."""
    monkeypatch.setattr("autograder.grading.run._pool", lambda *_: pytest.fail("a process was started"))
    make = {
        "pipe": os.mkfifo,
        "folder": Path.mkdir,
        "link": lambda path: path.symlink_to("nowhere"),
        "giant": lambda path: path.touch() or os.truncate(path, 3 << 30),
        "old": lambda path: path.write_text('{"nbformat": 1, "worksheets": []}'),
        "half": lambda path: path.write_text('{"cells": ['),
        "conflict": lambda path: path.write_text("{\n<<<<<<< HEAD\n=======\n>>>>>>> theirs\n"),
        "device": lambda path: path.symlink_to("/dev/zero"),
    }
    tasks = []
    for name, maker in make.items():
        maker(tmp_path / name)
        tasks.append(Task(str(tmp_path / name), name, ASSIGNMENT, name))
    results = {result.student: result for result in grade_all(COURSE, tasks, jobs=1, language="en")}
    assert {result.outcome for result in results.values()} == {"unreadable"} and results.keys() == make.keys()
    assert {(result.score, result.max_score) for result in results.values()} == {(None, None)}
    said = {name: str(result.message) for name, result in results.items()}
    assert "pipe" in said["pipe"] and "folder" in said["folder"] and "link" in said["link"]
    assert "3072 MB" in said["giant"] and "format 2" in said["old"] and "git merge" in said["conflict"]
    assert not any(str(tmp_path) in text for text in said.values())
