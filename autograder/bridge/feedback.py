"""What ``nbgrader generate_feedback`` writes: the page that ``autograder feedback`` writes, from the same record."""

from typing import Any

import msgspec
from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException

from autograder.bridge import graders
from autograder.bridge.kept import KEPT
from autograder.bridge.marks import read_marks
from autograder.core.course import Course, load_config
from autograder.core.results import Result
from autograder.feedback.feedback import page
from autograder.grading.course_words import course_words


class FeedbackExporter(Exporter):
    """A feedback page from an autograded notebook, which holds its verdict, and the gradebook."""

    parent: Any  # nbgrader's converter
    file_extension = ".html"
    output_mimetype = "text/html"

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kwargs: Any) -> Any:
        """The page of one submission, and ``resources``, which are nbgrader's.

        Raises:
            NbGraderException: when the notebook holds no verdict.
        """
        nb, resources = super().from_notebook_node(nb, resources, **kwargs)
        about = resources["nbgrader"]
        course = Course.load(self.parent.coursedir.root)
        try:
            result = msgspec.convert(nb.metadata[KEPT]["result"], Result)
        except (KeyError, TypeError, msgspec.ValidationError):
            raise NbGraderException(
                f"{about['assignment']} of {about['student']!r} was autograded by another version: run "
                f"`nbgrader autograde {about['assignment']} --force`"
            ) from None
        factory = load_config(course.root).get("GradeSubmission", {}).get("grader", graders.DEFAULT)
        html = page(
            result,
            words=course_words(course)(result.assignment),
            language=nb.metadata[KEPT].get("language") or course.language,
            pictures=graders.pictures(course, result, factory),
            marks=read_marks(course, [about["assignment"]], about["student"]).find(
                about["student"], about["assignment"]
            ),
            answers=nb.metadata[KEPT].get("answers", {}),
        )
        return html, resources
