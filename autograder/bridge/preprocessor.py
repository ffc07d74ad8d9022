"""nbgrader's autograding steps, with grading in workers of our own in place of executing the notebook in a kernel."""

from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from autograder.bridge import graders
from autograder.bridge.extras import extras
from autograder.bridge.kept import KEPT
from autograder.bridge.penalties import LatePenalties
from autograder.bridge.rebuild import ReleaseNotebook, fill, find_notebook, names_in
from autograder.bridge.records import CellScores, GradebookWriter
from autograder.core.clean import clean_line
from autograder.core.errors import AutograderError, OurFault
from autograder.core.results import Result


class NotGraded(NbGraderException):
    """A submission could not be graded, by no fault of the student's: nbgrader reports it and writes no score."""


class GradeSubmission(NbGraderPreprocessor):
    """Takes the place of nbgrader's ``Execute``: grades the submitted notebook, and fills the graded test cells."""

    grader = Unicode(graders.DEFAULT, help="Import string of the class that grades.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Grade; ``resources["autograder"]`` hands the scores to :class:`SaveScores`.

        Raises:
            NotGraded: by a fault of ours or of the course's; older scores stay, flagged for a person to look at.
        """
        about = resources["nbgrader"]
        student, assignment = about["student"], about["assignment"]
        try:
            result = self._result(student, assignment)
            origin, words = self.parent.origin(assignment), self.parent.words(assignment)
            fill(nb, origin, result, self.parent.course.language, words=words)
            resources["autograder"] = CellScores.of(nb, origin.exercises, result)
        except AutograderError as exc:
            self._flag(about)
            raise NotGraded(
                f"{assignment} of {student!r} is not graded, and keeps no new score: {exc}"
            ) from None
        if result.outcome == "unreadable":
            said = clean_line(result.message or "", 500)
            self.log.warning(
                "%s of %r cannot be read, so a person has to mark it: %s", assignment, student, said
            )
        _drop_extras(Path(resources["metadata"]["path"]), self._folder(student, assignment))
        return nb, resources

    def _result(self, student: str, assignment: str) -> Result:
        """The verdict on the submitted notebook. Raises AutograderError when there is none."""
        course = self.parent.course
        path = find_notebook(self._folder(student, assignment), assignment)
        result = None
        if self.grader == graders.DEFAULT:
            result = self.parent.ahead.result(path, student, assignment)
        if result is None:
            result = graders.WARM.get(self.grader, course).grade(path, student=student, assignment=assignment)
        if result.outcome == "not_graded":
            raise OurFault(result.message or "no reason was given")
        if result.outcome == "unreadable":
            message = (result.message or "") + names_in(path, course.language)
            return msgspec.structs.replace(result, message=message)
        return result

    def _folder(self, student: str, assignment: str) -> Path:
        """The submission's folder."""
        directory = self.parent.parent.coursedir
        return Path(directory.format_path(directory.submitted_directory, student, assignment))

    def _flag(self, about: dict[str, Any]) -> None:
        try:
            with GradebookWriter(about["db_url"], self.parent.parent.coursedir.course_id) as writer:
                writer.flag(about["student"], about["assignment"], about["notebook"])
        except OurFault as exc:
            self.log.warning("%s", exc)


class SaveScores(NbGraderPreprocessor):
    """Takes the place of nbgrader's ``SaveAutoGrades`` and ``AssignLatePenalties``: one transaction a submission."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Write what :class:`GradeSubmission` found.

        Raises:
            NotGraded: when the gradebook cannot be written, or was made from another version of the assignment.
        """
        about = resources["nbgrader"]
        origin: ReleaseNotebook = self.parent.origin(about["assignment"])
        try:
            penalties = LatePenalties(parent=self.parent)
            with GradebookWriter(
                about["db_url"], self.parent.parent.coursedir.course_id, penalties
            ) as writer:
                of = about["student"], about["assignment"], about["notebook"]
                note = partial(nb.metadata[KEPT].__setitem__, "seconds_late")
                writer.write(*of, resources["autograder"], origin.worth, last=note)
        except AutograderError as exc:
            raise NotGraded(
                f"{about['assignment']} of {about['student']!r} keeps no new score: {exc}"
            ) from None
        return nb, resources


def _drop_extras(folder: Path, submitted: Path) -> None:
    """Remove the files that nbgrader copied from the submission, following links; feedback would hand them on."""
    kept = extras(submitted)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        elif path.parent != folder or (path.name not in kept and path.suffix != ".ipynb"):
            path.unlink()
