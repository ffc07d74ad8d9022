"""For authors: does every test catch what it must, and is the course complete? (``autograder audit``)"""

from autograder.authoring.audit import Options, audit
from autograder.authoring.audit_report import AssignmentReport, ExerciseReport, Report

__all__ = ["AssignmentReport", "ExerciseReport", "Options", "Report", "audit"]
