"""Is it the right result of other arguments: of a default, of 1, of two arguments exchanged; or of a call before?
Or has a parameter another default than the course's own solution gives it?"""

import ast
import inspect
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import combinations
from typing import Any

import torch

from autograder.core import errors, values
from autograder.core.source import parse
from autograder.core.values import Handle, Opaque
from autograder.grading import reference
from autograder.grading.suite import Suite
from autograder.testing.relations import Relation, named
from autograder.testing.relations.model import alike, is_number, word
from autograder.testing.student import Backend, LiveBackend, Request

ENOUGH, MANY = 2, 3  # failing calls are looked at
SECONDS = 3.0
Change = Callable[[dict[str, Any]], dict[str, Any]]


def relation(suite: Suite, failed: Sequence[tuple[Request, Any]], student: Backend) -> Relation | None:
    """The relation that holds on all these calls.

    Args:
        failed: the request of each call or probe that went wrong, and what came back.
        student: answers them again.

    Raises:
        errors.OurFault: as the backend does.
    """
    kind = "call" if sum(request[0] == "call" for request, _ in failed) >= ENOUGH else "probe"
    calls = [(request, got) for request, got in failed if request[0] == kind][:MANY]
    if len(calls) < ENOUGH:
        return None
    namespace = reference.namespace(suite.cells)
    backend = LiveBackend(namespace)
    with backend.quietly():
        if kind == "call":
            try:
                signature = inspect.signature(namespace[calls[0][0][2]])
                bound = [signature.bind(*request[3], **request[4]).arguments for request, _ in calls]
            except (KeyError, TypeError, ValueError):
                return None
            for found, change in _changes(signature, bound):
                if all(
                    _is_result(backend, call, change(dict(args)))
                    for call, args in zip(calls, bound, strict=True)
                ):
                    return found
        elif any(_holds_objects(request[-2]) or _answer(backend, request) is None for request, _ in calls):
            return None  # an object may change by right
        if not all(_same(backend, request, 0, 1) for request, _ in calls):
            return None  # it is random by right
        if not any(_same(student, request, 0, 0) for request, _ in calls):
            return named("state-kept")
        if not all(_same(backend, request, 0, 1, exactly=True) for request, _ in calls):
            return None  # chance has a part in it by right, if only in the last digit
    return named("result-random") if not any(_same(student, one, 0, 1) for one, _ in calls) else None


def _same(backend: Backend, request: Request, *seeds: int, exactly: bool = False) -> bool:
    """Whether a request is answered alike under two seeds, as far as that can be seen of objects."""
    one, other = (_answer(backend, [request[0], seed, *request[2:]]) for seed in seeds)
    if _holds_objects([one, other]):
        return True
    return values.encode(one) == values.encode(other) if exactly else alike(one, other)


def other_default(name: str, source: str, right: str) -> Relation | None:
    """The relation that a parameter has another default than it should have, or None.

    Args:
        name: the function, or the class whose ``__init__`` is looked at.
        source: the student's cell.
        right: the cell of the course's own solution.
    """
    found, wanted = _defaults(name, source), _defaults(name, right)
    for parameter, want in wanted.items():
        if parameter in found and found[parameter] != want:
            return Relation("other-default", word("other-default", parameter, found[parameter], want))
    return None


def _defaults(name: str, source: str) -> dict[str, Any]:
    """The defaults that are written as values in a definition, the last one of that name, by parameter."""
    tree = parse(source)
    found = None if tree is None else _last(name, tree.body)
    if isinstance(found, ast.ClassDef):
        found = _last("__init__", found.body)
    if not isinstance(found, ast.FunctionDef):
        return {}
    arguments = found.args
    named = [*arguments.posonlyargs, *arguments.args][::-1]
    pairs = [
        *zip(named, arguments.defaults[::-1], strict=False),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]
    written = {}
    for one, value in pairs:
        with suppress(ValueError, TypeError):  # there is none, or it is worked out
            written[one.arg] = ast.literal_eval(value)  # type: ignore[arg-type]
    return written


def _last(name: str, body: Sequence[ast.stmt]) -> ast.stmt | None:
    return next((node for node in reversed(body) if getattr(node, "name", None) == name), None)


def _answer(backend: Backend, request: Request) -> Any:
    """What comes back, or None where nothing does."""
    try:
        return backend.ask(request, SECONDS)
    except errors.StudentError:
        return None


def _changes(
    signature: inspect.Signature, bound: Sequence[dict[str, Any]]
) -> Iterator[tuple[Relation, Change]]:
    """Other arguments that may have been taken, each with the relation that this is; some call must differ by them."""
    names = [name for name in bound[0] if all(is_number(args.get(name)) for args in bound)]
    defaults: dict[str, Any] = {
        name: default for name in names if is_number(default := signature.parameters[name].default)
    }
    several = [dict(some) for k in range(1, len(defaults) + 1) for some in combinations(defaults.items(), k)]
    for other in (*several, *({name: 1} for name in names)):
        if any(args[name] != value for args in bound for name, value in other.items()):
            said = ", ".join(other), ", ".join(f"{value:g}" for value in other.values())
            told = Relation("argument-ignored", word("argument-ignored", *said))
            yield told, lambda args, other=other: args | other  # type: ignore[misc]
    for name in names:  # as many as there are examples
        told = Relation("argument-ignored", word("argument-ignored", name, "n"))
        yield told, lambda args, name=name: args | {name: _count(args)}  # type: ignore[misc]
    for i, one in enumerate(bound[0]):
        for two in list(bound[0])[i + 1 :]:
            if all(_alike_in_kind(args.get(one), args.get(two)) for args in bound):
                told = Relation("arguments-swapped", word("arguments-swapped", one, two))
                yield told, lambda args, a=one, b=two: args | {a: args[b], b: args[a]}  # type: ignore[misc]


def _holds_objects(value: Any) -> bool:
    """Whether there are objects in it, of which every call gives others."""
    return isinstance(value, Handle | Opaque) or (
        isinstance(value, list | tuple) and any(map(_holds_objects, value))
    )


def _count(arguments: dict[str, Any]) -> int:
    return next((len(item) for item in arguments.values() if isinstance(item, torch.Tensor) and item.ndim), 0)


def _alike_in_kind(one: Any, other: Any) -> bool:
    if isinstance(one, torch.Tensor) and isinstance(other, torch.Tensor):
        return one.shape == other.shape and one.dtype == other.dtype
    return is_number(one) and is_number(other)


def _is_result(backend: Backend, call: tuple[Request, Any], arguments: dict[str, Any]) -> bool:
    """Whether the reference gives, for these arguments, what came back from the call."""
    (operation, seed, name, *_), got = call
    return alike(_answer(backend, [operation, seed, name, list(arguments.values()), {}]), got)
