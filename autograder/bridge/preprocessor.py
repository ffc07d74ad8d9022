"""nbgrader's autograding steps, with grading in workers of our own in place of executing the notebook in a
kernel."""

from __future__ import annotations

from pathlib import Path

from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import AssignLatePenalties, NbGraderPreprocessor
from traitlets import Unicode

from autograder.bridge import graders
from autograder.bridge.rebuild import ReleaseNotebook, fill, find_notebook
from autograder.bridge.records import CellScores, GradebookWriter
from autograder.clean import clean_line
from autograder.errors import AutograderError, OurFault


class NotGraded(NbGraderException):
    """A submission could not be graded, by no fault of the student's: nbgrader reports it and writes no
    score."""


class GradeSubmission(NbGraderPreprocessor):
    """Takes the place of nbgrader's ``Execute``: grades the submitted notebook, and fills the graded test
    cells."""

    grader = Unicode(graders.DEFAULT, help="Import string of the class that grades.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Grade; ``resources["autograder"]`` hands the scores to :class:`SaveScores`.

        Raises:
            NotGraded: by a fault of ours or of the course's; older scores stay, flagged for a person to look
                at.
        """
        about, converter = resources["nbgrader"], self.parent.parent
        directory = converter.coursedir
        student, assignment = about["student"], about["assignment"]
        folder = Path(directory.format_path(directory.submitted_directory, student, assignment))
        try:
            course = self.parent.course
            grader = graders.WARM.get(self.grader, course)
            result = grader.grade(find_notebook(folder, assignment), student=student, assignment=assignment)
            if result.outcome == "not_graded":
                raise OurFault(result.message or "no reason was given")
            origin = self.parent.origin(assignment)
            fill(
                nb,
                origin,
                result,
                course.language,
                pictures=graders.pictures(grader, result),
                words=graders.words(grader, assignment),
            )
            scores = CellScores.of(nb, origin.exercises, result)
        except AutograderError as exc:
            self._flag(about, directory.course_id)
            raise NotGraded(
                f"{assignment} of {student!r} is not graded, and keeps no new score: {exc}"
            ) from None
        if result.outcome == "unreadable":
            self.log.warning(
                "%s of %r cannot be read, so a person has to mark it: %s",
                assignment,
                student,
                clean_line(result.message or "", 500),
            )
        _drop_extras(Path(resources["metadata"]["path"]))
        resources["autograder"] = scores
        return nb, resources

    def _flag(self, about: dict, course_id: str) -> None:
        try:
            with GradebookWriter(about["db_url"], course_id) as writer:
                writer.flag(about["student"], about["assignment"], about["notebook"])
        except OurFault as exc:
            self.log.warning("%s", exc)


class SaveScores(NbGraderPreprocessor):
    """Takes the place of nbgrader's ``SaveAutoGrades`` and ``AssignLatePenalties``: one transaction a
    submission."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Write what :class:`GradeSubmission` found.

        Raises:
            NotGraded: when the gradebook cannot be written, or was made from another version of the
                assignment.
        """
        about = resources["nbgrader"]
        origin: ReleaseNotebook = self.parent.origin(about["assignment"])
        penalties = AssignLatePenalties(parent=self.parent)  # for its configured plugin
        try:
            with GradebookWriter(
                about["db_url"], self.parent.parent.coursedir.course_id, penalties
            ) as writer:
                writer.write(
                    about["student"],
                    about["assignment"],
                    about["notebook"],
                    resources["autograder"],
                    origin.worth,
                )
        except AutograderError as exc:
            raise NotGraded(
                f"{about['assignment']} of {about['student']!r} keeps no new score: {exc}"
            ) from None
        return nb, resources


def _drop_extras(folder: Path) -> None:
    """Remove the files that nbgrader copied from the submission, following links; feedback would hand them
    on."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        elif path.parent != folder or (path.name != "timestamp.txt" and path.suffix != ".ipynb"):
            path.unlink()
