"""A process keeps one warm grader, for as long as the course stays as it is."""

from __future__ import annotations

import os

from autograder.bridge.graders import WarmGraders


class Counting:
    """A grader that notes when it is started and ended."""

    log: list[str] = []

    def __init__(self, course, isolation, language):
        self.log.append("start")

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.log.append("end")


FACTORY = f"{__name__}.Counting"


def test_the_same_course_gets_the_same_grader_until_its_tests_change(course):
    """One start for many notebooks; a changed hidden test ends it and starts another; close ends that."""
    Counting.log.clear()
    warm = WarmGraders()
    assert warm.get(FACTORY, course) is warm.get(FACTORY, course)
    assert Counting.log == ["start"]
    os.utime(course.hidden_tests("times")[0], (1, 1))
    warm.get(FACTORY, course)
    assert Counting.log == ["start", "end", "start"]
    warm.close()
    warm.close()
    assert Counting.log == ["start", "end", "start", "end"]
