"""Strategies for tensors: small, readable numbers that shrink well, in every layout a student may be handed."""

from collections.abc import Sequence
from math import prod
from typing import Any

import torch
from hypothesis import strategies as st

FLOATS = (torch.float32, torch.float64)
_STEP = 4  # elements are multiples of a quarter: exact in every float dtype, and short to print


def _quarters(kind: str) -> st.SearchStrategy[float]:
    """Numbers for a tensor, all of them multiples of a quarter."""
    kinds = {
        "any": st.integers(-16, 16),
        "nonzero": st.integers(-16, 16).filter(bool),
        "positive": st.integers(1, 16),
        "wide": st.integers(-16, 16) | st.sampled_from([-40000, -4000, -400, 400, 4000, 40000]),
    }
    if kind not in kinds:
        raise ValueError(f"elements is one of {', '.join(kinds)}, or a strategy; not {kind!r}")
    return kinds[kind].map(lambda n: n / _STEP)


@st.composite
def tensors(
    draw: st.DrawFn,
    *,
    shape: Any = None,
    min_dims: int = 1,
    max_dims: int = 3,
    min_side: int = 1,
    max_side: int = 4,
    dtype: torch.dtype | Sequence[torch.dtype] = torch.float32,
    elements: Any = "any",
    contiguous: bool | None = None,
) -> torch.Tensor:
    """Tensors of the given shape, or of any with ``min_dims``–``max_dims`` sides of ``min_side``–``max_side``.

    Args:
        shape: a tuple, or a strategy of tuples.
        dtype: one dtype, or several to choose from.
        elements: ``any`` (in [-4, 4]), ``nonzero``, ``positive`` or ``wide`` (up to ±1e4), or a strategy of numbers.
        contiguous: True or False for only such tensors; None mixes contiguous, transposed and strided ones.
    """
    if shape is None:
        shape = draw(
            st.lists(st.integers(min_side, max_side), min_size=min_dims, max_size=max_dims).map(tuple)
        )
    elif isinstance(shape, st.SearchStrategy):
        shape = draw(shape)
    kind = dtype if isinstance(dtype, torch.dtype) else draw(st.sampled_from(list(dtype)))
    numbers = _quarters(elements) if isinstance(elements, str) else elements
    count = prod(shape)
    data = torch.tensor(draw(st.lists(numbers, min_size=count, max_size=count)), dtype=kind).reshape(shape)
    layouts = {
        None: ["contiguous", "transposed", "strided"],
        True: ["contiguous"],
        False: ["transposed", "strided"],
    }
    return arranged(data, draw(st.sampled_from(layouts[contiguous])))


def arranged(tensor: torch.Tensor, layout: str) -> torch.Tensor:
    """The same values in memory as ``contiguous``, ``transposed`` (dimensions stored in reverse) or ``strided``."""
    if layout == "transposed":
        axes = tuple(reversed(range(tensor.ndim)))
        return tensor.permute(axes).contiguous().permute(axes)
    if layout == "strided" and tensor.ndim:
        padded = torch.zeros(*tensor.shape[:-1], 2 * tensor.shape[-1], dtype=tensor.dtype)
        padded[..., ::2] = tensor
        return padded[..., ::2]
    return tensor.contiguous()
