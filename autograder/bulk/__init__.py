"""A class at once: many submissions over all cores or a cluster, each graded once and kept."""

from autograder.bulk.run import Progress, Task, grade_all

__all__ = ["Progress", "Task", "grade_all"]
