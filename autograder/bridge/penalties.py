"""Late penalties, by the plugin that the course configured for nbgrader; whatever a plugin does, one line tells."""

import math
from typing import Any

from nbgrader.api import SubmittedNotebook
from nbgrader.preprocessors import AssignLatePenalties

from autograder.core.clean import clean_line
from autograder.core.errors import CourseError


class PluginFailed(CourseError):
    """The course's late plugin cannot be used, or failed on a submission."""


class LatePenalties:
    """nbgrader's late penalties.

    Args:
        configured: what ``AssignLatePenalties`` is made with: ``config=`` or ``parent=``.

    Raises:
        PluginFailed: when the plugin cannot be made.
    """

    def __init__(self, **configured: Any) -> None:
        where = configured.get("config") or getattr(configured.get("parent"), "config", {})
        self._name = clean_line(
            where.get("AssignLatePenalties", {}).get("plugin_class", "LateSubmissionPlugin")
        )
        try:
            self._nbgraders = AssignLatePenalties(**configured)
            self._nbgraders.init_plugin()
            self._plugin = self._nbgraders.plugin_inst
        except (Exception, SystemExit) as exc:  # it is somebody's code
            raise PluginFailed(f"the late plugin {self._name} cannot be used: {_told(exc)}") from exc

    def penalty(self, student: str, score: float, seconds_late: float) -> float | None:
        """Points to take off a notebook, at most its score; None for none.

        Raises:
            PluginFailed: when the plugin raises, or answers with something that is no number.
        """
        try:
            penalty = self._plugin.late_submission_penalty(student, score, seconds_late)
            if penalty is None:
                return None
            points = float(penalty)
        except (Exception, SystemExit) as exc:  # it is somebody's code
            raise PluginFailed(f"the late plugin {self._name} failed on {student!r}: {_told(exc)}") from exc
        if not math.isfinite(points):
            raise PluginFailed(
                f"the late plugin {self._name} answered {points} for {student!r}: expected points, or None"
            )
        return min(max(0.0, points), score)

    def of(self, notebook: SubmittedNotebook) -> float | None:
        """Points to take off a submitted notebook as the gradebook has it; None for none.

        Raises:
            PluginFailed: as :meth:`penalty`.
        """
        late = seconds_late(notebook)
        return self.penalty(notebook.assignment.student_id, notebook.score, late) if late > 0 else None


def seconds_late(notebook: SubmittedNotebook) -> float:
    """How late a submitted notebook is; 0 where there is no date, of which nbgrader cannot work out an extension."""
    submission = notebook.assignment
    return float(submission.total_seconds_late if submission.assignment.duedate else 0)


def _told(exc: BaseException) -> str:
    return clean_line(f"{type(exc).__name__}: {exc}", 300)
