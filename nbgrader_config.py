"""This course's nbgrader configuration; ``autograder.bridge.config.apply`` says what it sets and why.

Lines below ``apply`` win over it: due dates, the exchange, a PostgreSQL gradebook
(``c.CourseDirectory.db_url = "postgresql+psycopg2://..."``), ``c.Autograder.limits = {"cell_seconds": 20}``.
"""

from autograder.bridge.config import apply

c = get_config()  # noqa: F821  traitlets defines it
apply(c, course_id="d2l", language="en", suite_seed="2026-autumn")
