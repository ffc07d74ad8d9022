"""What grading costs, against stock nbgrader and against the floor: ``python -m benchmarks``."""
