"""Values as Python text that makes exactly the same value again, in few characters."""

import math
from typing import Any

import numpy as np
import torch

_NO_DTYPE = (torch.float32, torch.int64, torch.bool)  # what torch.tensor makes of numbers without being told
_HALF = (torch.float16, torch.bfloat16)


def literal(value: Any) -> str:
    """Python text for a value of :mod:`autograder.core.values` that stands on its own (no handle); it uses ``torch``."""
    if isinstance(value, torch.Tensor):
        return _tensor(value)
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else f'float("{value}")'
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    if type(value) is tuple or isinstance(value, torch.Size):
        return f"({', '.join(map(literal, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {literal(item)}" for key, item in value.items()) + "}"
    if isinstance(value, torch.dtype):
        return str(value)
    return repr(value)


def _tensor(tensor: torch.Tensor) -> str:
    text = _laid_out(tensor.detach())
    if isinstance(tensor, torch.nn.Parameter):
        return f"torch.nn.Parameter({text}{'' if tensor.requires_grad else ', requires_grad=False'})"
    return f"{text}.requires_grad_()" if tensor.requires_grad and tensor.is_leaf else text


def _laid_out(tensor: torch.Tensor) -> str:
    """The values, in the same order in memory: some functions are right for contiguous tensors only."""
    if tensor.is_contiguous() or tensor.numel() < 2:
        return _values(tensor)
    axes = tuple(reversed(range(tensor.ndim)))
    if tensor.permute(axes).is_contiguous():
        return _values(tensor.permute(axes)) + (".T" if tensor.ndim == 2 else f".permute{axes}")
    if tensor.repeat_interleave(2, -1)[..., ::2].stride() == tensor.stride():
        return f"{_values(tensor)}.repeat_interleave(2, -1)[..., ::2]"
    return _values(tensor)


def _values(tensor: torch.Tensor) -> str:
    kind = "" if tensor.dtype in _NO_DTYPE else f", dtype={tensor.dtype}"
    shape = tuple(tensor.shape)
    if tensor.numel() == 0:
        return f"torch.zeros({shape}, dtype={tensor.dtype})"
    first = tensor.flatten()[0]
    if tensor.numel() > 6 and bool((tensor == first).all()):
        return f"torch.full({shape}, {_number(first)}{kind})"
    if tensor.numel() > 8 and (line := _line(tensor)) is not None:
        return line
    return f"torch.tensor({_nested(tensor)}{kind})"


def _line(tensor: torch.Tensor) -> str | None:
    """Numbers that go up in equal steps."""
    flat, count = tensor.flatten(), tensor.numel()
    if tensor.dtype in (torch.bool, *_HALF) or tensor.is_complex():
        return None
    start, step = flat[0].item(), (flat[1] - flat[0]).item()
    text = f"torch.arange({count}, dtype={tensor.dtype})"
    made = torch.arange(count, dtype=tensor.dtype)
    if step != 1:
        text, made = f"{text} * {step!r}", made * step
    if start:
        text, made = f"{text} + {start!r}", made + start
    if made.dtype != tensor.dtype or not torch.equal(made, flat):
        return None
    if tensor.ndim == 1:
        return text if step == 1 and not start else f"({text})"
    return f"({text}).reshape({', '.join(map(str, tensor.shape))})"


def _nested(tensor: torch.Tensor) -> str:
    if tensor.ndim == 0:
        return _number(tensor)
    return f"[{', '.join(map(_nested, tensor))}]"


def _number(item: torch.Tensor) -> str:
    value = item.item()
    if not isinstance(value, float):
        return repr(value)
    if not math.isfinite(value):
        return "torch.nan" if math.isnan(value) else f"{'-' if value < 0 else ''}torch.inf"
    return repr(value) if item.dtype is torch.float64 else str(np.float32(value))
