"""The fixed words of cards, pages and texts, in both languages, and the looks that go with each outcome."""

from dataclasses import dataclass

from autograder.core.text import Text, texts
from autograder.core.words import LOOKS_LIKE

TEXTS = texts(__file__) | {"LOOKS_LIKE": LOOKS_LIKE}


@dataclass(frozen=True, slots=True)
class Look:
    """How an outcome is shown: a word, a sign that is told apart without colour, and a tone (a CSS class)."""

    word: Text
    sign: str
    tone: str


# outcome, sign, tone
_EXERCISES = "passed ✓ good, failed ✗ bad, partly ◐ warn, not_implemented ○ idle, missing ? bad, unrun ○ idle"
_TESTS = "passed ✓ good, failed ✗ bad, error ✗ bad, timeout ✗ bad, crashed ✗ bad, memory ✗ bad, forbidden ✗ bad, blocked ○ idle"
EXERCISE_LOOKS = {
    name: Look(TEXTS[f"exercise-{name}"], *look) for name, *look in map(str.split, _EXERCISES.split(","))
}
TEST_LOOKS = {name: Look(TEXTS[f"test-{name}"], *look) for name, *look in map(str.split, _TESTS.split(","))}
HINTS = tuple(TEXTS[f"hint-{number}"] for number in (1, 2, 3))
