"""What an expression of a student's notebook may stand for, without running it.

An expression has *values*: a tuple of the possibilities below, none of them twice, in a fixed order, so that
the same notebook is always read the same way.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

MAX_VALUES = 32  # possibilities kept for one expression
MAX_ITEMS = 64  # items of a list, characters of a string, that are looked at one by one
MAX_BOX = 300  # items of a container, with those of the containers in it


class Data(Enum):
    """What is no function and no module."""

    TENSOR = "certainly data: a tensor, an array, a number"
    UNKNOWN = "anything, a tensor perhaps"
    OTHER = "anything but a tensor"


@dataclass(frozen=True, slots=True)
class Lib:
    """Something of an imported library or of Python itself, by its dotted path."""

    path: str


@dataclass(frozen=True, slots=True)
class LibDict:
    """``vars()`` of such a thing."""

    path: str


@dataclass(frozen=True, slots=True)
class Made:
    """What the call of a library's class gave, such as ``nn.ReLU()``."""

    path: str


@dataclass(frozen=True, slots=True)
class Const:
    """A number, string, bytes, True, False or None that is known."""

    value: Any


@dataclass(frozen=True, slots=True)
class Getter:
    """``operator.attrgetter(*names)`` or, with ``calls``, ``operator.methodcaller(name)``."""

    names: tuple[str, ...]
    calls: bool


@dataclass(frozen=True, slots=True)
class Method:
    """A method of a constant, a container or a library's dictionary."""

    owner: Any
    name: str


@dataclass(frozen=True, slots=True)
class Box:
    """A container or namespace: ``(key, values)``; the key is a position, a name, or None where it is not
    known."""

    items: tuple[tuple[Any, Values], ...] = ()
    size: int = field(default=0, init=False, compare=False)

    def __post_init__(self) -> None:
        # A list that holds itself twice, forty times over, must not be gone through item by item.
        inner = sum(value.size for _, values in self.items for value in values if isinstance(value, Box))
        if len(self.items) + inner > MAX_BOX:
            flat = union(value for _, values in self.items for value in values if not isinstance(value, Box))
            object.__setattr__(self, "items", ((None, union(flat, UNKNOWN)),))
            inner = 0
        object.__setattr__(self, "size", len(self.items) + inner)

    def at(self, key: Any) -> Values:
        """What stands at ``key``, else whatever may stand there."""
        exact = [values for known, values in self.items if known == key and type(known) is type(key)]
        return exact[-1] if exact else union(*(values for known, values in self.items if known is None))

    def everything(self) -> Values:
        """What stands anywhere in it."""
        return union(*(values for _, values in self.items))


@dataclass(frozen=True, slots=True)
class Fields:
    """A class made by ``namedtuple``."""

    names: tuple[str, ...]


@dataclass(eq=False, slots=True)
class Partial:
    """``functools.partial(target, *args, **named)``."""

    targets: Values
    args: Args


@dataclass(frozen=True, slots=True)
class Scope:
    """``globals()`` or ``locals()``."""

    env: Env


@dataclass(eq=False, slots=True)
class Function:
    """A function or lambda of the student's."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    env: Env
    place: Place
    defaults: dict[str, Values]
    binding: str = "self"  # what a method's first parameter is: "self", "class", or "none" of the two
    klass: Klass | None = None
    attributes: dict[str, Values] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bound:
    """A method of the student's with its ``self``."""

    function: Function
    owner: Any


@dataclass(eq=False, slots=True)
class Klass:
    """A class of the student's: what its body defines, and what any of its instances was given."""

    name: str
    env: Env
    bases: Values
    place: Place
    node: ast.AST
    given: dict[str, Values] = field(default_factory=dict)

    def lineage(self) -> list[Klass | Lib]:
        """The class and its bases, nearest first; each once."""
        found: dict[Klass | Lib, None] = {}
        waiting: list[Any] = [self]
        while waiting and len(found) < MAX_VALUES:
            kind = waiting.pop(0)
            if kind not in found and isinstance(kind, Klass | Lib):
                found[kind] = None
                waiting.extend(kind.bases if isinstance(kind, Klass) else ())
        return list(found)


@dataclass(frozen=True, slots=True)
class Instance:
    """Any instance of a class of the student's."""

    klass: Klass


@dataclass(frozen=True, slots=True)
class Super:
    """``super()`` in a method of the class."""

    klass: Klass


Value = (
    Data
    | Lib
    | LibDict
    | Made
    | Const
    | Getter
    | Method
    | Box
    | Fields
    | Partial
    | Scope
    | Function
    | Bound
    | Klass
    | Instance
    | Super
)
Values = tuple[Value, ...]

TENSOR: Values = (Data.TENSOR,)
UNKNOWN: Values = (Data.UNKNOWN,)
OTHER: Values = (Data.OTHER,)
NONE: Values = (Const(None),)


@dataclass(frozen=True, slots=True)
class Args:
    """The arguments of a call; ``loose`` when there may be more of them than are known."""

    positional: tuple[Values, ...] = ()
    named: tuple[tuple[str, Values], ...] = ()
    loose: bool = False

    def get(self, position: int, name: str = "") -> Values:
        """The argument at ``position`` or called ``name``; empty when it is not there."""
        if position < len(self.positional):
            return self.positional[position]
        return dict(self.named).get(name, ())

    def everything(self) -> Values:
        """What any argument may be."""
        return union(*self.positional, *(values for _, values in self.named))


@dataclass(frozen=True, slots=True)
class Place:
    """Where code stands: a cell, its lines, and the one line to name for code that came out of a string."""

    cell: str
    lines: tuple[str, ...]
    line: int | None = None


class Env:
    """The names of one scope. Names not found are looked for in ``parent``."""

    __slots__ = ("frame", "is_class", "klass", "outer", "owner", "parent", "results", "vars")

    def __init__(self, parent: Env | None = None, *, is_class: bool = False, is_frame: bool = True) -> None:
        self.vars: dict[str, Values] = {}
        self.parent = parent
        self.is_class = is_class
        self.frame: Env = self if is_frame or parent is None else parent.frame
        self.outer: dict[str, Env] = {}  # names declared global or nonlocal: where they live
        self.results: Values = ()  # what was returned or yielded
        self.klass: Klass | None = None if parent is None or is_frame else parent.klass

    def look_up(self, name: str) -> Values | None:
        """The name's values here or further out, or None."""
        env: Env | None = self.frame.outer.get(name, self)
        start = env
        while env is not None:
            if name in env.vars and (env is start or not env.is_class):
                return env.vars[name]
            env = env.parent
        return None

    def module(self) -> Env:
        """The outermost scope: the notebook's globals."""
        env = self
        while env.parent is not None:
            env = env.parent
        return env


def union(*many: Iterable[Value]) -> Values:
    """All the possibilities, each once, the first ones if there are too many."""
    if len(many) == 1 and type(many[0]) is tuple and len(many[0]) < 2:
        return many[0]
    found: dict[Value, None] = {}
    for values in many:
        found.update(dict.fromkeys(values))
    return tuple(found)[:MAX_VALUES]


def strings(values: Values) -> list[str]:
    """The strings among the possibilities."""
    return [value.value for value in values if isinstance(value, Const) and isinstance(value.value, str)]


def callables(values: Values, depth: int = 2) -> Values:
    """What among the values (and, to a small depth, inside containers) could be called."""
    found: list[Value] = []
    for value in values:
        if isinstance(value, Box) and depth:
            found += callables(value.everything(), depth - 1)
        elif not isinstance(value, Data | Const | Box | LibDict | Scope | Method):
            found.append(value)
    return union(found)
