"""How to say to a student what was found."""

from collections.abc import Sequence

from autograder.core.text import Text, texts
from autograder.rules.families import Family
from autograder.rules.uses import Use

_TEXTS = texts(__file__)

MAX_SHOWN = 3  # uses in one message


def explain(uses: Sequence[Use], family: Family, seen: Sequence[str] = ()) -> Text:
    """The student's message in three parts: what is forbidden, what was found where, what to do instead.

    Args:
        uses: the places where it was found.
        family: the exercise's family.
        seen: built-ins that were seen to run, of which no place is known; said only when ``uses`` is empty.
    """
    found = [
        _TEXTS["found"].format(
            name=_quoted(use.name), cell=use.cell.removeprefix("cell "), line=use.line, text=_quoted(use.text)
        )
        for use in uses[:MAX_SHOWN]
    ]
    if len(uses) > MAX_SHOWN:
        found.append(_TEXTS["more"].format(count=len(uses) - MAX_SHOWN))
    if not uses:
        found.append(_TEXTS["seen"].format(names=", ".join(f"`{name}`" for name in seen)))
    message = _TEXTS["expected"].format(sentence=family.sentence)
    for part in [*found, _TEXTS["next"].format(instead=family.instead, elsewhere=_TEXTS["elsewhere"])]:
        message = message + "\n" + part
    return message


def _quoted(text: str) -> str:
    return text.replace("`", "'")
