"""What students read about their notebook: why it cannot be read, and what was repaired or ignored."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from autograder.core.errors import Unreadable
from autograder.core.text import Text, texts

TEXTS = texts(__file__)


def joined(*sentences: Text) -> Text:
    """Sentences behind each other; Chinese has no blank between them."""
    return Text(" ".join(one.en for one in sentences), "".join(one.zh for one in sentences))


def listed(names: Iterable[str]) -> Text:
    """Names in a row."""
    names = list(names)
    return Text(", ".join(names), "、".join(names))


def unreadable(name: str, *fields: Any) -> Unreadable:
    """The error to raise: what was found, what was expected, what to do; as a string, it is in the language in force."""
    expected = TEXTS.get(f"{name}.expected", TEXTS["notebook"])
    todo = TEXTS.get(f"{name}.todo", TEXTS["save"])
    message = joined(TEXTS[name], expected, todo).format(*fields)
    error = Unreadable(str(message))
    error.text = message
    return error
