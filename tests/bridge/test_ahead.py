"""What nbgrader will come to is graded ahead of it, and is what grading it in its turn gives."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace

import msgspec
import pytest
from nbgrader.coursedir import CourseDirectory

from autograder.bridge import ahead
from autograder.bridge.ahead import Ahead
from autograder.core.errors import OurFault
from autograder.grading.pools import given_up
from autograder.submissions.files import digest_of
from tests.bridge import tiny
from tests.bridge.test_nbgrader import grades, nbgrader


@pytest.fixture
def class_of(course, blank, monkeypatch):
    """Makes an ``Ahead`` for students who have handed in; ``begun`` lists what is graded, ``ended`` says that all is over."""
    monkeypatch.setattr(ahead.cores, "count", lambda: 2)
    seen = SimpleNamespace(begun=[], ended=False, fault_at=None)

    def grade_all(course, tasks):
        seen.begun += [task.student for task in tasks]
        try:
            for task in reversed(tasks):  # in whatever order
                if task.student == seen.fault_at:
                    raise OurFault("no worker to be had")
                submission = digest_of(course.submission(task.student, "times"))
                yield msgspec.structs.replace(given_up(task, ""), submission=submission)
        finally:
            seen.ended = True

    monkeypatch.setattr(ahead, "grade_all", grade_all)

    def make(*students, force=False, excluded=""):
        paths = {student: tiny.hand_in(course, student, tiny.filled(blank)) for student in students}
        directory = CourseDirectory(root=str(course.root))
        directory.student_id_exclude = excluded
        converter = SimpleNamespace(
            coursedir=directory,
            force=force,
            assignments={str(path.parent): [str(path)] for path in reversed(paths.values())},
        )
        return Ahead(course, converter), paths, seen

    return make


def test_all_that_are_due_are_graded_once_and_their_markers_ended(class_of):
    """Each verdict goes to its student, whatever order they come in; with the last one all is over."""
    graded, paths, seen = class_of("ada", "alan", "grace")
    for student, path in paths.items():
        assert graded.result(path, student, "times").student == student
    assert seen.begun == ["ada", "alan", "grace"] and seen.ended


def test_what_nbgrader_passes_over_is_not_graded(class_of, course):
    """Those before the first one, those it leaves out, those it has graded; one that has handed in anew is graded."""
    for student, when in (("grace", "2026-11-01"), ("hedy", "2026-11-03")):
        done = course.folders["autograded"] / student / "times"
        done.mkdir(parents=True)
        (done / "timestamp.txt").write_text("2026-11-01 10:00:00 UTC")
        tiny.hand_in(course, student, f"{when} 10:00:00 UTC", "timestamp.txt")
    graded, paths, seen = class_of("ada", "alan", "emmy", "grace", "hedy", "jean", excluded="emmy")
    assert graded.result(paths["alan"], "alan", "times").student == "alan"
    assert seen.begun == ["alan", "hedy", "jean"]
    assert graded.result(paths["ada"], "ada", "times") is None


def test_a_notebook_that_has_changed_since_has_no_verdict(class_of, blank, course):
    """It is graded in its turn."""
    graded, paths, _ = class_of("ada", "alan")
    assert graded.result(paths["ada"], "ada", "times") is not None
    tiny.hand_in(course, "alan", tiny.filled(blank, double="return 0"))
    assert graded.result(paths["alan"], "alan", "times") is None


def test_a_fault_is_told_once_and_the_rest_is_graded_in_its_turn(class_of):
    """Nobody waits for verdicts that will not come."""
    graded, paths, seen = class_of("ada", "alan", "grace")
    seen.fault_at = "alan"
    with pytest.raises(OurFault):
        graded.result(paths["ada"], "ada", "times")
    assert graded.result(paths["alan"], "alan", "times") is None
    assert graded.result(paths["grace"], "grace", "times").student == "grace"


@pytest.mark.parametrize(("students", "processors"), [(("ada",), 2), (("ada", "alan"), 1)])
def test_nothing_is_graded_ahead_where_nothing_is_gained(class_of, monkeypatch, students, processors):
    """A click in formgrader grades one submission, for which the process keeps a warm grader."""
    graded, paths, seen = class_of(*students)
    monkeypatch.setattr(ahead.cores, "count", lambda: processors)
    assert graded.result(paths["ada"], "ada", "times") is None
    assert seen.begun == []


def test_a_class_gets_what_each_of_it_gets_alone(tmp_path):
    """Real nbgrader: the same marks and the same autograded notebooks."""
    course = tiny.released(tmp_path / "course", tiny.REAL)
    blank = json.loads(course.release_notebook("times").read_text())
    tiny.hand_in(course, "right", tiny.filled(blank))
    tiny.hand_in(course, "wrong", tiny.filled(blank, double="return x * x"))
    tiny.hand_in(course, "broken", b"{")

    def outcome():
        notebooks = course.folders["autograded"].glob("*/times/times.ipynb")
        shown = {path.parts[-3]: re.sub(r'"seconds": [\d.]+', "", path.read_text()) for path in notebooks}
        return grades(course), shown

    assert nbgrader(course, "autograde", "times").returncode == 0
    together = outcome()
    assert len(together[1]) == 3
    for student in ("wrong", "broken"):
        run = nbgrader(course, "autograde", "times", "--student", student, "--force")
        assert run.returncode == 0, run.stderr
    assert outcome() == together
