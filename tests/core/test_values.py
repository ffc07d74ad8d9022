"""The values that cross the trust line: a round trip for each of the closed list, refusal of everything else."""

from __future__ import annotations

import math
import re
import struct

import msgpack
import numpy as np
import pytest
import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.core import values
from autograder.core.values import Handle, Opaque, ValueRefused, decode, encode

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(st.characters(exclude_categories=()))
    | st.binary()
    | st.builds(Handle, st.integers(0, 9), st.text(max_size=5))
    | st.builds(Opaque, st.text(max_size=5))
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


def same(a: object, b: object) -> bool:
    if type(a) is not type(b):
        return False
    if isinstance(a, float):
        return struct.pack("d", a) == struct.pack("d", b) or (math.isnan(a) and math.isnan(b))
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    return a == b


@given(VALUES)
@example("\ud800")
def test_values_come_back_as_they_went(value):
    """Exact type and value, nan and lone surrogates too."""
    assert same(decode(encode(value)), value)


@pytest.mark.parametrize(
    "tensor",
    [
        torch.randn(3, 4),
        torch.randn(3, 4).t(),
        torch.randn(4, 6)[:, ::2],
        torch.randn(2, 3).double(),
        torch.tensor(2.5),
        torch.empty(0, 3),
        torch.tensor([True, False]),
        torch.arange(5),
        torch.randn(4).half(),
        torch.randn(4).bfloat16(),
        torch.randn(3, dtype=torch.complex64),
        torch.randn(3).to(torch.complex64).conj(),
        torch.ones(2, 1).expand(2, 5),
        torch.ones(1).expand(2),
        torch.arange(24).reshape(4, 6)[:, ::2],
        torch.empty(0, dtype=torch.int64),
        torch.randn(1, 8)[:, ::2],
        torch.tensor([float("nan"), float("inf")]),
    ],
)
def test_tensors_keep_dtype_shape_and_layout(tensor):
    """Dtype, shape, strides and every element; an expanded tensor comes back as a plain copy."""
    back = decode(encode(tensor))
    assert back.dtype == tensor.dtype and back.shape == tensor.shape
    assert (
        torch.allclose(back, tensor.resolve_conj(), equal_nan=True)
        if tensor.is_floating_point()
        else torch.equal(back, tensor)
    )
    assert back.stride() == (tensor.contiguous() if 0 in tensor.stride() else tensor).stride()


def test_leaves_and_parameters_arrive_as_such():
    """requires_grad of a leaf is kept, a result with a graph arrives detached, a Parameter stays one."""
    leaf = torch.ones(2, requires_grad=True)
    assert decode(encode(leaf)).requires_grad
    assert not decode(encode(leaf * 2)).requires_grad
    assert type(decode(encode(torch.nn.Parameter(leaf)))) is torch.nn.Parameter
    assert (
        type(decode(encode(leaf))) is torch.Tensor and decode(encode(torch.nn.Parameter(leaf))).requires_grad
    )
    frozen = decode(encode(torch.nn.Parameter(leaf.detach(), requires_grad=False)))
    assert not frozen.requires_grad and frozen.tolist() == [1, 1]


class Liar(torch.Tensor):
    """A tensor that says whatever it likes."""


@pytest.mark.parametrize(
    "value",
    [
        object(),
        {1: 2},
        {1, 2},
        range(3),
        np.float32(1),
        Liar(),
        torch.ones(2).to_sparse(),
        1j,
        iter([]),
        type("Number", (float,), {})(1.0),
        type("Text", (str,), {})("x"),
        Opaque(type("Text", (str,), {})("x")),
        pytest.param(1 << 100_000, id="giant"),
    ],
)
def test_everything_else_is_refused(value):
    """Subclasses, sparse tensors, sets: none of them crosses."""
    with pytest.raises(ValueRefused):
        encode(value)


def test_a_cycle_and_a_giant_are_refused():
    """Nesting and size are bounded."""
    cycle: list[object] = []
    cycle.append(cycle)
    with pytest.raises(ValueRefused):
        encode(cycle)
    assert len(encode(b"x" * 48, limit=50)) == 50
    with pytest.raises(ValueRefused):
        encode(b"x" * 49, limit=50)
    with pytest.raises(ValueRefused):
        decode(encode(b"x" * 49), limit=50)
    assert decode(encode(b"x" * 48), limit=50) == b"x" * 48


@pytest.mark.parametrize("wrap", [lambda inner: [inner], lambda inner: (inner,), lambda inner: {"": inner}])
def test_nesting_ends_where_it_is_said_to(wrap):
    """As many containers in each other as are allowed, of each kind, and one more."""
    nested = 1
    for _ in range(values.MAX_DEPTH):
        nested = wrap(nested)
    assert decode(encode(nested)) == nested
    with pytest.raises(ValueRefused, match="nested deeper than 24"):
        encode(wrap(nested))


@pytest.mark.parametrize(
    ("wrap", "most"),
    [
        (lambda data: b"\x91" + data, values.MAX_DEPTH + 1),
        (lambda data: b"\x81\xa0" + data, values.MAX_DEPTH + 1),
        (lambda data: msgpack.packb(msgpack.ExtType(1, b"\x91" + data)), values.MAX_DEPTH),
    ],
    ids=["list", "dict", "tuple"],
)
def test_nesting_of_bytes_ends_there_too(wrap, most):
    """Whoever wrote them; of lists and dicts, one more than is ever written."""
    data = b"\x01"
    for _ in range(most):
        data = wrap(data)
    decode(data)
    with pytest.raises(ValueRefused, match="nested deeper than 24"):
        decode(wrap(data))


@pytest.mark.parametrize(
    ("value", "items"), [([[], [1, 2]], 7), ({"a": 1}, 2), ({"a": {}}, 3), ((1,), 34), ([1] * 6, 7)]
)
def test_items_are_counted(monkeypatch, value, items):
    """A container counts for itself and what is in it, a tuple for 32 more."""
    data = encode(value)
    monkeypatch.setattr(values, "MAX_ITEMS", items)
    assert decode(data) == value
    monkeypatch.setattr(values, "MAX_ITEMS", items - 1)
    with pytest.raises(ValueRefused, match=f"more than {items - 1} items"):
        decode(data)


@pytest.mark.parametrize("value", [[1, 2, 3], {"a": 1, "b": 2, "c": 3}])
def test_a_container_that_is_too_long_is_refused_before_it_is_built(monkeypatch, value):
    """Its length stands in its first bytes."""
    monkeypatch.setattr(values, "MAX_ITEMS", 2)
    with pytest.raises(ValueRefused, match="not a value: ValueError"):
        decode(encode(value))


@pytest.mark.parametrize("number", [-(2**63) - 1, -(2**63), 2**64 - 1, 2**64])
def test_integers_beyond_64_bits_are_values(number):
    """The last that msgpack carries itself, and the first that it does not."""
    assert decode(encode(number)) == number
    assert (type(msgpack.unpackb(encode(number))) is int) == (-(2**63) <= number < 2**64)


def test_dtypes_are_values():
    """Each that a tensor may have arrives as itself; another one is refused by name."""
    for dtype in values._NAMES:
        assert decode(encode(dtype)) is dtype
    for wrong, said in ((torch.quint8, "a dtype"), (set(), "a set"), (torch.Size(), "a Size")):
        with pytest.raises(ValueRefused, match=f"^{said} is no value"):
            encode(wrong)
    with pytest.raises(ValueRefused, match="^a malformed dtype"):
        decode(msgpack.packb(msgpack.ExtType(6, b"quint8")))


def test_bounds_in_bytes_are_met_exactly(monkeypatch):
    """Elements of a tensor and of an array, and what the strides of one that arrives would span."""
    monkeypatch.setattr(values, "MAX_FRAME", 100)
    for make in (torch.ones, lambda n: np.ones(n, dtype=np.float32)):
        encode(make(25))
        with pytest.raises(ValueRefused, match="of 104 bytes"):
            encode(make(26))
    for shape, strides, ok in (([2], [24], True), ([2], [25], False), ([0, 5], [1, 30], True)):
        data = _extension(2, ["float32", shape, strides, 0, bytes(4 * math.prod(shape))])
        if ok:
            assert decode(data).stride() == tuple(strides)
            continue
        with pytest.raises(ValueRefused, match="its strides"):
            decode(data)


def test_what_lies_between_strided_elements_is_the_same_every_time():
    """A function that reads it, as ``resize_`` does, gives the same answer each time."""
    torch.full((64,), 7.0).clone()  # memory that is used again
    back = decode(_extension(2, ["float32", [2], [3], 0, torch.ones(2).numpy().tobytes()]))
    assert back.as_strided((4,), (1,)).tolist() == [1, 0, 0, 1]


def test_sizes_and_strides_are_met_exactly():
    """The largest size is 2**40, where nothing is in it; a stride of 0 in a dimension of one element stays."""
    for code, rest in ((2, [None, 0, b""]), (7, [b""])):
        assert decode(_extension(code, ["float32", [0, 2**40], *rest])).shape == (0, 2**40)
        with pytest.raises(ValueRefused):
            decode(_extension(code, ["float32", [0, 2**40 + 1], *rest]))
    assert decode(_extension(2, ["float32", [1, 2], [0, 2], 0, b"12345678"])).stride() == (0, 2)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_value_or_refused(data):
    """The decoder never raises anything else, whatever it is given."""
    try:
        decode(data)
    except ValueRefused:
        pass


@given(VALUES, st.data())
def test_damaged_bytes_are_a_value_or_refused(value, data):
    """One byte changed, and cut off somewhere."""
    raw = bytearray(encode(value))
    raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        decode(raw[: data.draw(st.integers(0, len(raw)))])
    except ValueRefused:
        pass


def _extension(code: int, inner: object) -> bytes:
    return msgpack.packb(msgpack.ExtType(code, msgpack.packb(inner)))


@pytest.mark.parametrize(
    "data",
    [
        _extension(2, ["float32", [2**62], None, 0, b""]),
        _extension(2, ["float32", [0, 2**61], None, 0, b""]),
        _extension(2, ["float32", [-1], None, 0, b""]),
        _extension(2, ["float32", [2], None, 0, b"1234"]),
        _extension(2, ["float99", [1], None, 0, b"1234"]),
        _extension(2, ["float32", [1] * 99, None, 0, b"1234"]),
        _extension(2, ["float32", [2], [2**40], 0, b"12345678"]),
        _extension(2, ["float32", [2], [-1], 0, b"12345678"]),
        _extension(3, ["a", "b"]),
        _extension(1, {"a": 1}),
        _extension(9, 1),
        _extension(9, "a"),
        msgpack.packb(msgpack.Timestamp(1)),
        b"\xdd\xff\xff\xff\xff",
        b"\x91" * 100_000,
        b"\xc7\xff\x01",
    ],
)
def test_lies_about_sizes_are_refused(data):
    """Claimed shapes, strides, lengths and nesting cost nothing and are refused."""
    with pytest.raises(ValueRefused):
        decode(data)


def test_a_bool_is_zero_or_one():
    """A byte 7 in a bool tensor would be undefined behaviour; it is True."""
    back = decode(_extension(2, ["bool", [2], None, 0, b"\x07\x00"]))
    assert back.tolist() == [True, False]
    back = decode(_extension(7, ["bool", [2, 1], b"\x07\x00"]))
    assert back.view(np.uint8).tolist() == [[1], [0]]


def test_python_floats_of_numpy_are_floats():
    """numpy.float64 is a Python float by inheritance, and counts as one."""
    assert decode(encode([np.float64(1.5)])) == [1.5] and type(decode(encode(np.float64(1)))) is float


def test_types_are_named_as_students_know_them():
    """The names in messages."""
    ours = type("Mine", (), {"__module__": "__main__"})()
    long = type("N" * 99, (), {"__module__": "m" * 99 + ".inner"})()

    class Nameless(type):
        """Of types that do not say what they are."""

        def __getattribute__(cls, name: str) -> object:
            raise AttributeError(name)

    given = (torch.ones(1), torch.nn.Parameter(torch.ones(1)), np.ones(1), (x for x in ()), 1.0, ours, long)
    last = (torch.nn.Linear(1, 1), torch.Size([1]), Nameless("N", (), {})())
    assert [values.type_name(value) for value in (*given, *last)] == [
        *("tensor", "tensor", "numpy.ndarray", "generator", "float", "Mine"),
        *("m" * 40 + "." + "N" * 80, "torch.Linear", "Size", ".object"),
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (torch.ones(2).to_sparse(), "a tensor with dtype torch.float32, layout torch.sparse_coo on cpu"),
        (torch.ones(2, device="meta"), "on meta"),
        (torch.zeros(1).expand(2**24 + 1), "a tensor of 67108868 bytes"),
        (np.broadcast_to(np.zeros(1, dtype=bool), 2**26 + 1), "an array of 67108865 bytes"),
        (np.array(["a"]), "an array with dtype <U1"),
        pytest.param(1 << 100_000, "an integer of 100001 bits", id="giant"),
    ],
)
def test_what_is_refused_is_named(value, said):
    """Which value it was, in the words that the student's message carries."""
    with pytest.raises(ValueRefused, match=re.escape(said)):
        encode(value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (_extension(2, ["float32", [2], [2**40], 0, b"12345678"]), "a malformed tensor: its strides"),
        (_extension(2, ["float32", [2], [1, 1], 0, b"12345678"]), "a malformed tensor: its strides"),
        (_extension(2, ["float32", [3], None, 0, b"12345678"]), "a malformed tensor: its size and shape"),
        (_extension(2, ["float32", [0, 2**41], None, 0, b""]), "a malformed tensor"),
        (_extension(2, ["float32"]), "a malformed tensor"),
        (_extension(2, ["float99", [1], None, 0, b"1234"]), "a malformed tensor"),
        (_extension(2, ["float32", [True, 2], None, 0, b"12345678"]), "a malformed tensor"),
        (_extension(2, ["float32", [2], None, "0", b"12345678"]), "a malformed tensor"),
        (_extension(2, ["float32", [2], None, 0, "12345678"]), "a malformed tensor"),
        (_extension(7, ["float64", [2], b"1234"]), "a malformed array: its size and shape"),
        (_extension(7, ["float99", [1], b"12345678"]), "a malformed array"),
        (_extension(9, 1), "a malformed extension 9"),
    ],
)
def test_what_is_malformed_is_named(data, said):
    """Tensor or array, and what of it."""
    with pytest.raises(ValueRefused, match=said):
        decode(data)


def test_shapes_have_as_many_sizes_as_are_allowed():
    """The last that is allowed, and one more."""
    whole = [1] * values.MAX_DIMS
    assert decode(_extension(2, ["uint8", whole, None, 0, b"1"])).shape == torch.Size(whole)
    with pytest.raises(ValueRefused):
        decode(_extension(2, ["uint8", [*whole, 1], None, 0, b"1"]))


def test_a_small_message_cannot_become_a_large_thing():
    """Sixteen million empty lists, or a million tensors, are refused before they are built."""
    for item, count in ((b"\x90", 2**19), (values.encode(torch.tensor(True)), 2**17)):
        inner = b"\xdd" + count.to_bytes(4, "big") + item * count
        with pytest.raises(values.ValueRefused):
            values.decode(b"\xdd" + (4).to_bytes(4, "big") + inner * 4)


def test_every_integer_that_crosses_can_be_written_out():
    """No message about a number of the student's raises: Python writes at most 4,300 digits."""
    largest = 16**values.MAX_BIGINT - 1
    for number in (largest, -largest):
        assert str(values.decode(values.encode(number))) == str(number)
    with pytest.raises(values.ValueRefused):
        values.decode(msgpack.packb(msgpack.ExtType(5, b"f" * (values.MAX_BIGINT + 2))))
    with pytest.raises(values.ValueRefused):
        values.encode(largest + 1)


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6.0).reshape(2, 3),
        np.arange(6, dtype=np.int32)[::2],
        np.array([True, False]),
        np.zeros((0, 3), dtype=np.float32),
        np.array(1 + 2j),
        np.arange(3, dtype=">f8"),
    ],
)
def test_numpy_arrays_of_numbers_are_values(array):
    """Values, shape and kind of number; what comes back is the receiver's own, and may be written to."""
    back = decode(encode(array))
    assert (
        type(back) is np.ndarray and back.dtype == array.dtype.newbyteorder("=") and back.shape == array.shape
    )
    assert np.array_equal(back, array) and back.flags.writeable


@pytest.mark.parametrize("array", [np.array(["a"]), np.array([None]), np.array([(1, 2)], dtype="i4,i4")])
def test_other_arrays_are_refused(array):
    """Objects, text and records have no place in a message."""
    with pytest.raises(ValueRefused):
        encode(array)


@pytest.mark.parametrize(
    "parts",
    [
        ["object", [1], b"12345678"],
        ["float64", [2], b"1234"],
        ["float64", [-1], b""],
        ["float64", 1, b""],
        [1],
    ],
)
def test_a_malformed_array_is_refused(parts):
    """A dtype of the closed list, a shape, and as many bytes as they ask for."""
    with pytest.raises(ValueRefused):
        decode(msgpack.packb(msgpack.ExtType(7, msgpack.packb(parts))))
