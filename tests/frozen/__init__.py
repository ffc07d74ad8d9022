"""Verdicts kept as they were: every solution that the project knows, graded, and compared with the last time.

``python -m tests.frozen`` prints what differs from ``verdicts.json``; with ``--write`` it keeps what it found. Run it after
every change of the grader: each line that it prints is either explained in the commit, or a mistake.
"""
