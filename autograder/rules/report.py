"""How to say to a student what was found."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.core.text import Text
from autograder.rules.families import ELSEWHERE, Family
from autograder.rules.uses import Use

MAX_SHOWN = 3  # uses in one message
_EXPECTED = Text("Expected: {sentence}", "要求：{sentence}")
_FOUND = Text(
    "Found: `{name}` in cell {cell}, line {line}: `{text}`",
    "发现：单元格 {cell} 第 {line} 行使用了 `{name}`：`{text}`",
)
_MORE = Text("… and {count} more.", "……另有 {count} 处。")
_SEEN = Text("Found: when your function ran, it called {names}.", "发现：你的函数运行时调用了 {names}。")
_NEXT = Text("Next: {instead} {elsewhere}", "下一步：{instead}{elsewhere}")


def explain(uses: Sequence[Use], family: Family, seen: Sequence[str] = ()) -> Text:
    """The student's message in three parts: what is forbidden, what was found where, what to do instead.

    Args:
        uses: the places where it was found.
        family: the exercise's family.
        seen: built-ins that were seen to run, of which no place is known; said only when ``uses`` is empty.
    """
    found = [
        _FOUND.format(
            name=_quoted(use.name), cell=use.cell.removeprefix("cell "), line=use.line, text=_quoted(use.text)
        )
        for use in uses[:MAX_SHOWN]
    ]
    if len(uses) > MAX_SHOWN:
        found.append(_MORE.format(count=len(uses) - MAX_SHOWN))
    if not uses:
        found.append(_SEEN.format(names=", ".join(f"`{name}`" for name in seen)))
    message = _EXPECTED.format(sentence=family.sentence)
    for part in [*found, _NEXT.format(instead=family.instead, elsewhere=ELSEWHERE)]:
        message = message + "\n" + part
    return message


def _quoted(text: str) -> str:
    return text.replace("`", "'")
