"""The fixed words of cards, pages and texts, in both languages, and the looks that go with each outcome."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.core.text import Text, texts

TEXTS = texts(__file__)


@dataclass(frozen=True, slots=True)
class Look:
    """How an outcome is shown: a word, a sign that is told apart without colour, and a tone (a CSS class)."""

    word: Text
    sign: str
    tone: str


def _looks(kind: str, table: str) -> dict[str, Look]:
    """Outcome -> look, of a table of outcomes, signs and tones."""
    rows = (row.split() for row in table.split(","))
    return {name: Look(TEXTS[f"{kind}-{name}"], sign, tone) for name, sign, tone in rows}


EXERCISE_LOOKS = _looks(
    "exercise",
    "passed ✓ good, failed ✗ bad, partly ◐ warn, not_implemented ○ idle, missing ? bad, unrun ○ idle",
)
TEST_LOOKS = _looks(
    "test",
    "passed ✓ good, failed ✗ bad, error ✗ bad, timeout ✗ bad, crashed ✗ bad, memory ✗ bad, forbidden ✗ bad, blocked ○ idle",
)
HINTS = tuple(TEXTS[f"hint-{number}"] for number in (1, 2, 3))
