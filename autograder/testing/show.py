"""How values look in messages to students: short, exact where short allows it, the same on every machine."""

import re
from typing import Any

import numpy as np
import torch

from autograder.core.clean import clean as printable
from autograder.core.values import Handle, Opaque

MAX_ELEMENTS = 24
MAX_LENGTH = 400
DIGITS = (5, 8, 12, 17)  # of a number; more of them where two numbers are otherwise alike
_ORDINARY = (torch.float32, torch.int64, torch.bool)


def show(value: Any, digits: int = DIGITS[0]) -> str:
    """One value as a student would write it, numbers with so many significant digits."""
    return _cap(_show(value, digits))


def _show(value: Any, digits: int) -> str:
    if isinstance(value, torch.Tensor):
        return _tensor(value, digits)
    if isinstance(value, np.ndarray):
        return _array(value, digits)
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, float):
        return f"{value + 0.0:.{digits + 1}g}"  # a zero has no sign to read
    if isinstance(value, Opaque | Handle):
        return f"a {printable(value.type_name, 80)}"
    if isinstance(value, list | tuple):
        inner = ", ".join(_show(item, digits) for item in value[:8]) + (", …" if len(value) > 8 else "")
        if isinstance(value, list):
            return f"[{inner}]"
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if isinstance(value, dict):
        pairs = list(value.items())[:8]
        return "{" + ", ".join(f"{key!r}: {_show(item, digits)}" for key, item in pairs) + "}"
    return repr(value)


def _tensor(tensor: torch.Tensor, digits: int) -> str:
    plain = tensor.detach()
    notes = [] if plain.dtype in _ORDINARY else [f"dtype={plain.dtype}"]
    if plain.numel() == 0 or plain.numel() > MAX_ELEMENTS:
        first = (
            [*(_number(item, digits) for item in plain.flatten()[:6].tolist()), "…"] if plain.numel() else []
        )
        shown = [f"[{', '.join(first)}]", f"size={tuple(plain.shape)}", *notes]
        return f"tensor({', '.join(shown)})"
    if not plain.is_contiguous():
        notes.append(f"stride={plain.stride()}")
    return f"tensor({', '.join([_nested(plain.tolist(), digits), *notes])})"


def _array(array: np.ndarray[Any, Any], digits: int) -> str:
    if array.size == 0 or array.size > MAX_ELEMENTS:
        return f"array([…], size={array.shape}, dtype={array.dtype})"
    notes = [] if array.dtype.name in ("float64", "int64", "bool") else [f"dtype={array.dtype}"]
    return f"array({', '.join([_nested(array.tolist(), digits), *notes])})"


def _nested(value: Any, digits: int) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_nested(item, digits) for item in value) + "]"
    return _number(value, digits)


def _number(value: Any, digits: int) -> str:
    if isinstance(value, float):
        text = f"{value + 0.0:.{digits}g}"
        return text if any(mark in text for mark in ".en") else f"{text}."
    return str(value)


def _cap(text: str) -> str:
    return text if len(text) <= MAX_LENGTH else text[: MAX_LENGTH - 1] + "…"


_ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,}")
_PATH = re.compile(r"\b[A-Za-z]:(?:[/\\]{1,2}[\w.@+~-]+){2,}[/\\]?|(?:/[\w.@+~-]+){2,}/?")


def clean(text: str, limit: int = MAX_LENGTH) -> str:
    """Text that came from the student's side, made fit to be shown: no control or direction characters, no memory
    addresses (they differ from run to run), no paths of the machine, at most ``limit`` characters."""
    text = _ADDRESS.sub("0x…", printable(text, 4 * limit))
    text = _PATH.sub(lambda match: "…/" + re.split(r"[/\\]", match[0].rstrip("/\\"))[-1], text)
    return text if len(text) <= limit else text[: limit - 1] + "…"
