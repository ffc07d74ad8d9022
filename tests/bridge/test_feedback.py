"""The page that nbgrader generate_feedback writes is the one of autograder feedback, with what people gave."""

from __future__ import annotations

from types import SimpleNamespace

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.converters.base import NbGraderException
from traitlets.config import LoggingConfigurable

from autograder.bridge.feedback import FeedbackExporter
from autograder.bridge.gradebook import write_results
from autograder.bridge.marks import read_marks
from autograder.core.course import Course
from autograder.grading.course_words import course_words
from autograder.reports.files import write_feedback
from tests.bridge import tiny

WHY = "Because $x^2$ is big. <script>alert(1)</script>"


@pytest.fixture
def marked(course, blank):
    """Make a submission that is late and marked by a person; keyword: the course's language. (course, result, notebook)"""

    def make(language="en", why=WHY):
        path = course.root / "nbgrader_config.py"
        path.write_text(
            path.read_text()
            + f"c.LateSubmissionPlugin.penalty_method = 'none'\nc.Autograder.language = {language!r}\n"
        )
        mine = Course.load(course.root, {})
        handed = tiny.hand_in(mine, "ann", tiny.filled(blank, double="return half", why=why))
        with tiny.ReadingGrader(mine) as grader:
            result = grader.grade(handed, student="ann", assignment="times")
        [written] = write_results([result], mine)
        with Gradebook(mine.db_url, mine.course_id) as book:
            grade = book.find_grade("why", "times", "times", "ann")
            grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 0.75, 0.25, False
            book.find_comment("why", "times", "times", "ann").manual_comment = "well done"
            book.find_comment("double", "times", "times", "ann").manual_comment = "look at line 3"
            book.find_grade("test_triple", "times", "times", "ann").manual_score = 2.0
            book.find_submission_notebook("times", "times", "ann").late_submission_penalty = 0.5
            book.db.commit()
        return mine, result, written.notebook

    return make


class Converter(LoggingConfigurable):
    """As much of nbgrader's GenerateFeedback as an exporter asks for."""

    def __init__(self, course):
        super().__init__()
        self.coursedir = SimpleNamespace(root=str(course.root))


def by_nbgrader(course, notebook):
    """The page as GenerateFeedback asks for it."""
    exporter = FeedbackExporter(parent=Converter(course))
    about = {"student": "ann", "assignment": "times", "notebook": "times"}
    return exporter.from_notebook_node(nbformat.read(notebook, as_version=4), {"nbgrader": about})[0]


def test_the_page_holds_what_tests_and_people_gave(marked):
    """Total, parts, comments, extra credit, a corrected mark, the penalty, the written answer."""
    course, _, notebook = marked()
    made = by_nbgrader(course, notebook)
    for said in (
        "<b>3.5</b> / 6",
        "Handed in late: −0.5",
        "double(&lt;1&gt;) should be",
        "look at line 3",
        "well done",
        "A person gave this mark; the tests gave 3 / 3",
        "of it extra credit 0.25",
        "Because $x^2$ is big.",
    ):
        assert said in made, said


def test_both_commands_write_the_same_page(marked):
    """Whichever runs last, nothing that a person gave is lost."""
    course, result, notebook = marked()
    record = read_marks(course, ["times"])
    [page] = write_feedback(course, [result], course_words(course), record=record).values()
    assert page.read_text() == by_nbgrader(course, notebook)


def test_a_question_that_nobody_answered_is_told_as_such(course, blank):
    """By both commands: the prompt is no answer, and no person gave the 0."""
    mine = Course.load(course.root, {})
    with tiny.ReadingGrader(mine) as grader:
        result = grader.grade(tiny.hand_in(mine, "ann", blank), student="ann", assignment="times")
    [written] = write_results([result], mine)
    [page] = write_feedback(mine, [result], course_words(mine), record=read_marks(mine, ["times"])).values()
    made = page.read_text()
    assert made == by_nbgrader(mine, written.notebook)
    assert "Not answered." in made and "Marked by a person" not in made and "Your answer" not in made


def test_the_page_is_one_file_that_runs_nothing(marked):
    """No script, nothing to load."""
    course, _, notebook = marked()
    made = by_nbgrader(course, notebook)
    assert "default-src &#39;none&#39;" in made and "<script" not in made and "src=" not in made


def test_the_page_speaks_the_courses_language(marked):
    """Chinese words around what a person wrote."""
    course, _, notebook = marked("zh")
    made = by_nbgrader(course, notebook)
    assert '<html lang="zh-CN">' in made and "迟交扣分" in made and "well done" in made


def test_a_notebook_of_another_version_says_what_to_do(marked):
    """It holds no verdict."""
    course, _, notebook = marked()
    old = nbformat.read(notebook, as_version=4)
    del old.metadata["autograded"]
    exporter = FeedbackExporter(parent=Converter(course))
    about = {"student": "ann", "assignment": "times", "notebook": "times"}
    with pytest.raises(NbGraderException, match="nbgrader autograde times --force"):
        exporter.from_notebook_node(old, {"nbgrader": about})


def test_the_page_in_a_real_browser(marked, show, serious_findings):
    """Nothing is asked of the network, no serious finding of axe-core, no scrolling sideways on a phone."""
    course, _, notebook = marked(why="<img src=x onerror=alert(1)> " + "long" * 200)
    opened = show(by_nbgrader(course, notebook), width=390)
    assert opened.noise == []
    assert serious_findings(opened) == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= 390
