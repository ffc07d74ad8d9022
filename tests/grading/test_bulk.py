"""Many submissions: the same verdicts as alone, nothing graded twice, nothing lost whoever is killed."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import tomllib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import msgspec
import nbformat
import pytest

from autograder.core.course import Course
from autograder.core.errors import OurFault, UsageError
from autograder.core.results import Ids, Result
from autograder.grading.pools import LocalPool
from autograder.grading.run import Progress, grade_all
from autograder.grading.store import Store
from autograder.grading.tasks import Conditions, Task
from tests.course import COURSE, ROOT, small_course, submission
from tests.faults.faults import descendants
from tests.grading.test_lifetime import lives

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


@pytest.fixture(scope="module")
def graded(
    tasks: list[Task], tmp_path_factory: pytest.TempPathFactory
) -> tuple[list[Result], list[Progress], Store]:
    """What two processes make of all of them, what was told meanwhile, and where it is kept."""
    store, seen = Store(tmp_path_factory.mktemp("store") / "results.sqlite"), []
    results = grade_all(COURSE, tasks, jobs=2, store=store, on_progress=seen.append, language="en")
    return timeless(list(results)), seen, store


def test_a_pool_gives_the_verdicts_of_one_grader(grader, tasks, graded):
    """Two processes, any order: the same documents as one after the other."""
    alone = [
        grader.grade(task.path, student=task.student, assignment=task.assignment, shown=task.shown)
        for task in tasks
    ]
    assert graded[0] == timeless(alone)
    assert [result.outcome for result in timeless(alone)] == ["graded"] * 5 + ["unreadable"]
    assert alone[1].score < alone[0].score == alone[0].max_score


def test_what_is_graded_stays_graded(tasks, graded, monkeypatch):
    """A second run takes everything from the store, whatever the student is called now; --force takes nothing."""
    first, _, store = graded
    monkeypatch.setattr("autograder.grading.run._pool", lambda *_: pytest.fail("nothing is left to grade"))
    assert timeless(list(grade_all(COURSE, tasks, store=store, language="en"))) == first
    renamed = replace(tasks[1], student="someone else")
    [again] = timeless(list(grade_all(COURSE, [renamed], store=store, language="en")))
    assert again == msgspec.structs.replace(first[1], student="someone else")
    with pytest.raises(BaseException, match="nothing is left"):
        list(grade_all(COURSE, tasks, store=store, language="en", force=True))


def test_progress_counts(graded):
    """Progress says how many are done, and how many got no score."""
    _, seen, _ = graded
    assert [progress.done for progress in seen] == [1, 2, 3, 4, 5, 6]
    assert seen[-1].failures == 1 and seen[-1].total == 6


def test_what_a_marker_imports_is_not_looked_through_for_garbage():
    """Neither while it is imported, which takes a seventh longer then, nor later; what comes later is."""
    program = "from autograder.grading import preload; import gc; print(gc.isenabled(), gc.get_freeze_count() > 10**5)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]


def test_the_command_costs_a_marker_nothing():
    """A marker imports the module that its parent was started with."""
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    module, _, name = scripts["autograder"].partition(":")
    program = f"import sys; from {module} import {name}; print({{'torch', 'typer'}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_pool_starts_nothing_before_its_first_task():
    """Whoever holds the pool can close it, whenever an interrupt comes."""
    children = Path(f"/proc/{os.getpid()}/task/{threading.get_native_id()}/children")
    before = children.read_text()
    pool = LocalPool(Conditions(str(COURSE.root), None, "en"), 2)
    assert children.read_text() == before
    pool.close()


def test_a_marker_that_is_killed_costs_nothing(tasks):
    """A marker killed in the middle is replaced, and every submission gets its verdict."""
    pool = LocalPool(Conditions(str(COURSE.root), None, "en"), 2)
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


def _run(course: Course, out: Path) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "autograder", "grade", str(course.folders["submitted"])]
        + ["--course", str(course.root), "--json", str(out), "--quiet", "--jobs", "1"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=_hears_ctrl_c,
    )


def _hears_ctrl_c() -> None:
    """Whoever runs the tests in the background may have had SIGINT ignored, which children inherit."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_a_run_that_is_stopped_goes_on_where_it_was(tmp_path):
    """Ctrl-C, SIGTERM and SIGKILL: what was graded is found again, no process is left, the next run finishes."""
    course = small_course(tmp_path / "course")
    for number in range(8):
        path = course.submission(f"s{number}", ASSIGNMENT)
        submission(path, ASSIGNMENT, before=[f"# {number}\n" + SLOW], course=course)
    store = course.root / ".autograder" / "results.sqlite"
    for how in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        before = _count(store)
        with _run(course, tmp_path / "a.json") as process:
            deadline = time.monotonic() + 120
            while _count(store) <= before and time.monotonic() < deadline:
                time.sleep(0.1)
            children = _children(process.pid)
            process.send_signal(how)
            stderr = process.communicate(timeout=60)[1].decode()
        assert how == signal.SIGKILL or "the next run goes on from there" in stderr
        assert "Traceback" not in stderr and not (tmp_path / "a.json").exists()
        assert _gone(children)
        assert before < _count(store) < 8
    with _run(course, tmp_path / "b.json") as process:
        assert process.wait(180) == 0
    document = json.loads((tmp_path / "b.json").read_text())
    assert [result["outcome"] for result in document["results"]] == ["graded"] * 8


def _count(store: Path) -> int:
    if not store.exists():
        return 0
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True, timeout=10)) as database:
        try:
            return database.execute("SELECT count(*) FROM results").fetchone()[0]
        except sqlite3.OperationalError:
            return 0


def _children(pid: int) -> list[int]:
    return [child for child, _ in descendants(pid)]


def _gone(pids: list[int]) -> bool:
    deadline = time.monotonic() + 20
    while any(map(lives, pids)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return not any(map(lives, pids))


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


def test_a_scheduler_that_is_not_there_is_told(tasks, monkeypatch):
    """One line, and what to do."""
    distributed = pytest.importorskip("distributed", reason="the cluster extra is not installed")
    client = distributed.Client
    monkeypatch.setattr(
        distributed, "Client", lambda address, **options: client(address, **options | {"timeout": "0.5s"})
    )
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

    class Counting:
        """A pool of one grader, which counts."""

        def grade(self, wanted):
            for task in wanted:
                graded.append(task)
                yield task, grader.grade(task.path, student=task.student, assignment=ASSIGNMENT)

        def close(self):
            pass

    monkeypatch.setattr("autograder.grading.run._pool", lambda *_: Counting())
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
