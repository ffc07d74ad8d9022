"""What was found, and how to say it to the student."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.core.text import Text, translate
from autograder.rules.families import ELSEWHERE, Family

MAX_SHOWN = 3  # uses in one message
_EXPECTED = Text("Expected: {sentence}", "要求：{sentence}")
_FOUND = Text(
    "Found: `{name}` in cell {cell}, line {line}: `{text}`",
    "发现：单元格 {cell} 第 {line} 行使用了 `{name}`：`{text}`",
)
_MORE = Text("… and {count} more.", "……另有 {count} 处。")
_SEEN = Text("Found: when your function ran, it called {names}.", "发现：你的函数运行时调用了 {names}。")
_NEXT = Text("Next: {instead} {elsewhere}", "下一步：{instead}{elsewhere}")


@dataclass(frozen=True, slots=True)
class Use:
    """One place where the exercise's function reaches a forbidden built-in.

    All text comes from the student's notebook and is untrusted; its length is capped.

    Attributes:
        name: the built-in as the student wrote it ("torch.relu", "X.sigmoid").
        path: what that is in the library ("torch.relu", "torch.Tensor.sigmoid").
        cell: name of the cell.
        line: line in the cell, from 1.
        text: that line, without its indentation.
    """

    name: str
    path: str
    cell: str
    line: int
    text: str


def explain(
    uses: Sequence[Use], family: Family, language: str | None = None, *, seen: Iterable[str] = ()
) -> str:
    """The student's message in three parts: what is forbidden, what was found where, what to do instead.

    Args:
        uses: what :func:`autograder.rules.find` found.
        family: the exercise's family.
        language: "en" or "zh"; None for the language in force.
        seen: what :meth:`Family.among` gave for the run-time watch; said only when ``uses`` is empty.
    """
    found = [
        _FOUND.format(name=_quoted(use.name), cell=use.cell, line=use.line, text=_quoted(use.text))
        for use in uses[:MAX_SHOWN]
    ]
    if len(uses) > MAX_SHOWN:
        found.append(_MORE.format(count=len(uses) - MAX_SHOWN))
    names = ", ".join(f"`{name}`" for name in seen)
    if not uses and names:
        found.append(_SEEN.format(names=names))
    parts = [
        _EXPECTED.format(sentence=family.sentence),
        *found,
        _NEXT.format(instead=family.instead, elsewhere=ELSEWHERE),
    ]
    return "\n".join(translate(part, language) for part in parts)


def _quoted(text: str) -> str:
    return text.replace("`", "'")
