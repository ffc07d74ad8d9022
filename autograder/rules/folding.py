"""Working out constant strings, as far as students go to put a name together; all of it bounded in size."""

from __future__ import annotations

import ast
import base64
import codecs
import re
from collections.abc import Callable
from typing import Any

from autograder.rules.model import MAX_ITEMS, Box, Const, Values

MAX_STRING = 2000  # code given to exec as a string may be longer than a name
_PLAIN = (str, bytes, int, float, bool, type(None))
_FIELD = re.compile(r"\{(\w*)(?:![rs])?\}")
_METHODS = frozenset(
    "lower upper strip lstrip rstrip title capitalize swapcase casefold removeprefix removesuffix "
    "replace split decode encode join partition rpartition".split()
)


class NotConstant(Exception):
    """The value is not known, or too large to be worked out."""


def constant(values: Values) -> Any:
    """The Python object that the values stand for.

    Raises:
        NotConstant: if they do not stand for exactly one constant or list of constants.
    """
    if len(values) != 1:
        raise NotConstant
    value = values[0]
    if isinstance(value, Const):
        return value.value
    if isinstance(value, Box) and len(value.items) <= MAX_ITEMS and _is_sequence(value):
        return [constant(item) for _, item in value.items]
    raise NotConstant


def _is_sequence(box: Box) -> bool:
    return [key for key, _ in box.items] == list(range(len(box.items)))


def values_of(thing: Any) -> Values:
    """The opposite of :func:`constant`.

    Raises:
        NotConstant: for what is no plain constant, or too large.
    """
    if isinstance(thing, list | tuple):
        if len(thing) > MAX_ITEMS:
            raise NotConstant
        return (Box(tuple((position, values_of(item)) for position, item in enumerate(thing))),)
    if type(thing) not in _PLAIN or (isinstance(thing, str | bytes) and len(thing) > MAX_STRING):
        raise NotConstant
    if isinstance(thing, int) and abs(thing) > 2**63:
        raise NotConstant
    return (Const(thing),)


def items(values: Values) -> list[Values] | None:
    """What iterating over the one constant or ordered container gives, in order, or None when that is not
    known."""
    if len(values) == 1:
        value = values[0]
        if isinstance(value, Box) and len(value.items) <= MAX_ITEMS and _is_sequence(value):
            return [item for _, item in value.items]
        if (
            isinstance(value, Const)
            and isinstance(value.value, str | bytes)
            and len(value.value) <= MAX_ITEMS
        ):
            return [(Const(item),) for item in value.value]
    return None


def binary(operator: ast.operator, left: Values, right: Values) -> Values:
    """``left operator right`` for constants.

    Raises:
        NotConstant: when it is not known.
    """
    a, b = constant(left), constant(right)
    small = all(isinstance(x, int | float) and abs(x) < 2**31 for x in (a, b))
    if isinstance(operator, ast.Add) and (
        small or (type(a) is type(b) and isinstance(a, str | bytes | list))
    ):
        return values_of(a + b)
    if isinstance(operator, ast.Mod) and isinstance(a, str):
        return values_of(_percent(a, b))
    if (
        isinstance(operator, ast.Mult)
        and isinstance(a, str)
        and type(b) is int
        and 0 <= b * len(a) <= MAX_STRING
    ):
        return values_of(a * b)
    if small and isinstance(operator, ast.Sub):
        return values_of(a - b)
    if small and isinstance(operator, ast.Mult):
        return values_of(a * b)
    if small and isinstance(operator, ast.BitXor) and type(a) is type(b) is int:
        return values_of(a ^ b)
    raise NotConstant


def _percent(template: str, given: Any) -> str:
    parts = template.split("%s")
    given = given if isinstance(given, list) else [given]
    if "%" in "".join(parts) or len(parts) != len(given) + 1:
        raise NotConstant
    return "".join(part + str(value) for part, value in zip(parts, [*given, ""], strict=True))


def slice_of(values: Values, lower: Values, upper: Values, step: Values) -> Values:
    """``values[lower:upper:step]`` for constants.

    Raises:
        NotConstant: when it is not known.
    """
    bounds = [constant(bound) for bound in (lower, upper, step)]
    if any(bound is not None and type(bound) is not int for bound in bounds) or bounds[2] == 0:
        raise NotConstant
    if len(values) == 1 and isinstance(values[0], Box):
        known = items(values)
        if known is None:
            raise NotConstant
        return (Box(tuple(enumerate(known[slice(*bounds)]))),)
    thing = constant(values)
    if not isinstance(thing, str | bytes):
        raise NotConstant
    return values_of(thing[slice(*bounds)])


def method(owner: Any, name: str, positional: tuple[Values, ...], named: dict[str, Values]) -> Values:
    """``owner.name(*positional, **named)`` for a constant string or bytes.

    Raises:
        NotConstant: when it is not known.
    """
    args = [constant(values) for values in positional]
    if isinstance(owner, str) and name == "format":
        return values_of(_format(owner, args, {key: constant(values) for key, values in named.items()}))
    if name not in _METHODS or not isinstance(owner, str | bytes) or named:
        raise NotConstant
    size = sum(len(arg) if isinstance(arg, str | bytes | list) else 1 for arg in args)
    if len(owner) > MAX_STRING or len(owner) * (size + 1) > MAX_STRING * MAX_ITEMS:
        raise NotConstant
    try:
        return values_of(getattr(owner, name)(*args))
    except (TypeError, ValueError, LookupError, AttributeError) as exc:
        raise NotConstant from exc


def _format(template: str, args: list[Any], named: dict[str, Any]) -> str:
    positions = iter(args)

    def fill(match: re.Match[str]) -> str:
        key = match[1]
        try:
            return str(next(positions) if not key else args[int(key)] if key.isdigit() else named[key])
        except (StopIteration, LookupError, ValueError):
            raise NotConstant from None

    if len(template) > MAX_STRING or template.count("{") != len(_FIELD.findall(template)):
        raise NotConstant
    return _FIELD.sub(fill, template)


def builtin(path: str, positional: tuple[Values, ...]) -> Values:
    """The call of one of Python's pure functions with constants.

    Raises:
        NotConstant: when it is not known.
    """
    function = _PURE.get(path)
    if function is None:
        raise NotConstant
    args = [constant(values) for values in positional]
    try:
        return values_of(function(*args))
    except (TypeError, ValueError, LookupError, OverflowError, AttributeError) as exc:
        raise NotConstant from exc


def _bytes(thing: list[int] | str, encoding: str = "utf-8") -> bytes:
    return thing.encode(encoding) if isinstance(thing, str) else bytes([*thing])


def _decode(thing: Any, encoding: str = "utf-8") -> str | bytes:
    if encoding.replace("_", "-").lower() not in ("utf-8", "ascii", "rot13", "rot-13", "hex", "base64"):
        raise NotConstant
    return codecs.decode(thing, encoding)


def _reversed(thing: Any) -> list[Any]:
    return [*thing][::-1]


_PURE: dict[str, Callable[..., Any]] = {
    "builtins.chr": chr,
    "builtins.ord": ord,
    "builtins.str": lambda thing="", *encoding: str(thing, *encoding),
    "builtins.int": int,
    "builtins.bytes": _bytes,
    "builtins.bytearray": _bytes,
    "builtins.list": lambda thing=(): [*thing],
    "builtins.tuple": lambda thing=(): [*thing],
    "builtins.reversed": _reversed,
    "builtins.sorted": sorted,
    "codecs.decode": _decode,
    "base64.b64decode": base64.b64decode,
    "builtins.bytes.fromhex": bytes.fromhex,
    "binascii.unhexlify": bytes.fromhex,
    "sys.intern": str,
}
