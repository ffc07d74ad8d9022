"""Is it the right result of other arguments: of a default, of 1, of two arguments exchanged?"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import torch

from autograder.core import errors
from autograder.grading import reference
from autograder.grading.suite import Suite
from autograder.testing.relations import Relation
from autograder.testing.relations.model import alike, is_number, word
from autograder.testing.student import Backend, LiveBackend, Request

MANY = 3  # failing calls are looked at
SECONDS = 3.0
Change = Callable[[dict[str, Any]], dict[str, Any]]


def relation(suite: Suite, failed: Sequence[tuple[Request, Any]]) -> Relation | None:
    """The relation that holds on all these calls.

    Args:
        failed: the request of each call that went wrong, and what came back.
    """
    calls = [(request, got) for request, got in failed if request[0] == "call"][:MANY]
    if not calls:
        return None
    namespace = reference.namespace(suite.cells)
    backend = LiveBackend(namespace)
    try:
        signature = inspect.signature(namespace[calls[0][0][2]])
        bound = [signature.bind(*request[3], **request[4]).arguments for request, _ in calls]
    except (KeyError, TypeError, ValueError):
        return None
    with backend.quietly():
        for found, change in _changes(signature, bound):
            if all(
                _is_result(backend, call, change(dict(args))) for call, args in zip(calls, bound, strict=True)
            ):
                return found
    return None


def _changes(
    signature: inspect.Signature, bound: Sequence[dict[str, Any]]
) -> Iterator[tuple[Relation, Change]]:
    """Other arguments that may have been taken, each with the relation that this is; some call must differ by them."""
    names = [name for name in bound[0] if all(is_number(args.get(name)) for args in bound)]
    for name in names:
        default = signature.parameters[name].default
        for value in dict.fromkeys((default, 1) if is_number(default) else (1,)):
            if any(args[name] != value for args in bound):
                told = Relation("argument-ignored", word("argument-ignored", name, value))
                yield told, lambda args, name=name, value=value: args | {name: value}  # type: ignore[misc]
    for i, one in enumerate(bound[0]):
        for other in list(bound[0])[i + 1 :]:
            if all(_alike_in_kind(args.get(one), args.get(other)) for args in bound):
                told = Relation("arguments-swapped", word("arguments-swapped", one, other))
                yield told, lambda args, a=one, b=other: args | {a: args[b], b: args[a]}  # type: ignore[misc]


def _alike_in_kind(one: Any, other: Any) -> bool:
    if isinstance(one, torch.Tensor) and isinstance(other, torch.Tensor):
        return one.shape == other.shape and one.dtype == other.dtype
    return is_number(one) and is_number(other)


def _is_result(backend: Backend, call: tuple[Request, Any], arguments: dict[str, Any]) -> bool:
    """Whether the reference gives, for these arguments, what came back from the call."""
    (operation, seed, name, *_), got = call
    try:
        return alike(backend.ask([operation, seed, name, list(arguments.values()), {}], SECONDS), got)
    except errors.StudentError:
        return False
