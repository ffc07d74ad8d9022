"""For authors: does every test catch what it must, and is the course complete? (``autograder audit``)"""

from autograder.audit.audit import Options, audit
from autograder.audit.report import AssignmentReport, ExerciseReport, Report

__all__ = ["AssignmentReport", "ExerciseReport", "Options", "Report", "audit"]
