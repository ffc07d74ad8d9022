"""``check("relu")`` in a notebook: the public tests against the live notebook."""

from __future__ import annotations


def check(exercise: str | None = None) -> None:
    """Run the public tests of one exercise, or of all, against the notebook it is called from."""
