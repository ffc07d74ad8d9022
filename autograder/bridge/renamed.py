"""A change of the course's exercises in nbgrader's gradebook, which refuses cells that come or go once grading has begun."""

from collections.abc import Mapping

from nbgrader.api import MissingEntry

from autograder.bridge.database import PATIENCE, insist, open_gradebook
from autograder.bridge.penalties import LatePenalties
from autograder.core.course import Course, load_config


def rename_cells(course: Course, assignment: str, names: Mapping[str, str | None]) -> None:
    """Give cells of an assignment other names, in one transaction; their marks stay. None takes a cell out, with its
    marks and comments; late penalties are then worked out again, as they are a share of what is left.

    Raises:
        PluginFailed: when the course's late plugin cannot be used.
        OurFault: when the gradebook cannot be opened or written; it is as it was.
    """

    def write() -> None:
        for cell in [*notebook._base_cells, *notebook.source_cells]:
            new = names.get(cell.name, cell.name)
            if new is not None:
                cell.name = new
                continue
            for row in (*getattr(cell, "grades", ()), *getattr(cell, "comments", ())):
                book.db.delete(row)
            book.db.delete(cell)
        if None in names.values():
            book.db.flush()
            book.db.expire_all()
            for submitted in notebook.submissions:
                if submitted.late_submission_penalty:
                    submitted.late_submission_penalty = penalties.of(submitted)
        book.db.commit()

    penalties = LatePenalties(config=load_config(course.root))
    with open_gradebook(course.db_url, course.course_id) as book:
        try:
            notebook = book.find_notebook(assignment, assignment)
        except MissingEntry:
            return
        insist(write, PATIENCE, "so nothing was changed")
