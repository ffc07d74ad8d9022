"""A copy of the course with something hidden everywhere, short limits, and a machine that can be harmed."""

from __future__ import annotations

import contextlib
import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.core.course import Course
from autograder.grading.grade import Grader
from autograder.sandbox.isolation import FALLBACK
from tests.course import let_in, small_course, submission
from tests.hostile.attack import ATTACKED, HONEST, TRACES
from tests.hostile.world import World
from tests.sandbox.talk import available

LIMITS = {"cell_seconds": 1.5, "call_seconds": 1.0, "submission_seconds": 7.0, "memory_mb": 1024.0}


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The course and the things around it."""
    root = tmp_path_factory.mktemp("hostile") / "course"
    _course(root)
    _open_up(root)
    with (
        socket.create_server(("127.0.0.1", 0)) as tcp,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
        socket.socket(socket.AF_UNIX) as abstract,
        subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(3600)"]) as bystander,
    ):
        udp.bind(("127.0.0.1", 0))
        name = f"autograder-test-{os.getpid()}"
        abstract.bind(b"\0" + name.encode())
        abstract.listen()
        yield World(Course.load(root, {}), tcp, udp, abstract, name, bystander)
        bystander.kill()


@pytest.fixture(scope="session")
def honest(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A right submission that looks for traces of those before it, and fails where it finds one."""
    path = tmp_path_factory.mktemp("honest") / "weight_decay.ipynb"
    return submission(path, "weight_decay", {ATTACKED: HONEST}, before=[TRACES], course=world.course)


@pytest.fixture(scope="session")
def strongest(world: World) -> Iterator[Grader]:
    """A grader at the strongest level that the machine gives."""
    yield from _grader(world, "auto")


@pytest.fixture(scope="session")
def fallback(world: World) -> Iterator[Grader]:
    """A grader at the fallback level."""
    if FALLBACK not in available():
        pytest.skip(f"{FALLBACK} is not to be had here")
    yield from _grader(world, FALLBACK)


@pytest.fixture(scope="session")
def unprotected(world: World) -> Iterator[Grader]:
    """A grader without isolation, to see whether the observables tell; it gets readers only."""
    yield from _grader(world, "none")


def _grader(world: World, level: str) -> Iterator[Grader]:
    limits = {f"AUTOGRADER_{name.upper()}": str(value) for name, value in LIMITS.items()}
    course = Course.load(world.course.root, limits)
    os.environ["AUTOGRADER_SECRET"] = "sealed-00000001"
    try:
        with Grader(course, level, language="en") as grader:
            grader.warm(["weight_decay"])
            world.remember()
            yield grader
    finally:
        os.environ.pop("AUTOGRADER_SECRET", None)


def _course(root: Path) -> None:
    """One assignment, a gradebook and another student's work; every file holds something hidden."""
    course = small_course(root)
    for path in (root / "solutions").rglob("*.py"):
        path.write_text(path.read_text(encoding="utf-8") + "\n# sealed-00000002\n", encoding="utf-8")
    notebook = course.source_notebook("weight_decay")
    notebook.write_text(
        notebook.read_text(encoding="utf-8").replace(
            '"metadata": {', '"metadata": {"sealed": "sealed-00000003",', 1
        ),
        encoding="utf-8",
    )
    other = submission(course.submission("bob", "weight_decay"), "weight_decay", course=course)
    other.write_text(other.read_text(encoding="utf-8") + "\n" + " " * 10, encoding="utf-8")
    (other.parent / "notes.txt").write_text("sealed-00000004")
    (root / "nbgrader_config.py").write_text("c = get_config()  # sealed-00000005\n")
    with contextlib.closing(sqlite3.connect(root / "gradebook.db")) as book, book:
        book.execute("create table grades (student text, score real)")
        book.execute("insert into grades values ('sealed-00000006', 1.0)")


def _open_up(root: Path) -> None:
    """Let file permissions hold nobody back: it is the isolation that is tested."""
    for path in (root, *root.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    let_in(root.parent)
