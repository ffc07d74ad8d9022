"""Is it the right result for another tensor in the place of one that was given: its negative, its first row, nothing?

The reference tells: what it gives for the altered tensor must be what came back, from every call that is looked at.
"""

from __future__ import annotations

import ast
import inspect
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import torch

from autograder.core import errors
from autograder.grading import reference
from autograder.grading.suite import Suite
from autograder.testing.relations import Relation
from autograder.testing.relations.model import alike, different, flat, line_name, real, word
from autograder.testing.student import LiveBackend, Request

LEAST, MOST = 2, 4  # failing calls are looked at, and as many that are right
NUMBERS = 6  # different ones in what came back, before a relation is believed
SECONDS = 3.0
Answered = tuple[Request, Any]  # a request, and what came back
Alter = Callable[[torch.Tensor], torch.Tensor]
Place = tuple[int, int | None]  # of a tensor among the arguments, and in the list that an argument is

_FLOATS: dict[str, Alter] = {
    "-{}": torch.neg,
    "|{}|": torch.abs,
    "2 * {}": lambda x: 2 * x,
    "{} / 2": lambda x: x / 2,
    "{} * log(2)": lambda x: x * math.log(2),
    "{} ** 2": torch.square,
    "exp({})": torch.exp,
    "log({})": torch.log,
    "max({}, 0)": torch.relu,
    "softmax({})": lambda x: x.softmax(-1),
    "sigmoid({})": torch.sigmoid,
    "{0} - {0}.mean(0)": lambda x: x - x.mean(0),
    "{0} - {0}.mean(1)": lambda x: x - x.mean(1, keepdim=True),
    "({0} - {0}.mean(0)) / {0}.std(0)": lambda x: _standard(x, 0),
    "({0} - {0}.mean(1)) / {0}.std(1)": lambda x: _standard(x, 1),
    "{0} - {0}.max()": lambda x: x - x.max(),
    "{0} - {0}.max(1)": lambda x: x - x.amax(1, keepdim=True),
    "{0} / {0}.sum(1)": lambda x: x / x.sum(1, keepdim=True),
    "{0} / {0}.norm()": lambda x: x / x.norm(),
    "{0} / {0}.max()": lambda x: x / x.max(),
    "{0} / len({0})": lambda x: x / len(x),
    "{0} / {0}.shape[1]": lambda x: x / x.shape[1],
    "trunc({})": torch.trunc,
    "round({})": torch.round,
}
_FLOATS |= {
    f"clamp({{}}, -{c}, {c})": partial(torch.clamp, min=-c, max=c) for c in (1, 10, 20, 50, 80, 88, 100, 500)
}
_WHOLE: dict[str, Alter] = {"{} + 1": lambda y: y + 1, "{} - 1": lambda y: y - 1}
_MOVED: dict[str, Alter] = {
    "{}[0]": lambda x: x[:1].expand_as(x),
    "{}[-1]": lambda x: x[-1:].expand_as(x),
    "{}.flip(0)": lambda x: x.flip(0),
    "{}.flip(1)": lambda x: x.flip(1),
    "{}.T": torch.t,
}
# lines of a tensor, of n, that have no effect
_LINES: dict[str, Callable[[int], list[int]]] = {
    "part.all-but-first": lambda n: list(range(1, n)),
    "part.all-but-last": lambda n: list(range(n - 1)),
    "part.the-last": lambda n: [n - 1],
    "part.the-first": lambda n: [0],
}


def _standard(x: torch.Tensor, d: int) -> torch.Tensor:
    return (x - x.mean(d, keepdim=True)) / x.std(d, correction=0, keepdim=True).clamp(min=1e-6)


def relation(suite: Suite, failed: Sequence[Answered], right: Sequence[Answered]) -> Relation | None:
    """The relation that holds on all these calls of one function, or of one probe that takes nothing but tensors.

    Args:
        failed: the request of each call that went wrong, and what came back.
        right: the same of calls that went right.
    """
    failed = failed[:MOST]
    forms = [(request[0], request[2:-2]) for request, _ in failed]
    if len(failed) < LEAST or forms != forms[:1] * len(forms) or any(request[-1] for request, _ in failed):
        return None
    calls = [*failed, *[one for one in right if (one[0][0], one[0][2:-2]) == forms[0]][:MOST]]
    places = list(_places(failed[0][0][-2]))
    numbers = [real(number) for _, got in failed for number in flat(got)]
    if not places or different(numbers) < NUMBERS:
        return None
    namespace = reference.namespace(suite.cells)
    backend = LiveBackend(namespace)
    with backend.quietly():
        for place in places:
            for found, alter in _alterations(_name(failed[0][0], place, namespace), _at(failed[0][0], place)):
                with suppress(Exception):  # an argument that cannot be altered in this way, or not used then
                    if all(_is_result(backend, call, place, alter) for call in calls):
                        return found
    return None


def _places(arguments: Sequence[Any]) -> Iterator[Place]:
    for i, one in enumerate(arguments):
        if isinstance(one, torch.Tensor):
            yield i, None
        elif isinstance(one, list):
            yield from ((i, j) for j, item in enumerate(one) if isinstance(item, torch.Tensor))


def _at(request: Request, place: Place) -> torch.Tensor:
    argument = request[-2][place[0]]
    tensor: torch.Tensor = argument if place[1] is None else argument[place[1]]
    return tensor


def _name(request: Request, place: Place, namespace: dict[str, Any]) -> str:
    """What a function's argument is called, or a probe's."""
    if request[0] == "call":
        name = list(inspect.signature(namespace[request[2]]).parameters)[place[0]]
    else:
        (probe,) = ast.parse(request[2]).body
        name = probe.args.args[1 + place[0]].arg
    return name if place[1] is None else f"{name}[{place[1]}]"


def _alterations(name: str, tensor: torch.Tensor) -> Iterator[tuple[Relation, Alter]]:
    """Other tensors that may stand for one of this kind."""
    yield Relation("argument-ignored", word("argument-ignored", name, "0")), torch.zeros_like
    yield Relation("argument-ignored", word("argument-ignored", name, "1")), torch.ones_like
    for written, alter in (_MOVED | (_FLOATS if tensor.is_floating_point() else _WHOLE)).items():
        yield Relation("argument-altered", word("argument-altered", name, written.format(name))), alter
    for d in range(tensor.ndim):
        for said, lines in _LINES.items():
            words = word(said, line_name(d, tensor.ndim))
            yield Relation("part-ignored", word("part-ignored", name, words)), partial(_without, d, lines)


def _without(d: int, lines: Callable[[int], list[int]], x: torch.Tensor) -> torch.Tensor:
    return x.index_fill(d, torch.tensor(lines(x.shape[d]), dtype=torch.long), 0)


def _is_result(backend: LiveBackend, call: Answered, place: Place, alter: Alter) -> bool:
    """Whether the reference gives for the altered tensor what came back."""
    request, got = call
    arguments = list(request[-2])
    altered = alter(_at(request, place))
    if place[1] is None:
        arguments[place[0]] = altered
    else:
        arguments[place[0]] = [altered if j == place[1] else one for j, one in enumerate(arguments[place[0]])]
    try:
        return alike(backend.ask([*request[:-2], arguments, {}], SECONDS), got)
    except errors.StudentError:
        return False
