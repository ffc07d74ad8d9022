"""What ``nbgrader_config.py`` sets, in one function: a course's own file needs two lines.

Nothing here imports nbgrader: classes are named by import strings, so that reading a course's configuration is fast.
"""

from collections.abc import Sequence
from typing import Any

from autograder.core.text import LANGUAGES

# By name, wherever it stands: nbgrader copies every extra file of the source folder into the release, and
# lays it over submissions when it grades.
NEVER_COPIED = tuple(
    "hidden misconceptions feedback .ipynb_checkpoints __pycache__ *.pyc .hypothesis .pytest_cache .DS_Store .git".split()
)
STUB = "raise NotImplementedError"


def apply(
    c: Any,
    *,
    course_id: str = "d2l",
    languages: Sequence[str] = LANGUAGES,
    language: str | None = None,
    suite_seed: str = "first-term",
) -> None:
    """Make nbgrader use this course's folders and this package's grading; later lines of the file win.

    Args:
        c: the configuration object of an ``nbgrader_config.py``.
        course_id: nbgrader's name for the course, as the exchange and JupyterHub know it.
        languages: what the course is written in, such as ``["en"]``; the first one is what others fall back to.
        language: language of the feedback; by default the first of them.
        suite_seed: what the hidden tests' examples are drawn from; change it every term.
    """
    c.Autograder.languages = list(languages)
    c.Autograder.language = language or c.Autograder.languages[0]
    c.Autograder.suite_seed = suite_seed
    c.CourseDirectory.course_id = course_id
    c.CourseDirectory.source_directory = "solutions"
    c.CourseDirectory.release_directory = "assignments"
    c.CourseDirectory.ignore = list(NEVER_COPIED)
    c.ClearSolutions.code_stub = {"python": STUB}
    c.GenerateAssignment.exporter_class = "autograder.authoring.release_exporter.ReleaseExporter"

    # Grading: a submission is read and repaired as it is loaded, graded outside this process, and written at
    # once.
    bridge = "autograder.bridge"
    c.Autograde.exporter_class = f"{bridge}.exporters.SubmissionExporter"
    c.Autograde.pre_convert_hook = f"{bridge}.exporters.expect_notebook"
    c.Autograde.sanitize_preprocessors = []
    c.Autograde.autograde_preprocessors = [
        f"{bridge}.preprocessor.GradeSubmission",
        f"{bridge}.preprocessor.SaveScores",  # and late penalties, by nbgrader's configured plugin
    ]

    # Feedback: the page that `autograder feedback` writes.
    c.GenerateFeedback.exporter_class = f"{bridge}.feedback.FeedbackExporter"
    c.GenerateFeedback.preprocessors = []
