"""The page that nbgrader generate_feedback writes: self-contained, in the course's language, fit for a
phone."""

from __future__ import annotations

import json

import nbformat
import pytest
from traitlets.config import Config

from autograder.bridge.config import apply
from autograder.bridge.feedback import FeedbackExporter
from autograder.bridge.formulas import formula_html
from autograder.bridge.rebuild import ReleaseNotebook, fill, rebuild
from tests.bridge import tiny


@pytest.fixture
def page(course, blank):
    """Make the page of one student, as nbgrader does after its GetGrades; keyword: the course's language."""

    def make(
        language="en",
        why="Because $\\mathbf x^2$ is <b>big</b>. <script>alert(1)</script>",
        comment="well *done*",
    ):
        config = Config()
        apply(config)
        path = course.root / "nbgrader_config.py"
        path.write_text(path.read_text() + f"c.Autograder.language = {language!r}\n")
        origin = ReleaseNotebook.load(course, "times")
        handed = tiny.hand_in(course, "ann", tiny.filled(blank, double="return half", why=why))
        with tiny.ReadingGrader(course) as grader:
            result = grader.grade(handed, student="ann", assignment="times")
        notebook = rebuild(handed, origin, language)
        fill(notebook, origin, result, language)
        for cell in notebook.cells:
            about = cell.metadata.get("nbgrader", {})
            if about.get("grade"):
                about.score = 1.0
            if about.get("solution"):
                about.comment = comment
        notebook = nbformat.reads(json.dumps(notebook), as_version=4)
        exporter = FeedbackExporter(config=config)
        exporter.parent = None
        exporter._language = lambda: language
        about = {"notebook": "times", "score": 4.5, "max_score": 6.0, "late_penalty": 0.5}
        return exporter.from_notebook_node(notebook, resources={"nbgrader": about})[0]

    return make


def test_the_page_shows_marks_feedback_and_comments(page):
    """Total, points of each graded cell, our feedback, the grader's comment, the penalty; not the bare number
    again."""
    made = page()
    for said in (
        "<strong>4.5</strong> / 6.0",
        "double(&lt;1&gt;) should be",
        "<em>done</em>",
        "Handed in late",
        "1.0 / 2.0",
    ):
        assert said in made, said
    assert "output_execute_result" not in made


def test_the_page_is_one_file_that_runs_nothing(page):
    """No script, no link to load, nothing but data in images."""
    made = page()
    assert "default-src 'none'" in made
    assert "<script" not in made
    assert made.count("src=") == made.count('src="data:image/png;base64,')


def test_the_page_speaks_the_courses_language(page):
    """Chinese words, and the assignment's own text in Chinese where the cells carry it."""
    made = page("zh")
    assert '<html lang="zh-CN">' in made
    assert "得分" in made
    assert "乘法" in made
    assert "Multiplying" not in made


def test_the_page_in_a_real_browser(page, show, serious_findings):
    """Nothing runs, nothing is asked of the network, no serious finding of axe-core, no scrolling sideways on
    a phone."""
    opened = show(page(why="<img src=x onerror=alert(1)> " + "long" * 200), width=390)
    assert opened.noise == []
    assert serious_findings(opened) == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(
    "tex",
    [
        "x^2",
        "\\mathbf X \\in \\mathbb R^{n \\times d}",
        "\\tfrac12 \\lVert w\\rVert^2",
        "\\hat{\\mathbf y} = \\mathbf X \\mathbf w + b",
        "\\frac{\\eta}{|\\mathcal B|}\\sum_i \\ell_i",
    ],
)
def test_formulas_of_the_course_are_pictures(tex):
    """TeX as the course writes it is drawn, with itself as the alternative text."""
    made = formula_html(tex)
    assert made.startswith('<img class="tex" alt="$')
    assert "vertical-align" in made


@pytest.mark.parametrize(
    "tex", ["\\begin{cases} 0 \\\\ 1 \\end{cases}", "\\nosuch{", "", "x" * 1000, '"><script>', "{" * 300]
)
def test_what_cannot_be_drawn_stays_readable_text(tex):
    """Unknown, broken or hostile TeX is shown as it was written, escaped."""
    made = formula_html(tex, display=True)
    assert made.startswith('<div class="formula">')
    assert "<script" not in made
