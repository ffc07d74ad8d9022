"""Snippets: Python text that makes a failing call in the student's own notebook and shows what came back.

The requests of the failing example are known, and so are their replies: the test is run once more on them, while
:class:`autograder.testing.trace.Trace` notes what torch does. So a snippet holds the calls, the inputs in short, and the
expression that leads from a reply to what the message speaks of. It holds nothing of the reference, and no test.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import torch

from autograder.core import errors, values
from autograder.core.text import Text, translate
from autograder.testing import probes
from autograder.testing.collect import Case
from autograder.testing.expect import Mismatch
from autograder.testing.literal import literal
from autograder.testing.student import Asked, Request, Student
from autograder.testing.trace import Trace, Unknown

INLINE = 48  # characters of an argument that may stand in the call itself
LONG = 240  # characters of a tensor, above which the expression that made it is shorter to read
MANY = 8  # items of a list that are shown one by one
HUGE = 4000  # characters of an argument that nobody would paste
EARLIER = 8  # calls before a failing one that are made again, where the function remembers them
_SEED = "for seed in (torch.manual_seed, np.random.seed, random.seed):"
EXPECTED, GOT = Text("expected:", "应为："), Text("got:     ", "得到：")
_NO_ERROR = Text("a result, no error", "得到结果，而不是报错")
_ENDLESS = Text("this call does not come to an end: interrupt it", "这个调用不会结束：请中断它")
_ENDED = Text("this call ends the process that runs your code", "这个调用会结束运行你的代码的进程")
_CALLS = ("call", "after", "probe")
_MARK = re.compile("\0([ra])(\\d+)(?:_(\\w+))?\0")  # a result or an argument that has no name yet


def snippet(
    case: Case, example: Mapping[str, Any], student: Student, asked: Sequence[Asked], failure: BaseException
) -> Text | None:
    """The snippet of a failing example, or None where nothing was called.

    Args:
        asked: what the student was asked with this example.
        failure: how the test failed.
    """
    if not any(one.request[0] in _CALLS for one in asked):
        return None
    rerun = _Rerun(asked, Trace(case.trace))
    again = rerun.run(case, example)
    if type(again) is type(failure) and len(rerun.asked) == len(asked):
        failure = again
    else:  # the test went another way: what it asked is all there is
        rerun.asked = list(asked)
    try:
        return _Snippet(rerun, failure, student).text()
    except errors.OurFault:
        raise
    except Exception:  # a snippet
        return None


class _Rerun:
    """The test once more, on the replies that are there already."""

    def __init__(self, known: Sequence[Asked], trace: Trace) -> None:
        self._known, self.trace = known, trace
        self.asked: list[Asked] = []

    def ask(self, request: Request, seconds: float | None) -> Any:
        """See :class:`autograder.testing.student.Backend`."""
        if len(self.asked) == len(self._known):
            raise Unknown
        known = self._known[len(self.asked)]
        asked = [request[0], known.request[1], *request[2:]]  # the seed is the one that was sent
        self.asked.append(Asked(asked, known.reply, known.called))
        if isinstance(known.reply, errors.StudentError):
            raise known.reply
        return known.reply

    def run(self, case: Case, example: Mapping[str, Any]) -> BaseException | None:
        """How the test fails."""
        test: Any = case.function.hypothesis.inner_test if case.property else case.function  # type: ignore[attr-defined]
        student = Student(self)
        student.begin(0)
        try:
            with self.trace:
                test(**case.arguments, **example, **({"student": student} if case.takes_student else {}))
        except Exception as exc:  # whatever the test raises is how it fails
            return exc
        return None


@dataclass(frozen=True, slots=True)
class _Target:
    """What a request calls: the function's name, its arguments, and where the request keeps each of them."""

    kind: str
    name: str
    args: list[Any]
    kwargs: dict[str, Any]

    @classmethod
    def of(cls, request: Request) -> _Target:
        if request[0] != "probe":
            return cls(request[0], *request[2:5])
        _, _, source, name, args, kwargs = request
        kind = probes.KINDS.get(source)
        return cls("probe", name, args, kwargs) if kind is None else cls(kind, *args[:3])

    def items(self) -> Iterator[tuple[str, Any]]:
        """The arguments by position or by name."""
        yield from ((str(index), item) for index, item in enumerate(self.args))
        yield from self.kwargs.items()


@dataclass
class _Snippet:
    """One snippet in the making: variables are marks until it is known which of them are needed."""

    rerun: _Rerun
    failure: BaseException
    student: Student
    names: dict[int, tuple[str, bool]] = field(default_factory=dict)
    kept: list[Any] = field(default_factory=list)
    derived: dict[int, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.asked = self.rerun.asked
        self.calls = [number for number, one in enumerate(self.asked) if one.request[0] in _CALLS]
        self.targets = {number: _Target.of(self.asked[number].request) for number in self.calls}
        for number in self.calls:
            self._name_all(number)

    def _name_all(self, number: int) -> None:
        """Give what a request takes and what it returns a name."""
        target, reply, result = self.targets[number], self.asked[number].reply, f"\0r{number}\0"
        found: list[tuple[Any, str]] = []
        if not isinstance(reply, errors.StudentError):
            found = [(reply[0] if target.kind in ("after", "gradient") else reply, result)]
            if target.kind == "after":
                found += [(item, f"\0a{number}_{i}\0") for i, item in enumerate(reply[1])]
            elif target.kind == "gradient" and isinstance(reply[1], list):
                wrt = self.asked[number].request[4][4]
                found += [(item, f"\0a{number}_{i}\0.grad") for i, item in zip(wrt, reply[1], strict=False)]
            elif target.kind == "facts" and isinstance(reply, list):
                values_ = (item["value"] if isinstance(item, dict) else item for item in reply)
                found += [(item, f"{result}[{place}]") for place, item in enumerate(values_)]
        for item, name in found:
            self._name(item, name, True)
        for place, item in target.items():
            self._name(item, f"\0a{number}_{place}\0", False)

    def _name(self, item: Any, name: str, reply: bool) -> None:
        if item is None or isinstance(item, bool | int):
            return
        self.names.setdefault(id(item), (name, reply))
        self.kept.append(item)
        if isinstance(item, list | tuple):
            for place, inner in enumerate(item):
                self._name(inner, f"{name}[{place}]", reply)
        elif isinstance(item, dict):
            for key, inner in item.items():
                self._name(inner, f"{name}[{key!r}]", reply)

    def text(self) -> Text:
        """The whole snippet.

        Raises:
            Unknown: when an input cannot be written down.
        """
        shown = self._shown()
        lines = [f"{name} = {text}" for name, text in self.derived.values()]
        wanted = self._wanted("\n".join([*lines, shown]))
        seeds, remembered = self._seeds(wanted)
        wanted |= remembered
        steps: list[tuple[int, list[str]]] = []
        for number, one in enumerate(self.asked[: max(wanted) + 1]):
            if one.request[0] == "set":
                steps.append((number, [f"{k} = {self.source(v)}" for k, v in one.request[2].items()]))
            elif number in wanted:
                steps.append((number, _CALLERS.get(self.targets[number].kind, _call)(self, number)))
        return self._assembled(steps, lines, shown, seeds)

    def _shown(self) -> str:
        """What is printed as what came back."""
        failure = self.failure
        if isinstance(failure, Mismatch) and failure.evidence:
            with suppress(Unknown):
                return failure.how.format(*map(self._evidence, failure.evidence))
        number = self.calls[-1]
        return _whole(f"\0r{number}\0", self.targets[number], self.asked[number].reply)

    def _evidence(self, value: Any) -> str:
        """Text for a value that the message speaks of: a name, or that of a variable that is computed first."""
        if (named := self._named(value)) is not None:
            return named[0]
        if id(value) not in self.derived:
            text = self._computed(value)
            name = "shown" if not self.derived else f"shown_{len(self.derived) + 1}"
            self.derived[id(value)] = name, text
        return self.derived[id(value)][0]

    def _named(self, value: Any) -> tuple[str, bool] | None:
        """The name of an object, and whether it came back from a call."""
        return self.names.get(id(value))

    def _computed(self, value: Any, taken: Collection[str] = ()) -> str:
        if isinstance(value, int | float):
            for number in reversed(self.calls):
                if type(self.asked[number].reply) is type(value) and self.asked[number].reply == value:
                    return f"\0r{number}\0"
        elif (named := self._named(value)) is not None:
            return named[0]
        with suppress(Unknown):
            return self.rerun.trace.derived(value, self._named, taken)
        if not isinstance(value, list | tuple) or len(value) > MANY:
            raise Unknown
        items: list[str] = []
        for item in reversed(value):  # the latest call is found first
            items.insert(0, self._computed(item, items))
        return _listing(items, value)

    def _wanted(self, shown: str) -> set[int]:
        """The calls whose results are shown, or that lead there."""
        found = {int(number) for _, number, _ in _MARK.findall(shown)}
        failed = any(isinstance(one, errors.StudentError) for one in (self.failure, self.asked[-1].reply))
        if failed or not found:
            found = {self.calls[-1]}
        open_ = list(found)
        while open_:
            for item in _walk(self.asked[open_.pop()].request[2:]):
                if isinstance(item, values.Handle) and (named := self._named(item)):
                    more = {int(number) for _, number, _ in _MARK.findall(named[0])} - found
                    found |= more
                    open_ += more
        return found

    def _seeds(self, wanted: set[int]) -> tuple[dict[int, int], set[int]]:
        """The seeds of the calls that are random, and the calls before that have left something behind.

        Each call is made once more with another seed, and where that changes the reply, with its own.
        """
        if isinstance(self.failure, errors.CallTimeout | errors.Crashed):
            return {}, set()
        seeds: dict[int, int] = {}
        remembered: set[int] = set()
        for number in sorted(wanted):
            request = self.asked[number].request
            if request[1] is None or self._same(number, request[1] + 1):
                continue
            seeds[number] = request[1]
            if not self._same(number, request[1]):
                remembered |= {other for other in self.calls if other < number}
        for number in (remembered := set(sorted(remembered)[-EARLIER:])) - wanted:
            if (seed := self.asked[number].request[1]) is not None:
                seeds[number] = seed
        return seeds, remembered

    def _same(self, number: int, seed: int) -> bool:
        one = self.asked[number]
        if any(isinstance(item, values.Handle) for item in _walk([one.reply])):
            return False  # it stays where it is: whether it is random cannot be seen
        for earlier in self.asked[:number]:
            if earlier.request[0] == "set":
                self.student.again(earlier.request)
        try:
            reply = self.student.again([one.request[0], seed, *one.request[2:]])
        except errors.StudentError as exc:
            return type(exc) is type(one.reply) and str(exc) == str(one.reply)
        if isinstance(one.reply, errors.StudentError):
            return False
        return values.encode(reply) == values.encode(one.reply)

    def source(self, value: Any) -> str:
        """Text for an input."""
        if isinstance(value, values.Handle):
            if (named := self._named(value)) is None:
                raise Unknown
            return named[0]
        if isinstance(value, list | tuple) and not isinstance(value, torch.Size):
            return _listing(map(self.source, value), value)
        if isinstance(value, dict):
            return "{" + ", ".join(f"{key!r}: {self.source(item)}" for key, item in value.items()) + "}"
        if not isinstance(value, torch.Tensor):
            return literal(value)
        return self._tensor(value)

    def _tensor(self, value: torch.Tensor) -> str:
        plain = literal(value) if value.numel() <= LONG or value.is_contiguous() else ""
        if plain and len(plain) <= LONG:
            return plain
        with suppress(Unknown):
            made = self.rerun.trace.source(value)
            plain = made if not plain or len(made) < len(plain) else plain
        if not plain or len(plain) > HUGE:
            raise Unknown
        return plain

    def call(self, number: int, function: str | None = None) -> str:
        """The call itself."""
        target = self.targets[number]
        given = [f"\0a{number}_{place}\0" for place, _ in enumerate(target.args)]
        given += [f"{key}=\0a{number}_{key}\0" for key in target.kwargs]
        return f"{function or target.name}({', '.join(given)})"

    def _assembled(
        self, steps: list[tuple[int, list[str]]], after: list[str], shown: str, seeds: dict[int, int]
    ) -> Text:
        body = "\n".join([*(line for _, lines in steps for line in lines), *after, shown])
        counts: dict[str, int] = {}
        for mark in _MARK.finditer(body):
            counts[mark[0]] = counts.get(mark[0], 0) + 1
        inputs = {mark: self.source(self._argument(mark)) for mark in counts if mark[1] == "a"}
        bound = [mark for mark, text in inputs.items() if counts[mark] > 1 or len(text) > INLINE]
        results = sorted({f"\0r{number}\0" for number, _ in steps if number in self.targets}, key=_order)
        names = _numbered("given", sorted(bound, key=_order)) | _numbered("got", results)

        def resolve(text: str) -> str:
            while (replaced := _MARK.sub(lambda m: names.get(m[0]) or inputs[m[0]], text)) != text:
                text = replaced
            return text

        lines = [*(("import random", "", "import numpy as np") if seeds else ()), "import torch", ""]
        for number, step in steps:
            own = sorted((mark for mark in bound if _order(mark)[0] == number), key=_order)
            lines += [f"{names[mark]} = {resolve(inputs[mark])}" for mark in own]
            if number in seeds:
                lines.append(f"{_SEED}\n    seed({seeds[number]})")
            lines += map(resolve, step)
        lines += map(resolve, after)
        last = f"{names[results[-1]]} = "
        split = max(place for place, line in enumerate(lines) if line.startswith(last))
        return self._printed(lines[:split], lines[split:], resolve(shown))

    def _argument(self, mark: str) -> Any:
        number, place = _order(mark)
        target = self.targets[number]
        return target.kwargs[place] if place in target.kwargs else target.args[int(place)]

    def _printed(self, before: list[str], call: list[str], shown: str) -> Text:
        failure, last = self.failure, self.asked[-1].reply
        mismatch = isinstance(failure, Mismatch)  # the test may have expected another error, or none
        raised = last if mismatch and isinstance(last, errors.StudentRaised) else failure
        error = raised if isinstance(raised, errors.StudentError) else None
        expected = failure.expected if isinstance(failure, Mismatch) else _NO_ERROR
        said = {code: _program(code, before, call, shown, expected, error) for code in expected.languages}
        return Text(**said)


def _program(
    language: str,
    before: list[str],
    call: list[str],
    shown: str,
    expected: Text,
    failure: BaseException | None,
) -> str:
    wanted = f"print({f'{translate(EXPECTED, language)} {translate(expected, language)}'!r})"
    got = f'print("{translate(GOT, language)}", {{}})'
    if failure is None:
        return "\n".join([*before, *call, wanted, got.format(shown)])
    slow, ended = isinstance(failure, errors.CallTimeout), type(failure) is errors.Crashed
    comment = [f"# {translate(_ENDLESS if slow else _ENDED, language)}"] if slow or ended else []
    kind = "Exception" if "Exception" in getattr(failure, "mro", ("Exception",)) else "BaseException"
    tried = [f"    {line}" for line in "\n".join([*call, got.format(shown)]).split("\n")]
    raised = got.format('f"raised {type(error).__name__}: {error}"')
    return "\n".join([*before, wanted, *comment, "try:", *tried, f"except {kind} as error:", f"    {raised}"])


def _listing(items: Iterable[str], value: list[Any] | tuple[Any, ...]) -> str:
    """The items as a list, or as a tuple, as ``value`` is one."""
    inner = ", ".join(items)
    return f"[{inner}]" if isinstance(value, list) else f"({inner}{',' if len(value) == 1 else ''})"


def _numbered(name: str, marks: list[str]) -> dict[str, str]:
    if len(marks) == 1:
        return {marks[0]: name}
    return {mark: f"{name}_{index}" for index, mark in enumerate(marks, 1)}


def _order(mark: str) -> tuple[int, str]:
    found = _MARK.fullmatch(mark)
    assert found is not None
    return int(found[2]), found[3] or ""


def _walk(value: Any) -> Iterator[Any]:
    if isinstance(value, list | tuple):
        for item in value:
            yield from _walk(item)
    elif isinstance(value, dict):
        yield from _walk(list(value.values()))
    else:
        yield value


def _whole(name: str, target: _Target, reply: Any) -> str:
    """What shows a whole reply."""
    if target.kind == "gradient" and isinstance(reply, tuple) and reply[1] == "no graph":
        return f"{name}, {name}.requires_grad"
    if target.kind == "facts" and isinstance(reply, list):
        looked_at = "type(item).__name__, tuple(item.shape), item.requires_grad, item.is_leaf"
        return f"[({looked_at}) for item in {name}]"
    return name


def _call(snippet: _Snippet, number: int) -> list[str]:
    return [f"\0r{number}\0 = {snippet.call(number)}"]


def _gradient(snippet: _Snippet, number: int) -> list[str]:
    _, _, _, upstream, wrt = snippet.asked[number].request[4]
    target, got = snippet.targets[number], f"\0r{number}\0"
    lines = []
    for mark, value in ((f"\0a{number}_{i}\0", target.args[i]) for i in wrt):
        view = value.is_contiguous() and not snippet.source(value).startswith("torch.tensor(")
        lines.append(f"{mark} = {mark}.clone().requires_grad_()" if view else f"{mark}.requires_grad_()")
    lines.append(f"{got} = {snippet.call(number)}")
    reply = snippet.asked[number].reply
    if isinstance(reply, errors.StudentError):
        return [*lines, f"{got}.sum().backward()"]
    if not isinstance(reply, tuple) or reply[1] == "no graph" or reply[1] is None:
        return lines
    if upstream is None:
        return [*lines, f"{got}.sum().backward()"]
    above = snippet.source(upstream)
    if (reply[0].dtype, reply[0].shape) != (upstream.dtype, upstream.shape):
        above = f"({above}).to({got}.dtype).expand_as({got})"
    return [*lines, f"{got}.backward({above})"]


def _listed(snippet: _Snippet, number: int) -> list[str]:
    one, call = snippet.asked[number], snippet.call(number)
    limit = one.request[4][3]
    if isinstance(one.reply, list) and len(one.reply) >= limit:
        return ["import itertools", f"\0r{number}\0 = list(itertools.islice({call}, {limit}))"]
    return [f"\0r{number}\0 = list({call})"]


def _probe(snippet: _Snippet, number: int) -> list[str]:
    source = probes.standalone(snippet.asked[number].request[2], "example")
    return ["", source, "", f"\0r{number}\0 = {snippet.call(number, 'example')}"]


_CALLERS = {"gradient": _gradient, "listed": _listed, "probe": _probe}
