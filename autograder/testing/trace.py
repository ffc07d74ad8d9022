"""What torch does while a test runs, kept so that a tensor can be written down as the expression that made it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import torch
from torch.overrides import TorchFunctionMode

from autograder.testing.literal import literal

SMALL = 24  # numbers of a tensor that are written down one by one
DEPTH = 14  # of an expression
LENGTH = 400  # of its text
_OPERATORS = dict(
    pair.split()
    for pair in (
        "add +, sub -, mul *, div /, truediv /, true_divide /, matmul @, pow **, remainder %, mod %, "
        "and &, or |, xor ^, eq ==, ne !=, lt <, le <=, gt >, ge >="
    ).split(",")
)
_PREFIXES = {"neg": "-", "invert": "~"}
_BUILT_IN = {"__int__": "int", "__float__": "float", "__bool__": "bool", "__len__": "len", "__index__": "int"}


Names = Callable[[Any], tuple[str, bool] | None]  # the name of an object, and whether it is a reply


@dataclass(frozen=True, slots=True)
class _Made:
    """An object, and the function that returned it, alone or at a place in a tuple."""

    value: Any
    function: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    place: int | None = None


class Unknown(Exception):
    """Nobody saw how the value was made."""


class Trace(TorchFunctionMode):
    """Notes every call of torch's inside ``with``; ``before`` has noted what came before."""

    def __init__(self, before: Trace | None = None) -> None:
        super().__init__()
        self._made: dict[int, _Made] = dict(before._made) if before is not None else {}
        self._numbers: list[_Made] = []

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        """Called by torch in the place of each of its functions."""
        kwargs = kwargs or {}
        result = func(*args, **kwargs)
        name = getattr(func, "__name__", "")
        if name == "__setitem__" or (name.endswith("_") and not name.endswith("__")):
            self._made.pop(id(args[0]), None)  # changed in place: it is no longer what was made
        else:
            self._note(result, func, tuple(args), kwargs)
        return result

    def _note(self, result: Any, func: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
        if isinstance(result, torch.Tensor):
            if not any(result is arg for arg in args):
                self._made[id(result)] = _Made(result, func, args, kwargs)
        elif isinstance(result, torch.Size):
            self._numbers += [_Made(item, func, args, kwargs, place) for place, item in enumerate(result)]
        elif isinstance(result, tuple):
            for place, item in enumerate(result):
                self._made[id(item)] = _Made(item, func, args, kwargs, place)
        elif isinstance(result, int | float | list):
            self._numbers.append(_Made(result, func, args, kwargs))
            self._made[id(result)] = self._numbers[-1]

    def source(self, value: Any) -> str:
        """Python text that computes ``value`` from nothing.

        Raises:
            Unknown: where nobody saw how it is made, or it is too long to be read.
        """
        return _Writer(self, lambda _: None).text(value)[0]

    def derived(self, value: Any, names: Names, taken: Collection[str] = ()) -> str:
        """Python text that computes ``value`` from replies, to which ``names`` gives names.

        Args:
            taken: what computes equal values beside it; another text is better.

        Raises:
            Unknown: where nobody saw how it is made of them.
        """
        own = self.made(value)
        found = [own] if own is not None else []
        found += self._equal(value) if isinstance(value, int | float | list) else []
        texts: list[str] = []
        for made in found:
            with suppress(Unknown):
                text, uses = _Writer(self, names).call(made)
                if uses and text not in taken:
                    return text
                texts += [text] if uses else []
        if not texts:
            raise Unknown
        return texts[0]

    def made(self, value: Any) -> _Made | None:
        """How it was made."""
        made = self._made.get(id(value))
        return made if made is not None and made.value is value else None

    def _equal(self, value: Any) -> list[_Made]:
        return [
            one for one in reversed(self._numbers) if type(one.value) is type(value) and one.value == value
        ]


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes expressions in which what ``names`` knows goes by its name."""

    trace: Trace
    names: Names

    def text(self, value: Any, depth: int = 0) -> tuple[str, bool]:
        """The text, and whether it goes back to a reply."""
        if (named := self.names(value)) is not None:
            return named
        made = self.trace.made(value) if isinstance(value, torch.Tensor) else None
        if made is not None:
            try:
                text, uses = self.call(made, depth)
            except Unknown:
                text, uses = "", False
            if text and len(text) <= LENGTH and (uses or not _short(value)):
                return text, uses
        if isinstance(value, torch.Tensor) and not _short(value):
            raise Unknown
        if isinstance(value, list | tuple) and not isinstance(value, torch.Size):
            inner, uses = self._all(value, depth)
            text = ", ".join(inner)
            return f"[{text}]" if isinstance(
                value, list
            ) else f"({text}{',' if len(value) == 1 else ''})", uses
        return _constant(value), False

    def _all(self, values: Iterable[Any], depth: int) -> tuple[list[str], bool]:
        written = [self.text(value, depth) for value in values]
        return [text for text, _ in written], any(uses for _, uses in written)

    def call(self, made: _Made, depth: int = 0) -> tuple[str, bool]:
        """The text of the call that made a value, and whether it goes back to a reply."""
        if depth > DEPTH:
            raise Unknown
        if any(isinstance(item, torch.Generator) for item in made.kwargs.values()):
            _first_of_its_generator(made)
        args, used = self._all(made.args, depth + 1)
        values, also = self._all(made.kwargs.values(), depth + 1)
        named = [f"{key}={text}" for key, text in zip(made.kwargs, values, strict=True)]
        text = _rendered(made.function, made.args, args, named)
        return text if made.place is None else f"{text}[{made.place}]", used or also


def _first_of_its_generator(made: _Made) -> None:
    kwargs = {
        key: torch.Generator().manual_seed(item.initial_seed()) if isinstance(item, torch.Generator) else item
        for key, item in made.kwargs.items()
    }
    if not torch.equal(made.function(*made.args, **kwargs), made.value):
        raise Unknown


def _constant(value: Any) -> str:
    if isinstance(value, slice):
        parts = ["" if part is None else str(part) for part in (value.start, value.stop, value.step)]
        return ":".join(parts if parts[2] else parts[:2])
    if value is Ellipsis:
        return "..."
    if isinstance(value, torch.Generator):
        return f"torch.Generator().manual_seed({value.initial_seed()})"
    if isinstance(value, type(None) | bool | int | float | str | torch.dtype | torch.Size | torch.Tensor):
        return literal(value)
    raise Unknown


def _short(value: Any) -> bool:
    """Whether it is a small tensor: its numbers say more than how they came about."""
    return isinstance(value, torch.Tensor) and value.numel() <= SMALL


def _rendered(function: Any, args: tuple[Any, ...], written: list[str], named: list[str]) -> str:
    name = getattr(function, "__name__", "")
    if name == "__get__":
        return f"{_inner(written[0])}.{function.__self__.__name__}"
    if name == "__getitem__":
        index = written[1]
        if isinstance(args[1], tuple) and args[1]:
            index = index.removeprefix("(").removesuffix(")")
        return f"{_inner(written[0])}[{index}]"
    if name in _BUILT_IN:
        return f"{_BUILT_IN[name]}({written[0]})"
    plain = name.strip("_")
    if len(written) == 1 and plain in _PREFIXES and not named:
        return f"{_PREFIXES[plain]}{_inner(written[0])}"
    if len(written) == 2 and not named:
        reflected = name.startswith("__r") and plain[1:] in _OPERATORS
        operator = _OPERATORS.get(plain[1:] if reflected else plain)
        if operator is not None:
            left, right = reversed(written) if reflected else written
            return f"{_inner(left)} {operator} {_inner(right)}"
    if getattr(torch.Tensor, name, None) == function and isinstance(args[0], torch.Tensor):
        return f"{_inner(written[0])}.{name}({', '.join(written[1:] + named)})"
    for module, prefix in ((torch, "torch"), (torch.nn.functional, "torch.nn.functional")):
        if getattr(module, name, None) is function:
            return f"{prefix}.{name}({', '.join(written + named)})"
    raise Unknown


def _inner(text: str) -> str:
    """Text that may stand inside another expression: in brackets, if it has a blank outside of any."""
    depth = 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        if depth == 0 and (character == " " or character in "-~"):
            return f"({text})"
    return text
