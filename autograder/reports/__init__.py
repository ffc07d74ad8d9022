"""Results written for other programs: gradebook CSV files, Gradescope, JUnit XML. See ``docs/exports.md``."""
