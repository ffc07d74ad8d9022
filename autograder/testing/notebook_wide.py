"""What keeps exercises of a notebook from working, and is not in their own cells: it is told once, above all of them, and
each of them points to it."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.core import source
from autograder.core.text import Text
from autograder.submissions import messages
from autograder.testing.exam import Examined, Tested
from autograder.testing.run import NAME, Verdict, said_of, undefined
from autograder.testing.show import clean

_POINTER = Text("{}: see the top", "{}：见最上面")
_UNDEFINED = Text("`{}` is not defined", "`{}` 未定义")
_STOPPED = Text(
    "{cell} stopped with {kind}: {detail}{line}\n→ what it should define is missing below; mend it first",
    "{cell}因 {kind} 而中断：{detail}{line}\n→ 后面缺少它本应定义的内容；请先改好它",
)


@dataclass(frozen=True, slots=True)
class StoppedCell:
    """A cell that did not run to its end, and why."""

    label: str
    text: str
    kind: str
    detail: str
    line: int | None


def causes_of(examined: Examined, missing: Callable[[str], Text | None]) -> dict[str, Text]:
    """Name of a case -> why it failed, where that is not in the exercise's own cell.

    Args:
        missing: says why a name is not defined; None where that is the exercise's own fault.
    """
    found = {}
    for test in examined.tests:
        cause = test.verdict.cause
        why = None if cause is None else missing(cause[1]) if cause[0] == NAME else said_of(cause)
        if why is not None:
            found[test.case.name] = why
    return found


def told(examined: Examined, causes: Mapping[str, Text], on_top: Collection[Text]) -> Examined:
    """An exam whose verdicts tell these causes first, or point to those that stand ``on_top`` of all exercises."""

    def of(test: Tested) -> Tested:
        why = causes.get(test.case.name)
        return test if why is None else replace(test, verdict=_told(test.verdict, why, on_top))

    return replace(examined, tests=tuple(map(of, examined.tests)))


def _told(verdict: Verdict, why: Text, on_top: Collection[Text]) -> Verdict:
    assert verdict.cause is not None and verdict.message is not None
    named = verdict.cause[0] == NAME
    if why in on_top:
        short = _UNDEFINED.format(clean(verdict.cause[1], 80)) if named else _first_clause(why)
        return replace(verdict, message=_POINTER.format(short))
    # which tells the others itself
    return replace(verdict, message=why + "\n" + verdict.message) if named else verdict


def _first_clause(text: Text) -> Text:
    return Text(**{code: re.split("[,;，；]", said)[0] for code, said in text.said})


def stopped_before(name: str, cells: Sequence[StoppedCell]) -> Text | None:
    """Why a name is not defined: a cell that should define it has stopped, perhaps for want of another name."""
    cell, others = None, list(cells)
    wanted: str | None = name
    while wanted and (found := next((one for one in others if would_define(one.text, wanted)), None)):
        cell, wanted = found, (undefined(found.detail) if found.kind == "NameError" else None)
        others.remove(found)
    if cell is None:
        return None
    line = Text("", "") if cell.line is None else Text(" (line {})", "（第 {} 行）").format(cell.line)
    kind, detail = clean(cell.kind, 80), clean(cell.detail, 300)
    return _STOPPED.format(cell=messages.cell(cell.label), kind=kind, detail=detail, line=line)


def would_define(text: str, name: str) -> bool:
    """Whether a cell would define a name, had it run to its end; also one that is no valid Python."""
    imported = rf"^[ \t]*(?:import|from)\b.*\b{re.escape(name)}\b"
    return name in text and (
        source.defines(text, name) or re.search(imported, text, re.MULTILINE) is not None
    )
