"""Relations of types, lists, shapes and dtypes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import torch

from autograder.core.values import Handle, Opaque
from autograder.testing.relations.model import (
    ENOUGH,
    Found,
    Numbers,
    Pair,
    Relation,
    alike,
    close,
    different,
    flat,
    is_number,
    line_name,
    numbers,
    real,
    word,
)
from autograder.testing.show import show

_OPAQUE = {
    "generator": "generator-for-value",
    "type": "class-for-instance",
    "function": "not-called",
    "method": "not-called",
    "builtin_function_or_method": "not-called",
} | {f"numpy.{kind}": "array-for-tensor" for kind in ("ndarray", "float64", "float32", "int64", "bool")}
_OPAQUE |= {
    f"torch.{kind}": "several-results"
    for kind in ("max", "min", "sort", "topk", "mode", "median", "kthvalue")
}


def _kind(pair: Pair) -> str | None:
    want, got = pair.want, pair.got
    if got is None and want is not None:
        return "nothing-returned" if pair.called else "none-for-value"
    if isinstance(got, str) and not isinstance(want, str):
        return "no-gradient" if got == "no graph" else None
    if isinstance(got, Opaque):
        return None if isinstance(want, Opaque) else _OPAQUE.get(got.type_name)
    if isinstance(got, list | tuple):
        return _kind_of_list(want, got)
    if isinstance(got, torch.Tensor) and is_number(want):
        right = got.numel() == 1 and close(real(got).reshape(()), real(want))
        return "tensor-for-number" if right else "tensor-where-number" if got.numel() == 1 else None
    if isinstance(got, torch.Tensor) and isinstance(want, list | tuple) and len(want) > 1:
        return "tensor-for-list"
    return "number-for-tensor" if isinstance(want, torch.Tensor) and is_number(got) else None


def _values_and_indices(got: Sequence[Any]) -> bool:
    """Whether it is what ``torch.max(X, 0)`` gives."""
    pair = len(got) == 2 and all(isinstance(item, torch.Tensor) for item in got)
    return pair and got[1].dtype == torch.int64 and got[0].shape == got[1].shape


def _kind_of_list(want: Any, got: Sequence[Any]) -> str | None:
    if isinstance(want, Handle):
        return "list-for-module"
    if isinstance(want, torch.Tensor):
        if any(alike(want, item) for item in got):
            return "one-of-several"
        return "several-results" if _values_and_indices(got) else "list-for-tensor"
    if isinstance(want, list) and len(want) > 1 and len(got) == 2:
        batches = all(isinstance(item, tuple) for item in want)
        return "generator-missing" if batches and all(isinstance(g, torch.Tensor) for g in got) else None
    return None


_BUILT_IN = (
    "NoneType",
    "list",
    "tuple",
    "dict",
    "int",
    "float",
    "bool",
    "str",
    "Tensor",
    "generator",
    "function",
    "type",
)


def types(pairs: Sequence[Pair]) -> Relation | None:
    """What came back is of another kind."""
    if all(_type_names(pair) for pair in pairs):
        want, got = pairs[0].want, pairs[0].got
        slug = "nothing-returned" if got == "NoneType" else "other-type"
        return Relation(slug, word(slug, got, want))
    if all(isinstance(pair.want, torch.Tensor) and isinstance(pair.got, Handle) for pair in pairs):
        return Relation("other-type", word("other-type", pairs[0].got.type_name, "Tensor"))
    kinds = {_kind(pair) for pair in pairs}
    kind = kinds.pop() if len(kinds) == 1 else None
    return None if kind is None else Relation(kind, word(kind))


def _type_names(pair: Pair) -> bool:
    """Whether a test compared the names of two types."""
    return isinstance(pair.want, str) and pair.got in _BUILT_IN


def classes(pairs: Sequence[Pair]) -> Relation | None:
    """An object of another class; a test compared their names."""
    if not all(_is_class_name(name) for pair in pairs for name in (pair.want, pair.got)):
        return None
    return Relation("other-type", word("other-type", pairs[0].got, pairs[0].want))


def _is_class_name(value: Any) -> bool:
    return isinstance(value, str) and value.isidentifier() and value[0].isupper()


def items(pairs: Sequence[Pair]) -> Relation | None:
    """Lists of items: swapped, missing, too many."""
    if not all(isinstance(p.want, list | tuple) and isinstance(p.got, list | tuple) for p in pairs):
        return None
    if all(_permuted(pair) or _shapes_swapped(pair.want, pair.got) for pair in pairs):
        return Relation("outputs-swapped", word("outputs-swapped"))
    if all(len(pair.got) == len(pair.want) for pair in pairs):
        return _replaced(pairs)
    fewer = all(len(pair.got) < len(pair.want) for pair in pairs)
    if fewer or all(len(pair.got) > len(pair.want) for pair in pairs):
        rest = [_left_over(p.want, p.got) if fewer else _left_over(p.got, p.want) for p in pairs]
        if all(rest):
            slug = "items-missing" if fewer else "items-extra"
            return Relation(slug, word(slug, _listed(rest[0] or [])))
        slug = "fewer-items" if fewer else "more-items"
        return Relation(slug, word(slug, len(pairs[0].got), len(pairs[0].want)))
    return None


def _listed(names: list[str], most: int = 3) -> str:
    return ", ".join([*names[:most], *(["…"] if len(names) > most else [])])


def _shapes_swapped(want: Any, got: Any) -> bool:
    """Whether two outputs of different shapes have come back the other way round; of random ones the shapes must do."""
    if not isinstance(want, list | tuple) or not isinstance(got, list | tuple) or len(want) != len(got):
        return False
    if want and all(isinstance(item, list | tuple) for item in (*want, *got)):
        return all(map(_shapes_swapped, want, got))
    if len(want) != 2 or not all(isinstance(item, torch.Tensor) for item in (*want, *got)):
        return False
    return want[0].shape != want[1].shape and (want[0].shape, want[1].shape) == (got[1].shape, got[0].shape)


def _replaced(pairs: Sequence[Pair]) -> Relation | None:
    """Named items, such as layers, with others in their place."""
    wrong: dict[str, None] = {}
    for pair in pairs:
        for want, got in zip(pair.want, pair.got, strict=True):
            if not all(isinstance(item, list) and item and isinstance(item[0], str) for item in (want, got)):
                return None
            if not alike(want, got):
                wrong[f"{_named(got, got[0] == want[0])} → {_named(want, got[0] == want[0])}"] = None
    if wrong and all(sorted(map(str, pair.want)) == sorted(map(str, pair.got)) for pair in pairs):
        return Relation("outputs-swapped", word("outputs-swapped"))
    return Relation("items-replaced", word("items-replaced", _listed(list(wrong)))) if wrong else None


def _named(item: list[Any], with_numbers: bool) -> str:
    words = [f"{number:g}" for number in flat(item[1:])]
    words += [f"{one[0]}={one[1]}" for one in item[-1] if isinstance(one, list) and type(one[-1]) is bool]
    return f"{item[0]}({', '.join(words)})" if with_numbers and words else str(item[0])


MANY = 8  # outputs that a function may have


def _permuted(pair: Pair) -> bool:
    left = list(pair.want)
    dimensions = {item.ndim for item in left if isinstance(item, torch.Tensor)}
    if len(left) != len(pair.got) or not (len(left) == 2 or (len(dimensions) > 1 and len(left) <= MANY)):
        return False  # many items of one kind may have come in any order
    if any(isinstance(item, list | tuple | dict) for item in left):
        return False
    for item in pair.got:
        index = next((i for i, want in enumerate(left) if alike(want, item)), None)
        if index is None:
            return False
        left.pop(index)
    return True


def _left_over(longer: Sequence[Any], shorter: Sequence[Any]) -> list[str] | None:
    """What stands in the longer one only, if the rest is the shorter one, in order, and no number stands in it twice."""
    found = [item for item in longer if is_number(item)]
    if len(set(found)) < len(found):
        return None
    rest, place = [], 0
    for item in longer:
        if place < len(shorter) and alike(item, shorter[place]):
            place += 1
        else:
            rest.append(item)
    named = [
        item[0] if isinstance(item, list) and item and isinstance(item[0], str) else item for item in rest
    ]
    return (
        [item if isinstance(item, str) else show(item) for item in named] if place == len(shorter) else None
    )


def shapes(pairs: Sequence[Pair]) -> Relation | None:
    """What came back has another shape."""
    those = numbers(pairs, same_shape=False)
    if not those or not all(isinstance(pair.got, torch.Tensor) for pair in pairs):
        return None
    those = [
        one for one in those if one.want.numel() > 1 or one.got.numel() > 1
    ] or those  # of one entry, little is seen
    several = len({one.want.shape for one in those}) > 1
    known = not any(bool(one.want.isnan().all()) for one in those)
    in_place = several and all(one.input_alike() for one in those)
    by_value = (_summed, _part, *((_selected,) if in_place else ())) if known else ()
    for look in (
        partial(_turned, several=several),
        partial(_broadcast, several=several),
        _reduced,
        _dimensions,
        *by_value[:1],
        _flattened,
        _stacked,
        partial(_one_more_or_less, several=several),
        *by_value[1:],
        *((partial(_fixed, shapes={one.got.shape for one in those}),) if several else ()),
    ):
        found = [look(one.want, one.got) if one.want.shape != one.got.shape else None for one in those]
        first = found[0]
        if first is None or any(one is None or one[0] != first[0] for one in found):
            continue
        return Relation(*first)
    apart = [one for one in those if one.want.shape != one.got.shape]
    if (size := _fixed_size(those, apart)) is not None:
        return size
    rich = different([one.got for one in those]) >= ENOUGH
    if several and rich and apart and all(one.input_returned() for one in those):
        return Relation("unchanged", word("unchanged"))
    sizes = several and 2 * len(apart) > len(those) and all(map(_of_other_sizes, those))
    return (
        Relation("other-sizes", word("other-sizes", tuple(apart[0].got.shape), tuple(apart[0].want.shape)))
        if sizes
        else None
    )


def _of_other_sizes(one: Numbers) -> bool:
    """Whether every dimension has a size that was given."""
    given = {size for size in flat(one.pair.given) if is_number(size)}
    given |= {size for tensor in one.inputs for size in tensor.shape}
    return one.want.ndim == one.got.ndim and given >= {*one.want.shape, *one.got.shape}


def _turned(want: torch.Tensor, got: torch.Tensor, several: bool) -> Found:
    if want.ndim != 2 or got.ndim != 2 or got.T.shape != want.shape:
        return None
    if close(got.T, want) and not bool(want.isnan().all()):
        return "transposed", word("transposed")
    sizes = several or bool(want.isnan().all())
    said = word("part.transposed-shape", tuple(got.shape), tuple(want.shape))
    return ("transposed", said) if sizes else None


def _broadcast(want: torch.Tensor, got: torch.Tensor, several: bool) -> Found:
    n = want.numel()
    if n == 2 and want.ndim > 1 and not several:  # a matrix of two by two may come from anywhere
        return None
    return ("broadcast", word("broadcast", n)) if n > 1 and got.ndim == 2 and got.shape == (n, n) else None


def _reduced(want: torch.Tensor, got: torch.Tensor) -> Found:
    looks: tuple[tuple[str, torch.Tensor, torch.Tensor], ...] = ()
    if got.numel() == 1 and want.numel() > 1:
        if got.ndim and bool(want.isnan().all()):
            return None  # of another shape, and no value is known
        one = got.reshape(())
        looks = ("mean-taken", one, want.mean()), ("sum-taken", one, want.sum())
        looks = (*(looks if different([want]) > 1 else ()), ("one-number", one, one))
    elif want.numel() == 1 and got.numel() > 1 and bool(want.any()):  # zeros sum to 0 by themselves
        one = want.reshape(())
        looks = ("not-summed", got.sum(), one), ("not-averaged", got.mean(), one)
    elif got.ndim == want.ndim + 1 and bool(want.any()):
        looks = tuple(("not-summed", got.sum(d), want) for d in range(got.ndim) if got.shape[d] > 1)
    return next(((slug, word(slug)) for slug, value, right in looks if close(value, right)), None)


def _dimensions(want: torch.Tensor, got: torch.Tensor) -> Found:
    if want.ndim == got.ndim or [n for n in want.shape if n != 1] != [n for n in got.shape if n != 1]:
        return None
    slug = "kept-dimension" if got.ndim > want.ndim else "lost-dimension"
    known = not bool(want.isnan().all())
    said = word(slug, tuple(got.shape), tuple(want.shape), word("part.values-right") if known else "")
    return None if _others(want, got) else (slug, said)


def _others(want: torch.Tensor, got: torch.Tensor) -> bool:
    """Whether as many values came back as were expected, and others, so far as it is known which."""
    return not bool(want.isnan().all()) and not close(got.reshape(want.shape), want)


def _summed(want: torch.Tensor, got: torch.Tensor) -> Found:
    """The sum or the mean over one of several dimensions."""
    for d in range(want.ndim) if got.ndim + 1 == want.ndim > 1 else ():
        if close(got, want.sum(d)) or close(got, want.mean(d)):
            return "dimension-summed", word("dimension-summed", line_name(d, want.ndim))
    return None


def _flattened(want: torch.Tensor, got: torch.Tensor) -> Found:
    fits = got.ndim == 1 < want.ndim and got.numel() == want.numel() and not _others(want, got)
    return ("flattened", word("flattened", tuple(got.shape), tuple(want.shape))) if fits else None


def _stacked(want: torch.Tensor, got: torch.Tensor) -> Found:
    """Parts along a new dimension in front, where one after the other was expected."""
    stacked = got.ndim == want.ndim + 1 > 1 and min(got.shape) > 0 and got.flatten(0, 1).shape == want.shape
    return ("stacked", word("stacked", tuple(got.shape), tuple(want.shape))) if stacked else None


MANY_ENTRIES = 2_000  # that are looked at one by one


def _selected(want: torch.Tensor, got: torch.Tensor) -> Found:
    """Some of the right entries, in order, and no longer in their places."""
    rest = iter(want.flatten())
    chosen = (
        got.ndim == 1
        and want.numel() <= MANY_ENTRIES
        and got.numel() < want.numel()
        and all(any(close(w, g) for w in rest) for g in got)
    )
    return ("entries-left-out", word("entries-left-out")) if chosen else None


def _fixed(want: torch.Tensor, got: torch.Tensor, shapes: set[torch.Size]) -> Found:
    fixed = len(shapes) == 1 and got.numel() > 1 and want.ndim == got.ndim
    return ("fixed-shape", word("fixed-shape", tuple(got.shape))) if fixed else None


def _fixed_size(those: Sequence[Numbers], apart: Sequence[Numbers]) -> Relation | None:
    """One dimension, counted from the end, has always the same size, where several are expected."""
    if not all(one.want.ndim == one.got.ndim for one in those):
        return None
    off = {
        d - one.want.ndim
        for one in apart
        for d in range(one.want.ndim)
        if one.want.shape[d] != one.got.shape[d]
    }
    if len(off) != 1:
        return None
    (d,) = off
    sizes = {one.got.shape[d] for one in those if one.want.ndim >= -d}
    wanted = {one.want.shape[d] for one in apart}
    if len(sizes) != 1 or len(wanted) < ENOUGH:
        return None
    return Relation("fixed-size", word("fixed-size", d, sizes.pop()))


def _one_more_or_less(want: torch.Tensor, got: torch.Tensor, several: bool) -> Found:
    off = [d for d in range(want.ndim) if want.ndim == got.ndim and want.shape[d] != got.shape[d]]
    if len(off) != 1 or abs(want.shape[off[0]] - got.shape[off[0]]) != 1:
        return None
    longer, shorter = (got, want) if got.shape[off[0]] > want.shape[off[0]] else (want, got)
    n, place = shorter.shape[off[0]], ""
    if n and close(longer.narrow(off[0], 0, n), shorter):
        place = "part.at-the-end"
    elif n and close(longer.narrow(off[0], 1, n), shorter):
        place = "part.at-the-beginning"
    elif not several:
        return None  # one shape, and other values: that may be anything
    slug = "one-too-many" if longer is got else "one-short"
    return slug, word(slug, line_name(off[0], want.ndim), word(place) if place else "")


def _part(want: torch.Tensor, got: torch.Tensor) -> Found:
    if got.ndim == want.ndim - 1 and want.ndim > 1:
        got = got[None]
    if want.ndim != got.ndim or not want.ndim or not 0 < got.shape[0] < want.shape[0]:
        return None
    n = got.shape[0]
    right = close(got, want[:n]) or close(got, want[-n:])
    return ("part-only", word("part-only", n, want.shape[0])) if right else None


def dtypes(pairs: Sequence[Pair]) -> Relation | None:
    """The right values in another dtype."""
    those = numbers(pairs)
    if not those or not all(isinstance(v, torch.Tensor) for p in pairs for v in (p.want, p.got)):
        return None
    if all(p.got.dtype == torch.bool != p.want.dtype for p in pairs):
        return Relation("bool-for-numbers", word("bool-for-numbers"))
    if any(p.want.dtype == p.got.dtype for p in pairs):
        return None
    compared = not any(bool(one.want.isnan().all()) for one in those)
    if compared and not all(close(one.got, one.want, 1e-2) for one in those):
        return None
    said = "other-dtype" if compared else "part.other-dtype"
    return Relation("other-dtype", word(said, pairs[0].got.dtype, pairs[0].want.dtype))
