"""The values that cross the trust line, and their bytes: a closed list of types, bounded in size and nesting.

None, bool, int, float, str, bytes, list, tuple, dict with string keys, ``torch.dtype``, dense CPU tensors of the plain
types ``torch.Tensor`` and ``torch.nn.Parameter``, numpy arrays of numbers, a :class:`Handle` to what stays in the worker, and :class:`Opaque` for
whatever else a student's function returns. msgpack carries them; nothing here can run code, whatever the bytes.

Both halves import this module: standard library, msgpack, numpy and torch only.
"""

import math
from dataclasses import dataclass
from typing import Any, NoReturn

import msgpack
import numpy as np
import torch

MAX_FRAME = 64 * 2**20  # bytes in one message
MAX_DEPTH = 24
MAX_DIMS = 16
MAX_BIGINT = 3500  # hexadecimal digits: Python writes as many in decimal, so that str() never raises
MAX_ITEMS = 2**20  # in all containers of one message together: a byte on the wire may be a hundred in memory
_EXTENSION_ITEMS = 32  # what a tensor or a tuple counts for: it takes so much longer to build

_TUPLE, _TENSOR, _HANDLE, _OPAQUE, _BIGINT, _DTYPE, _ARRAY = range(1, 8)
_DTYPES: dict[str, torch.dtype] = {
    name: getattr(torch, name)
    for name in "float32 float64 float16 bfloat16 int64 int32 int16 int8 uint8 bool complex64 complex128".split()
}
_NAMES = {dtype: name for name, dtype in _DTYPES.items()}
_ARRAYS = frozenset(
    "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128".split()
)
_REQUIRES_GRAD, _PARAMETER = 1, 2
_empty_strided = torch.empty_strided  # a worker's fills what it makes


class ValueRefused(ValueError):
    """Bytes or an object that is no value of the closed list, or is larger or deeper than allowed."""


@dataclass(frozen=True, slots=True)
class Handle:
    """Something that stays in the worker (a Module, an optimiser): its number there and its type's name."""

    number: int
    type_name: str


@dataclass(frozen=True, slots=True)
class Opaque:
    """A returned object that is no value; only its type's name crosses."""

    type_name: str


def encode(value: Any, limit: int = MAX_FRAME) -> bytes:
    """Encode one value of the closed list.

    A tensor keeps its dtype, shape and strides; one that requires a gradient arrives as a leaf that does, if it is a
    leaf here, else detached. Numpy's float64 counts as the Python float that it is.

    Raises:
        ValueRefused: for any other object, for one nested deeper than ``MAX_DEPTH`` (a cycle, too), or when the bytes
            exceed ``limit``.
    """
    try:
        data = _pack(_lower(value, 0))
    except (OverflowError, msgpack.PackException, ValueError, TypeError) as exc:
        raise ValueRefused(str(exc)) from exc
    if len(data) > limit:
        raise ValueRefused(f"{len(data)} bytes, more than the {limit} allowed")
    return data


def decode(data: bytes | bytearray | memoryview, limit: int = MAX_FRAME) -> Any:
    """Decode what :func:`encode` wrote; safe on any bytes.

    Raises:
        ValueRefused: when they are not the bytes of one value within the bounds.
    """
    if len(data) > limit:
        raise ValueRefused(f"{len(data)} bytes, more than the {limit} allowed")
    try:
        return _unpack(data, 0, _Budget())
    except ValueRefused:
        raise
    except (ValueError, TypeError, OverflowError, RuntimeError, MemoryError, msgpack.UnpackException) as exc:
        raise ValueRefused(f"not a value: {type(exc).__name__}") from exc


def type_name(value: Any) -> str:
    """The name a student knows a type by: ``generator``, ``numpy.ndarray``, ``Tensor``."""
    kind = type(value)
    if kind in (torch.Tensor, torch.nn.Parameter):
        return "tensor"
    module = getattr(kind, "__module__", "")
    name = str(getattr(kind, "__qualname__", "object"))[:80]
    return name if module in ("builtins", "__main__", "torch") else f"{str(module).split('.')[0][:40]}.{name}"


def _lower(value: Any, depth: int) -> Any:
    kind = type(value)
    if kind in _SCALARS:
        return value
    if kind is int:
        return value if -(2**63) <= value < 2**64 else _bigint(value)
    if depth >= MAX_DEPTH:
        raise ValueRefused(f"nested deeper than {MAX_DEPTH}")
    if kind in (list, tuple):
        items = [_lower(item, depth + 1) for item in value]
        return items if kind is list else msgpack.ExtType(_TUPLE, _pack(items))
    if kind is dict:
        if any(type(key) is not str for key in value):
            raise ValueRefused("a dict with keys that are not strings")
        return {key: _lower(item, depth + 1) for key, item in value.items()}
    return _lower_whole(value, kind)


def _lower_whole(value: Any, kind: type) -> Any:
    """What is made of no other values."""
    if kind in (torch.Tensor, torch.nn.Parameter):
        return msgpack.ExtType(_TENSOR, _pack(_lower_tensor(value)))
    if kind is np.ndarray:
        return msgpack.ExtType(_ARRAY, _pack(_lower_array(value)))
    if kind is torch.dtype and value in _NAMES:
        return msgpack.ExtType(_DTYPE, _NAMES[value].encode())
    if kind is Handle:
        return msgpack.ExtType(_HANDLE, _pack([value.number, value.type_name]))
    if kind is Opaque:
        return msgpack.ExtType(_OPAQUE, _pack(value.type_name))
    if isinstance(value, float) and kind.__module__ == "numpy":
        return float(value)
    raise ValueRefused(f"a {type_name(value)} is no value")


_SCALARS = frozenset({type(None), bool, float, str, bytes})


def _pack(value: Any) -> bytes:
    packed: bytes = msgpack.packb(value, strict_types=True, unicode_errors="surrogatepass")
    return packed


def _bigint(value: int) -> msgpack.ExtType:
    if value.bit_length() > MAX_BIGINT * 4:
        raise ValueRefused(f"an integer of {value.bit_length()} bits")
    return msgpack.ExtType(_BIGINT, b"%x" % value)


def is_dense(tensor: torch.Tensor) -> bool:
    """Whether a tensor can be a value: of a known dtype, dense, in this machine's memory."""
    return tensor.dtype in _NAMES and tensor.layout is torch.strided and tensor.device.type == "cpu"


def _lower_tensor(tensor: torch.Tensor) -> list[Any]:
    if not is_dense(tensor):
        raise ValueRefused(f"a tensor with dtype {tensor.dtype}, layout {tensor.layout} on {tensor.device}")
    flags = (_REQUIRES_GRAD if tensor.requires_grad and tensor.is_leaf else 0) | (
        _PARAMETER if type(tensor) is torch.nn.Parameter else 0
    )
    plain = tensor.detach()
    strides = None if plain.is_contiguous() else list(plain.stride())
    plain = plain.resolve_conj().resolve_neg()
    if plain.nbytes > MAX_FRAME:
        raise ValueRefused(f"a tensor of {plain.nbytes} bytes")
    raw = (plain.view(torch.int16) if plain.dtype is torch.bfloat16 else plain).numpy().tobytes()
    return [_NAMES[tensor.dtype], list(plain.shape), strides, flags, raw]


def _lower_array(array: np.ndarray[Any, Any]) -> list[Any]:
    if array.dtype.name not in _ARRAYS:
        raise ValueRefused(f"an array with dtype {array.dtype}")
    if array.nbytes > MAX_FRAME:
        raise ValueRefused(f"an array of {array.nbytes} bytes")
    native = array.astype(array.dtype.newbyteorder("="), copy=False)
    return [array.dtype.name, list(array.shape), native.tobytes()]


class _Budget:
    """Counts the items of one message while it is unpacked, and stops that before it has grown large."""

    def __init__(self) -> None:
        self.left = MAX_ITEMS

    def spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise ValueRefused(f"more than {MAX_ITEMS} items")

    def container(self, value: Any) -> Any:
        self.spend(1 + len(value))
        return value


def _unpack(data: bytes | bytearray | memoryview, depth: int, budget: _Budget) -> Any:
    if depth > MAX_DEPTH:
        raise ValueRefused(f"nested deeper than {MAX_DEPTH}")

    def extension(code: int, payload: bytes) -> Any:
        budget.spend(_EXTENSION_ITEMS)
        if code == _BIGINT:
            if len(payload) > MAX_BIGINT + 1:
                raise ValueRefused("an integer too large")
            return int(bytes(payload), 16)
        if code == _DTYPE:
            name = bytes(payload).decode()
            return _DTYPES[name] if name in _DTYPES else _refuse("dtype")
        inner = _unpack(payload, depth + 1, budget)
        if code == _TUPLE and type(inner) is list:
            return tuple(inner)
        if code == _TENSOR:
            return _raise_tensor(inner)
        if code == _ARRAY:
            return _raise_array(inner)
        if code == _HANDLE and _shaped(inner, int, str):
            return Handle(*inner)
        if code == _OPAQUE and type(inner) is str:
            return Opaque(inner)
        return _refuse(f"extension {code}")

    value = msgpack.unpackb(
        data,
        ext_hook=extension,
        list_hook=budget.container,
        object_hook=budget.container,
        unicode_errors="surrogatepass",
        max_array_len=MAX_ITEMS,  # before anything is built; other lengths are bounded by that of the data
        max_map_len=MAX_ITEMS,
    )
    _check_nesting(value, depth)
    return value


def _check_nesting(value: Any, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise ValueRefused(f"nested deeper than {MAX_DEPTH}")
    kind = type(value)
    if kind is list or kind is tuple:
        for item in value:
            if type(item) in _NESTED:
                _check_nesting(item, depth + 1)
    elif kind is dict:
        for key, item in value.items():
            if type(key) is not str:
                raise ValueRefused("a dict with keys that are not strings")
            if type(item) in _NESTED:
                _check_nesting(item, depth + 1)
    elif kind not in _DECODED:
        raise ValueRefused(f"a {kind.__name__}")


_NESTED = frozenset({list, tuple, dict, msgpack.Timestamp})
_DECODED = _SCALARS | {int, np.ndarray, torch.Tensor, torch.nn.Parameter, torch.dtype, Handle, Opaque}


def _refuse(what: str) -> NoReturn:
    raise ValueRefused(f"a malformed {what}")


def _shaped(value: Any, *kinds: type) -> bool:
    return type(value) is list and tuple(map(type, value)) == kinds


def _raise_tensor(parts: Any) -> torch.Tensor:
    if type(parts) is not list or len(parts) != 5:
        _refuse("tensor")
    name, shape, strides, flags, raw = parts
    dtype = _DTYPES[name] if type(name) is str and name in _DTYPES else _refuse("tensor")
    if type(raw) is not bytes or type(flags) is not int or not _sizes(shape):
        _refuse("tensor")
    if math.prod(shape) * dtype.itemsize != len(raw):
        _refuse("tensor: its size and shape disagree")
    if not raw:
        tensor = torch.empty(shape, dtype=dtype)
    elif dtype is torch.bool:  # a byte other than 0 and 1 in a bool tensor is undefined behaviour
        tensor = torch.frombuffer(bytearray(raw), dtype=torch.uint8).ne(0).reshape(shape)
    elif dtype is torch.bfloat16:  # numpy has no such type
        tensor = torch.frombuffer(bytearray(raw), dtype=dtype).reshape(shape)
    else:
        tensor = torch.from_numpy(np.ndarray(shape, name, bytearray(raw)))
    if strides is not None:
        tensor = _restride(tensor, strides)
    if flags & _PARAMETER:
        return torch.nn.Parameter(tensor, requires_grad=bool(flags & _REQUIRES_GRAD))
    return tensor.requires_grad_() if flags & _REQUIRES_GRAD and dtype.is_floating_point else tensor


def _raise_array(parts: Any) -> np.ndarray[Any, Any]:
    if not _shaped(parts, str, list, bytes) or parts[0] not in _ARRAYS or not _sizes(parts[1]):
        _refuse("array")
    name, shape, raw = parts
    if math.prod(shape) * np.dtype(name).itemsize != len(raw):
        _refuse("array: its size and shape disagree")
    if name == "bool":
        return np.frombuffer(raw, dtype=np.uint8).astype(bool).reshape(shape)
    return np.frombuffer(bytearray(raw), dtype=name).reshape(shape)


def _sizes(value: Any) -> bool:
    return (
        type(value) is list
        and len(value) <= MAX_DIMS
        and all(type(n) is int and 0 <= n <= 2**40 for n in value)
    )


def _restride(tensor: torch.Tensor, strides: Any) -> torch.Tensor:
    if not _sizes(strides) or len(strides) != tensor.ndim:
        _refuse("tensor: its strides")
    dims = list(zip(tensor.shape, strides, strict=True))
    span = 1 + sum((n - 1) * s for n, s in dims) if tensor.numel() else 0
    if span * tensor.element_size() > MAX_FRAME:
        _refuse("tensor: its strides")
    if any(s == 0 and n > 1 for n, s in dims):
        return tensor  # an expanded tensor: its elements share memory, so a copy of its values is what can be sent
    made = _empty_strided(tensor.shape, strides, dtype=tensor.dtype)
    made.as_strided((span,), (1,)).zero_()  # what lies between the elements is the same every time
    return made.copy_(tensor)
