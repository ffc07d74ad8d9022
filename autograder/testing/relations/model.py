"""What is looked at, what is found, and how numbers are compared."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch

from autograder.core.text import Text, texts

ENOUGH = 3  # different numbers, before a relation of values is believed
MAX_NUMBERS = 300_000  # of one value; a larger one says nothing more


@dataclass(frozen=True, slots=True)
class Pair:
    """What a call should have given, what it gave, and the arguments that it was given.

    Attributes:
        called: the values are the function's own result, not what a probe made of it.
    """

    want: Any
    got: Any
    given: tuple[Any, ...] = ()
    called: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that was found: a stable slug, and a sentence that ends in the question that leads on."""

    slug: str
    text: Text


Finder = Callable[[Sequence[Pair]], Relation | None]
Found = tuple[str, Text] | None


@cache
def _words() -> dict[str, Text]:
    return texts(str(Path(__file__).with_name("words.toml")))


def word(key: str, *fields: Any) -> Text:
    """An entry of ``words.toml``, with its fields filled in; a zero has no sign to read."""
    return _words()[key].format(*(field + 0.0 if isinstance(field, float) else field for field in fields))


def slugs() -> set[str]:
    """The slugs that have a sentence of their own."""
    return {key for key in _words() if "." not in key}


def plain(value: Any) -> Any:
    """A value with tensors in the place of numpy's arrays of numbers."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        return torch.as_tensor(value)
    if isinstance(value, list | tuple):
        return type(value)(map(plain, value))
    return {key: plain(item) for key, item in value.items()} if isinstance(value, dict) else value


def in_dtype_of(want: Any, got: Any) -> Any:
    """What came back, in the expected float dtype: a test that asks for the dtype says so itself, others leave it open."""
    floats = all(isinstance(value, torch.Tensor) and value.is_floating_point() for value in (want, got))
    return got.to(want.dtype) if floats else got


def alike(want: Any, got: Any) -> bool:
    """Whether two values are the same up to rounding, type and dtype included."""
    if isinstance(want, torch.Tensor) and isinstance(got, torch.Tensor):
        return want.dtype == got.dtype and want.shape == got.shape and close(real(got), real(want))
    if is_number(want) and is_number(got):
        try:
            want, got = float(want), float(got)
        except OverflowError:  # an integer of thousands of digits
            return bool(want == got)
    if type(want) is not type(got):
        return False
    if isinstance(want, np.ndarray):
        numbers = isinstance(plain(want), torch.Tensor)
        return alike(plain(want), plain(got)) if numbers else np.array_equal(want, got)
    if isinstance(want, float):
        return math.isclose(want, got, rel_tol=1e-4, abs_tol=1e-6) or (math.isnan(want) and math.isnan(got))
    if isinstance(want, list | tuple):
        return len(want) == len(got) and all(map(alike, want, got))
    if isinstance(want, dict):
        return want.keys() == got.keys() and all(alike(want[key], got[key]) for key in want)
    return bool(want == got)


@dataclass(frozen=True, slots=True)
class Numbers:
    """A pair of numeric values as float64 tensors."""

    want: torch.Tensor
    got: torch.Tensor
    pair: Pair

    @property
    def inputs(self) -> list[torch.Tensor]:
        """The tensors among the arguments."""
        return [real(item) for item in flat(self.pair.given) if isinstance(item, torch.Tensor)]

    def input_alike(self) -> bool:
        """Whether the first tensor that was given has the result's shape."""
        return bool(self.inputs) and self.inputs[0].shape == self.want.shape

    def input_returned(self) -> bool:
        """Whether what came back is one of the tensors that were given."""
        return any(close(self.got, one) for one in self.inputs)


def real(value: Any) -> torch.Tensor:
    """A tensor or a number as float64, without a graph; of complex ones the real part."""
    tensor = torch.as_tensor(value).detach()
    return (tensor.real if tensor.is_complex() else tensor).to(torch.float64)


def close(got: torch.Tensor, want: torch.Tensor, rtol: float = 1e-4) -> bool:
    """Whether two float64 tensors agree in shape, and in value up to rounding; what came back must be finite."""
    finite = torch.isfinite(got)
    if got.shape != want.shape or not bool((finite == torch.isfinite(want)).all()):
        return False
    got, want = got[finite], want[finite]
    size = float(want.abs().max()) if want.numel() else 0.0
    return torch.allclose(got, want, rtol=rtol, atol=1e-6 * min(1.0, size) if math.isfinite(size) else 0.0)


def is_number(value: Any) -> bool:
    """Whether it is a Python number, and no bool."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _numeric(value: Any) -> bool:
    if isinstance(value, torch.Tensor):
        return not value.is_complex() and value.layout == torch.strided and value.numel() <= MAX_NUMBERS
    return is_number(value) and (isinstance(value, float) or value.bit_length() < 64)  # as torch takes it


def flat(value: Any, limit: int = 24) -> Iterator[Any]:
    """Tensors and numbers in nested lists."""
    if isinstance(value, list | tuple):
        for item in value[:limit]:
            yield from flat(item, limit)
    elif isinstance(value, dict):
        yield from flat(list(value.values()), limit)
    elif _numeric(value):
        yield value


def numbers(pairs: Sequence[Pair], same_shape: bool = True) -> list[Numbers]:
    """All pairs as numbers; none if one of them holds something else, or values of two shapes. Yes and no are left out."""
    pairs = [pair for pair in pairs if not (type(pair.want) is bool and type(pair.got) is bool)]
    if not all(_numeric(pair.want) and _numeric(pair.got) for pair in pairs):
        return []
    those = [Numbers(real(pair.want), real(pair.got), pair) for pair in pairs]
    if same_shape and any(one.want.shape != one.got.shape or not one.want.numel() for one in those):
        return []
    return those


def flattened(
    those: Sequence[Numbers], rtol: float = 1e-4
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """All expected numbers, all that came back, and which are wrong."""
    want, got = (torch.cat([getattr(one, side).flatten() for one in those]) for side in ("want", "got"))
    return want, got, ~torch.isclose(got, want, rtol=rtol, atol=1e-6)


def different(tensors: Sequence[torch.Tensor]) -> int:
    """How many different numbers there are, up to sign and rounding."""
    flat = torch.cat([torch.empty(0), *(tensor.flatten().abs() for tensor in tensors)])
    flat = flat[torch.isfinite(flat)]
    return len({f"{number:.3g}" for number in flat[:400].tolist()})


def rich(those: Sequence[Numbers]) -> bool:
    """Whether there are enough different numbers to believe a relation."""
    return different([one.want for one in those]) >= ENOUGH


def told(
    those: Sequence[Numbers],
    right: Callable[[Numbers], torch.Tensor | None],
    rtol: float = 1e-4,
    few: int = ENOUGH,
) -> bool:
    """Whether ``right`` gives what came back, on all of those, and they hold enough different numbers, the results ``few``."""
    made = []
    for one in those:
        value = right(one)
        if value is None or close(one.got, one.want) or not close(one.got, value, rtol):
            return False
        made.append(value)
    return rich(those) and different(made) >= few


def line_name(d: int, dimensions: int) -> Text:
    """What one place along a dimension is called."""
    return word(("part.row", "part.column")[d] if dimensions == 2 else "part.entry")
