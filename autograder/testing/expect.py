"""Comparisons of what came back with what was expected: exact type first, then shape, dtype, values.

Every one raises :class:`Mismatch`, whose message has three parts: what was asked, what was expected and came back, and
where to look next.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from string import Formatter
from typing import Any, NoReturn

import numpy as np
import torch

from autograder.core.text import Text
from autograder.core.values import Handle, Opaque, type_name
from autograder.testing.show import DIGITS, MAX_ELEMENTS, show

_TOLERANCES = {  # relative and absolute, by dtype
    torch.float64: (1e-7, 1e-9),
    torch.complex128: (1e-7, 1e-9),
    torch.float16: (1e-2, 1e-3),
    torch.bfloat16: (2e-2, 1e-2),
}
_DEFAULT_TOLERANCE = (1e-4, 1e-6)
AN_ARRAY = Text("a numpy array", "一个 numpy 数组")
SHAPE, DTYPE = Text("shape {}", "形状 {}"), Text("dtype {}", "数据类型 {}")
A_TENSOR, A_NUMBER = Text("a tensor", "一个张量"), Text("a Python number", "一个 Python 数")
NOTHING_SEEN = Text("something else", "并非如此")  # of a condition of the author's that says no more


class Mismatch(AssertionError):
    """What came back is not what was expected.

    Attributes:
        expected, got: Texts.
        asked: what was asked for, if the call itself does not say it.
        hint: where to look next, or None.
        values: the expected value and the one that came back, where two values were compared; else None.
        evidence: the values that ``got`` speaks of.
        how: Python text that shows them, with ``{}`` in the place of each.
        relation: slug of the relation that the author has seen; else None.
    """

    def __init__(
        self,
        expected: Text,
        got: Text,
        asked: Text | None = None,
        hint: Text | None = None,
        values: tuple[Any, Any] | None = None,
        evidence: tuple[Any, ...] = (),
        how: str = "{}",
        relation: str | None = None,
    ) -> None:
        super().__init__(f"expected {expected.en}, got {got.en}")
        if not evidence and got.filled is not None:  # numbers in words of the author's
            words, evidence = got.filled
            formats = [spec or "" for _, name, spec, _ in Formatter().parse(words) if name == ""]
            how = ", ".join(f'f"{{{{{{}}:{spec}}}}}"' if spec else "{}" for spec in formats)
        self.expected, self.got, self.asked, self.hint, self.values = expected, got, asked, hint, values
        self.evidence, self.how, self.relation = evidence, how, relation

    def message(self, call: Text | None = None, *, hinted: bool = True) -> Text:
        """The message, with the hint or without; ``call`` is the call, or the example, that was being tested."""
        parts = [part for part in (self.asked, call) if part is not None]
        head = parts[0] if len(parts) == 1 else None
        if len(parts) == 2:
            head = Text("{}, for {}", "{}，输入为 {}").format(*parts)
        body = Text("expected: {}\ngot: {}", "应为：{}\n得到：{}").format(self.expected, self.got)
        if self.got is NOTHING_SEEN:
            body = Text("expected, but not so: {}", "应当如此，实际却不是：{}").format(self.expected)
        text = body if head is None else Text("{}\n{}", "{}\n{}").format(head, body)
        return text if self.hint is None or not hinted else text + Text("\n→ ", "\n→ ") + self.hint


def fail(
    message: Text,
    *,
    hint: Text | None = None,
    asked: Text | None = None,
    got: Text | None = None,
    values: tuple[Any, Any] | None = None,
    relation: str | None = None,
) -> NoReturn:
    """Fail: ``message`` says what was expected, ``got`` what was seen; see :func:`true`."""
    raise Mismatch(message, got or NOTHING_SEEN, asked, hint, values, relation=relation)


def true(condition: Any, message: Text, **words: Any) -> None:
    """Expect a condition of the author's to hold; ``message`` says in words what was expected.

    Args:
        words: of :func:`fail`: ``hint``, ``asked``, ``got``; ``values``, an expected value and the one that came back, for a
            relation to be found between them; or ``relation``, the slug of the one that the condition itself shows.
    """
    if not bool(condition):
        fail(message, **words)


def unchanged(got: Any, before: Any, name: Text | str, relation: str = "argument-changed") -> None:
    """Expect an argument to be, after the call, what it was before."""
    if not _same(got, before):
        expected, seen, how = _apart(before, got)
        asked = Text("{} after the call", "调用之后的 {}").format(name)
        raise Mismatch(expected, seen, asked, None, None, (got,), how, relation)


def tensor(
    got: Any,
    shape: tuple[int, ...] | None = None,
    dtype: torch.dtype | None = None,
    *,
    asked: Text | None = None,
    hint: Text | None = None,
) -> None:
    """Expect a plain tensor, with this shape and dtype where they are given."""
    if type(got) not in (torch.Tensor, torch.nn.Parameter):
        values, hint = (torch.empty(0), got), hint or _kind_hint(got, asked)
        raise Mismatch(A_TENSOR, _kind(got), asked, hint, values, (got,), _how_kind(got))
    if shape is not None and tuple(got.shape) != tuple(shape):
        values = torch.full(tuple(shape), math.nan), got  # which ones were expected is not known here
        want, seen = SHAPE.format(tuple(shape)), SHAPE.format(tuple(got.shape))
        raise Mismatch(want, seen, asked, hint, values, (got,), "tuple({}.shape)")
    if dtype is not None and got.dtype != dtype:
        unknown = torch.full(tuple(got.shape), math.nan, dtype=dtype) if dtype.is_floating_point else None
        want, seen = DTYPE.format(dtype), DTYPE.format(got.dtype)
        both = None if unknown is None else (unknown, got)
        raise Mismatch(want, seen, asked, None, both, (got,), "{}.dtype")


def array(
    got: Any,
    shape: tuple[int, ...] | None = None,
    dtype: Any = None,
    *,
    asked: Text | None = None,
    hint: Text | None = None,
) -> None:
    """Expect a numpy array, with this shape and dtype where they are given."""
    if type(got) is not np.ndarray:
        raise Mismatch(AN_ARRAY, _kind(got), asked, hint or _kind_hint(got, asked))
    for said, want, found in ((SHAPE, shape, got.shape), (DTYPE, dtype and np.dtype(dtype), got.dtype)):
        if want is not None and want != found:
            raise Mismatch(said.format(want), said.format(found), asked, hint)


def close(
    got: Any,
    want: Any,
    *,
    rtol: float | None = None,
    atol: float | None = None,
    equal_nan: bool = False,
    check_dtype: bool = True,
    asked: Text | None = None,
    hint: Text | None = None,
    shape_hint: Text | None = None,
) -> None:
    """Expect values equal up to rounding; tensors and numpy arrays also by shape and dtype, lists and tuples item by item.

    Args:
        rtol, atol: relative and absolute tolerance; the default goes by dtype (float32: 1e-4 and 1e-6).
        hint: where to look next where a tensor's values differ.
        shape_hint: the same where already its kind or shape differs.
        equal_nan: count nan as equal to nan; otherwise a nan never equals anything.
    """
    if isinstance(want, list | tuple):
        sequence(got, len(want), asked=asked, hint=hint)
        each = partial(close, rtol=rtol, atol=atol, equal_nan=equal_nan, check_dtype=check_dtype)
        with _comparing(want, got):
            for ours, theirs in zip(want, got, strict=True):
                each(theirs, ours, asked=asked, hint=hint, shape_hint=shape_hint)
        return
    with _comparing(want, got):
        if isinstance(want, np.ndarray):
            array(got, want.shape, want.dtype if check_dtype else None, asked=asked, hint=hint)
            ours, theirs = (torch.from_numpy(one.astype(want.dtype, copy=True)) for one in (want, got))
        elif isinstance(want, torch.Tensor):
            tensor(got, tuple(want.shape), want.dtype if check_dtype else None, asked=asked, hint=shape_hint)
            ours, theirs = want.detach(), got.detach().to(want.dtype)
        else:
            number(got, want, rtol=rtol, atol=atol, asked=asked, hint=hint)
            return
    relative, absolute = _TOLERANCES.get(ours.dtype, _DEFAULT_TOLERANCE)
    relative, absolute = relative if rtol is None else rtol, absolute if atol is None else atol
    if not torch.allclose(theirs, ours, relative, absolute, equal_nan):
        arrays = isinstance(want, np.ndarray) and want.size <= MAX_ELEMENTS
        expected, seen, how = _apart(want, got) if arrays else _apart(ours, theirs)
        raise Mismatch(expected, seen, asked, hint, (want, got), (got,), how)


def gives(got: Any, want: Any, **tolerances: Any) -> bool:
    """Whether ``close(got, want)`` would hold; for a trap's ``seen``."""
    try:
        close(got, want, **tolerances)
    except Mismatch:
        return False
    return True


@contextmanager
def _comparing(want: Any, got: Any) -> Iterator[None]:
    """A mismatch inside is one of these two values, whichever of their parts it was found in."""
    try:
        yield
    except Mismatch as mismatch:
        mismatch.values = want, got
        raise


def number(
    got: Any,
    want: float | None = None,
    *,
    rtol: float | None = None,
    atol: float | None = None,
    asked: Text | None = None,
    hint: Text | None = None,
) -> None:
    """Expect a Python int or float (no bool, no tensor), near ``want`` where it is given."""
    if type(got) not in (int, float):
        if hint is None and isinstance(got, torch.Tensor):
            hint = Text("call .item() on a tensor with one element", "对只有一个元素的张量调用 .item()")
        values = math.nan if want is None else want, got
        raise Mismatch(A_NUMBER, _kind(got), asked, hint, values, (got,), _how_kind(got))
    relative, absolute = _DEFAULT_TOLERANCE
    relative, absolute = relative if rtol is None else rtol, absolute if atol is None else atol
    if want is not None and not math.isclose(got, want, rel_tol=relative, abs_tol=absolute):
        expected, seen, how = _apart(want, got)
        raise Mismatch(expected, seen, asked, hint, (want, got), (got,), how)


def equal(got: Any, want: Any, *, asked: Text | None = None, hint: Text | None = None) -> None:
    """Expect exactly this type and value; tensors by dtype, shape and every element."""
    if not _same(got, want):
        expected, seen, how = _apart(want, got)
        raise Mismatch(expected, seen, asked, hint, (want, got), (got,), how)


def sequence(
    got: Any, length: int | None = None, *, asked: Text | None = None, hint: Text | None = None
) -> None:
    """Expect a list or a tuple, of ``length`` items where it is given."""
    listed = type(got) in (list, tuple)
    if listed and (length is None or len(got) == length):
        return
    want = Text("a list or a tuple", "一个列表或元组")
    if length is not None:
        want = Text("a list or a tuple of {}", "一个含 {} 项的列表或元组").format(length)
    seen = Text("{} items", "{} 项").format(len(got)) if listed else _kind(got)
    how = "len({})" if listed else _how_kind(got)
    compared = ([math.nan] * length, got) if length else None
    raise Mismatch(want, seen, asked, hint, compared, evidence=(got,), how=how)


def _same(got: Any, want: Any) -> bool:
    if isinstance(want, torch.Tensor):
        return (
            isinstance(got, torch.Tensor)
            and got.dtype == want.dtype
            and got.shape == want.shape
            and torch.equal(got.detach(), want.detach())
        )
    if type(got) is not type(want):
        return False
    if isinstance(want, np.ndarray):
        return got.dtype == want.dtype and np.array_equal(got, want)
    if isinstance(want, list | tuple):
        return len(got) == len(want) and all(_same(a, b) for a, b in zip(got, want, strict=True))
    if isinstance(want, dict):
        return got.keys() == want.keys() and all(_same(got[key], want[key]) for key in want)
    return bool(got == want)


def _apart(want: Any, got: Any) -> tuple[Text, Text, str]:
    """How two values that differ are shown, so that the difference is seen; and Python text that shows the latter."""
    if isinstance(want, torch.Tensor) and isinstance(got, torch.Tensor) and want.dtype != got.dtype:
        if want.shape == got.shape and show(want) == show(got):
            return DTYPE.format(want.dtype), DTYPE.format(got.dtype), '"dtype", {}.dtype'
    elif isinstance(want, torch.Tensor) and isinstance(got, torch.Tensor) and want.shape == got.shape:
        if want.numel() > MAX_ELEMENTS:
            return _worst(want.detach(), got.detach())
    elif type(want) is not type(got) and not isinstance(got, torch.Tensor):
        return _text(want), Text("{}, {}", "{}，{}").format(_kind(got), _text(got)), "{}"
    want, got = (one.contiguous() if isinstance(one, torch.Tensor) else one for one in (want, got))
    digits = next((count for count in DIGITS if show(want, count) != show(got, count)), DIGITS[-1])
    expected, seen = show(want, digits), show(got, digits)
    how = "{}" if digits == DIGITS[0] else "{}.tolist()" if isinstance(got, torch.Tensor) else "{!r}"
    return Text(expected, expected), Text(seen, seen), how.replace("{!r}", "{}")


def _worst(want: torch.Tensor, got: torch.Tensor) -> tuple[Text, Text, str]:
    """The first place where two large tensors differ most, as a share of what was expected."""
    off = (got.double() - want.double()).abs() / want.double().abs().clamp(min=1e-12)
    off = torch.where(off.isnan() & ~(want.isnan() & got.isnan()), torch.inf, off).nan_to_num(nan=0.0)
    place = tuple(int(index) for index in torch.unravel_index(off.argmax(), off.shape))
    shown = ", ".join(map(str, place))
    ours, theirs = want[place].item(), got[place].item()
    digits = next((count for count in DIGITS if show(ours, count) != show(theirs, count)), DIGITS[-1])
    where = Text("{} at [{}]", "[{1}] 处为 {0}")
    expected, seen = (where.format(show(one, digits), shown) for one in (ours, theirs))
    return expected, seen, f"'[{shown}]:', {{}}[{shown}].item()"


def _text(value: Any) -> Text:
    shown = show(value)
    return Text(shown, shown)


def _how_kind(value: Any) -> str:
    return "{}" if value is None else "type({}).__name__"


def _kind(value: Any) -> Text:
    if value is None:
        return Text("None", "None")
    name = value.type_name if isinstance(value, Opaque | Handle) else type_name(value)
    return Text("an {}" if name[:1] in "aeiouAEIOU" else "a {}", "一个 {}").format(name)


def _kind_hint(value: Any, asked: Text | None) -> Text | None:
    """What to ask about a value of the wrong kind; a part of what came back says nothing about a ``return``."""
    if value is not None or asked is not None:
        return None
    return Text("is there a `return` at the end?", "函数最后是否忘了 `return`？")
