"""What students read about their notebook: why it cannot be read, and what was repaired or ignored."""

import re
from collections.abc import Iterable
from typing import Any

from autograder.core.clean import clean_line
from autograder.core.errors import Unreadable
from autograder.core.text import Text, texts

TEXTS = texts(__file__)
_NUMBERED = re.compile(r"\bcell (\d+)")


def joined(*sentences: Text) -> Text:
    """Sentences behind each other; Chinese has no blank between them."""
    return Text(" ".join(one.en for one in sentences), "".join(one.zh for one in sentences))


def listed(names: Iterable[str]) -> Text:
    """Names or labels of cells in a row."""
    names = list(names)
    return Text(", ".join(names), _NUMBERED.sub(r"第 \1 个单元格", "、".join(names)))


def cell(label: str) -> Text:
    """What to call a cell in a sentence: by its number, or by its name."""
    if number := _NUMBERED.fullmatch(label):
        return Text("cell {}", "第 {} 个单元格").format(number[1])
    return Text("the cell {}", "单元格 {} ").format(clean_line(label, 80))


def unreadable(name: str, *fields: Any) -> Unreadable:
    """The error to raise: what was found, what was expected, what to do; as a string, it is in the language in force."""
    expected = TEXTS.get(f"{name}.expected", TEXTS["notebook"])
    todo = TEXTS.get(f"{name}.todo", TEXTS["save"])
    message = joined(TEXTS[name], expected, todo).format(*fields)
    error = Unreadable(str(message))
    error.text = message
    return error
