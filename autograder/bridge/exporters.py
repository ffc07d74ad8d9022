"""nbgrader's way in: how it loads a submission.

``nbgrader autograde`` loads every notebook through its exporter, before any preprocessor runs; a notebook
that is no JSON fails there, and one with a doubled test cell ends the whole batch soon after. So this is
where submissions are read with our own reader, and rebuilt from the release.
"""

from collections.abc import Callable
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException

from autograder.bridge.ahead import Ahead
from autograder.bridge.cells import notebook_text
from autograder.bridge.rebuild import ReleaseNotebook, find_notebook, read_graded, rebuild
from autograder.core.course import Course
from autograder.core.errors import AutograderError
from autograder.core.words import AssignmentWords
from autograder.grading.course_words import course_words


def expect_notebook(assignment: str, student: str, notebooks: list[str]) -> None:
    """nbgrader's pre-convert hook: a submission without a notebook of the right name is still a submission.

    nbgrader fails it as "did you forget to run generate_assignment". Putting the expected name into its list makes it
    load that one, and :class:`SubmissionExporter` then finds what was handed in instead, or says what is missing.
    """
    if notebooks and assignment not in {Path(path).stem for path in notebooks}:
        notebooks[:] = [str(Path(notebooks[0]).parent / f"{assignment}.ipynb")]


class SubmissionExporter(NotebookExporter):
    """Loads submitted notebooks with our reader, whatever is in them, and gives nbgrader well-formed ones."""

    parent: Any  # nbgrader's converter

    @cached_property
    def course(self) -> Course:
        """The course that nbgrader is working on."""
        return Course.load(self.parent.coursedir.root)

    @cached_property
    def ahead(self) -> Ahead:
        """What is graded ahead of nbgrader's coming to it."""
        return Ahead(self.course, self.parent)

    @cached_property
    def words(self) -> Callable[[str], AssignmentWords | None]:
        """Assignment -> what its exercises, tests and misconceptions are called."""
        return course_words(self.course)

    @cached_property
    def origin(self) -> Callable[[str], ReleaseNotebook]:
        """Assignment -> the release that its submissions are read against."""
        return cache(partial(ReleaseNotebook.load, self.course))

    def from_filename(
        self, filename: str, resources: Any = None, **kwargs: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Load and convert a notebook.

        Raises:
            NbGraderException: when the course cannot be used.
        """
        path, directory = Path(filename), self.parent.coursedir
        about = (resources or {}).get("nbgrader")
        if about is None or path.parent != Path(
            directory.format_path(directory.submitted_directory, about["student"], about["assignment"])
        ):
            return super().from_filename(filename, resources=resources, **kwargs)
        try:
            origin = self.origin(about["assignment"])
            submitted = find_notebook(path.parent, about["assignment"])
            notebook = rebuild(read_graded(submitted, self.course), origin, self.course.language)
        except AutograderError as exc:
            raise NbGraderException(str(exc)) from exc
        resources["metadata"] = ResourcesDict(name=path.stem, path=str(path.parent))
        return self.from_notebook_node(notebook, resources=resources, **kwargs)

    def from_notebook_node(
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Convert a notebook. What this class has loaded is well-formed and nobody else's: each step may change it, and need not
        look at its schema, as nbconvert would after four copies of it."""
        resources = self._init_resources(resources)
        for preprocessor in self._preprocessors:
            nb, resources = preprocessor(nb, resources)
        resources["output_suffix"] = ".nbconvert"
        return notebook_text(nb), resources
