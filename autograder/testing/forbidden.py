"""Whether a student's function uses a built-in that its exercise forbids: what runs decides, the source says where.

The tests' own requests are answered once more under watch. A forbidden function of torch's that is called then, by the graded
function or anything that it calls, costs the exercise its marks; so does a line with one of numpy's, scipy's or Python's that
runs. One that is written in what the function reaches, and never called, costs nothing; a person should look at it.
"""

import re
from collections.abc import Sequence
from typing import Any

from autograder import rules
from autograder.core import errors, values
from autograder.testing.exam import Finding
from autograder.testing.student import Backend, Request

WATCHED = 12  # requests that are answered again, ...
WATCHED_FOR_OBJECTS = 4  # ... where only objects are forbidden, and each request is long: training
WATCHED_BYTES = 4 * 2**20
_CALLED = re.compile(r"\bstudent\.(\w+)")
UNREACHED = "forbidden-unreached"  # the flag of one that is written and never called


def look(
    family: rules.Family,
    name: str,
    cells: Sequence[tuple[str, str]],
    requests: Sequence[Request],
    backend: Backend,
    seconds: float | None,
    until: int | None = None,
) -> Finding:
    """Look for forbidden built-ins in what ``name`` calls.

    Args:
        cells: label and source of the notebook's code cells, in the order in which they ran.
        requests: what the tests ask.
        backend: answers them; it has answered them before.
        seconds: for all of them together.
        until: how many of the cells stand before the exercise's test cell; by default, all.
    """
    written = rules.find(cells, name, family, until)
    outside = rules.find_outside_torch(cells, family)
    operations = bool(family.functions or family.operators)
    chosen = _some(_own(requests, name), WATCHED if operations else WATCHED_FOR_OBJECTS)
    seen, ran = _watched(backend, chosen, outside, operations, seconds)
    # what binds the name itself to one of another library runs no line of the notebook's
    bound = [use for use in written if not use.called and not use.of_torch]
    uses = bound + [use for use in outside if (use.cell, use.line) in ran]
    names = []
    for kind, place in seen:
        if (called := family.named(kind)) is None:
            continue
        names.append(called)
        if place is not None and all((use.cell, use.line) != place for use in uses):
            uses.append(rules.at(cells, called, *place, family))
    if not uses and names:
        uses = [use for use in written if not use.called]
    if uses or names:
        return Finding(rules.explain(uses, family, names[:1]))
    return Finding(flags=frozenset([UNREACHED] if written else []))


def _own(requests: Sequence[Request], name: str) -> Sequence[Request]:
    """The requests without probes that call other functions of the notebook, too, whose built-ins are not this exercise's;
    where there are only such, all."""
    own = [
        request
        for request in requests
        if request[0] != "probe" or set(_CALLED.findall(request[2])) <= {name, "globals"}
    ]
    return own if any(request[0] != "set" for request in own) else requests


def _some(requests: Sequence[Request], count: int) -> list[bytes]:
    """Some of the requests, from all over the list; those that set globals always, as the others need them."""
    asked = [index for index, request in enumerate(requests) if request[0] != "set"]
    step = max(1, -(-len(asked) // count))
    chosen, size = set(asked[::step]), 0
    encoded: list[bytes] = []
    for index, request in enumerate(requests):
        if index in chosen or request[0] == "set":
            data = values.encode(request)
            size += len(data)
            if size > WATCHED_BYTES:
                break
            encoded.append(data)
    return encoded


def _watched(
    backend: Backend,
    requests: list[bytes],
    outside: Sequence[rules.Use],
    operations: bool,
    seconds: float | None,
) -> tuple[list[tuple[str, tuple[str, int] | None]], set[tuple[str, int]]]:
    """What was seen to run, and where; which of the lines ran."""
    lines = [[use.cell, use.line] for use in outside]
    try:
        told = backend.ask(["watch", None, requests, lines, operations], seconds)
    except errors.StudentError:  # it has answered before; what it does now is no forbidden function
        return [], set()
    seen: list[tuple[str, tuple[str, int] | None]] = []
    ran: set[tuple[str, int]] = set()
    for entry in told if type(told) is list else ():
        if not _is_entry(entry):
            continue
        kind, cell, line = entry
        place = None if cell is None or line is None else (cell, line)
        if kind:
            seen.append((kind, place))
        elif place is not None:
            ran.add(place)
    return seen, ran


def _is_entry(entry: Any) -> bool:
    """What comes from a worker may be anything."""
    if type(entry) is not list or len(entry) != 3 or type(entry[0]) is not str:
        return False
    return (entry[1] is None or type(entry[1]) is str) and (entry[2] is None or type(entry[2]) is int)
