"""Relations of numbers: what was done to each of the right ones, and where they are wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch

from autograder.testing.relations.factors import counted
from autograder.testing.relations.model import (
    ENOUGH,
    Numbers,
    Pair,
    Relation,
    close,
    different,
    flattened,
    line_name,
    numbers,
    real,
    rich,
    told,
    word,
)

_EACH: tuple[tuple[str, Callable[[torch.Tensor], torch.Tensor]], ...] = (
    ("negated", torch.neg),
    ("absolute", torch.abs),
    ("complement", lambda w: 1 - w),
    ("squared", torch.square),
    ("square-root", torch.sqrt),
    ("reciprocal", torch.reciprocal),
    ("log-missing", lambda w: torch.exp(-w)),
    ("log-missing", torch.exp),
    ("log-taken", torch.log),
    ("rounded", torch.round),
    ("rounded", torch.trunc),
)


def each(pairs: Sequence[Pair]) -> Relation | None:
    """The same was done to every expected number."""
    those = numbers(pairs)
    for slug, change in _EACH if those else ():
        if told(those, lambda one, change=change: change(one.want)):  # type: ignore[misc]
            return Relation(slug, word(slug))
    return None


def moved(pairs: Sequence[Pair]) -> Relation | None:
    """The right numbers in other places."""
    those = numbers(pairs)
    if not those or not all(one.want.ndim for one in those):
        return None
    square = all(one.want.ndim == 2 and one.want.shape[0] == one.want.shape[1] for one in those)
    if square and told(those, lambda one: one.want.T):
        return Relation("transposed", word("transposed"))
    for d in range(min(one.want.ndim for one in those)):
        if told(those, lambda one, d=d: one.want.flip(d)):  # type: ignore[misc]
            return Relation("reversed", word("reversed"))
        if all(one.want.shape[d] > ENOUGH for one in those) and any(
            told([_inner(one, d, step) for one in those], lambda one: one.want) for step in (1, 0)
        ):
            return Relation("shifted", word("shifted"))
    if told(those, lambda one: one.want.flatten().cumsum(0).reshape(one.want.shape)):
        return Relation("running-sum", word("running-sum"))
    if all(close(o.got.flatten().sort().values, o.want.flatten().sort().values) for o in those) and rich(
        those
    ):
        return Relation("other-order", word("other-order"))
    return None


def _inner(one: Numbers, d: int, step: int) -> Numbers:
    n = one.want.shape[d] - 1
    return Numbers(one.want.narrow(d, step, n), one.got.narrow(d, 1 - step, n), one.pair)


def overflow(pairs: Sequence[Pair]) -> Relation | None:
    """Right, and nan or inf where it is not."""
    those = numbers(pairs)
    if not those or not all(bool(torch.isfinite(one.want).all()) for one in those):
        return None
    right = 0
    for one in those:
        finite = torch.isfinite(one.got)
        right += int(finite.sum())
        if bool(finite.all()) or not torch.allclose(one.got[finite], one.want[finite], 1e-3, 1e-6):
            return None
    large = right and all(any(bool((tensor.abs() >= 20).any()) for tensor in one.inputs) for one in those)
    slug = "overflow" if large else "not-finite"
    return Relation(slug, word(slug))


WHERE: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "wrong-for-negative": lambda x: x < 0,
    "wrong-for-positive": lambda x: x > 0,
    "wrong-at-zero": lambda x: x == 0,
    "wrong-for-large": lambda x: x.abs() > 10,
}


LARGE = 50.0
SLIGHT = 1e-3  # what is nowhere farther off is rounded, and not wrong in some places


def somewhere(pairs: Sequence[Pair]) -> Relation | None:
    """Right entries and wrong ones, told apart by the argument's entry."""
    those = numbers(pairs)
    if not those or not all(one.input_alike() for one in those):
        return None
    x = torch.cat([one.inputs[0].flatten() for one in those])
    want, got, wrong = flattened(those)
    finite = torch.isfinite(got) & torch.isfinite(want)
    size = min(1.0, float(want[finite].abs().max())) if bool(finite.any()) else 0.0
    if not bool(wrong.any()) or bool((finite & ((got - want).abs() < SLIGHT * size))[wrong].all()):
        return None
    # what is right here is so for its place, not for its input
    among = (x >= x[wrong].min()) & (x <= x[wrong].max())
    for slug, where in WHERE.items():
        there = where(x)
        enough = 1 if slug == "wrong-at-zero" else ENOUGH
        told = bool((wrong <= there).all()) and float(wrong[there].double().mean()) > 0.8
        told = told and (slug == "wrong-for-large" or bool(wrong[there & among].all()))
        if told and different([x[wrong]]) >= enough and different([x[~there & ~wrong]]) >= ENOUGH:
            return Relation(slug, word("part.somewhere", word(f"part.{slug}")))
    return None


def constant(pairs: Sequence[Pair]) -> Relation | None:
    """The same number everywhere, or wherever it is wrong."""
    those = numbers(pairs)
    if not those:
        return None
    want, got, wrong = flattened(those)
    values = got[wrong]
    if not bool(torch.isfinite(values).all()):
        return None
    if not close(values, values[:1].expand_as(values)):
        return _limited(those)
    if different([want[wrong]]) < (2 * ENOUGH if counted(those) else ENOUGH):
        return None
    # at the other end, too, it may be off, by less than is called wrong
    if different([want[~wrong]]) >= ENOUGH:
        return _limited(those, 1e-5) or Relation("clipped", word("clipped", float(values[0])))
    everywhere = close(got, values[:1].expand_as(got))
    return Relation("constant", word("constant", float(values[0]))) if everywhere else None


def _limited(those: Sequence[Numbers], rtol: float = 1e-4) -> Relation | None:
    """One number wherever it is wrong for inputs above 0, and another one for those below."""
    if not all(one.input_alike() for one in those):
        return None
    _, got, wrong = flattened(those, rtol)
    given = torch.cat([one.inputs[0].flatten() for one in those])
    ends = [got[wrong & side] for side in (given > 0, given < 0)]
    constant = all(len(end) and close(end, end[:1].expand_as(end)) for end in ends)
    if not constant or close(ends[0][:1], ends[1][:1]):
        return None
    if bool(wrong.all()) or different([given[wrong]]) < ENOUGH:
        return None
    return Relation("limited", word("limited", *(float(end[0]) for end in ends)))


def lines(pairs: Sequence[Pair]) -> Relation | None:
    """Some rows or columns right and others wrong, always the same ones."""
    those = [one for one in numbers(pairs) if one.want.ndim]
    if not those or not rich(those):
        return None
    if len({one.want.shape for one in those}) < 2 and those[0].want.shape[0] < 8:
        return None
    flat = [Numbers(one.want.flatten(), one.got.flatten(), one.pair) for one in those]
    axes = [(those, axis) for axis in range(min(one.want.ndim for one in those))]
    for ones, axis in (*axes, (flat, 0)):
        long = [one for one in ones if one.want.shape[axis] >= ENOUGH]
        found = {_bad_lines(one, axis) for one in long}
        enough = (len(long) > 1 or len(ones) == 1) and (axis == 0 or 2 * len(long) > len(ones))
        slug = found.pop() if len(found) == 1 and enough else ""
        if slug and (slug != "first-only" or all(_lines_of_many(one, axis) for one in long)):
            return Relation(slug, word(slug, line_name(axis, ones[0].want.ndim)))
    return None


def _lines_of_many(one: Numbers, axis: int) -> bool:
    """Whether a line holds several numbers, or is what became of a row or an entry of the input."""
    n, expected = one.want.shape[axis], real(one.pair.want)
    rows = axis == 0 and expected.shape[0] == n
    return one.want.numel() > n or any(
        x.numel() == n or (rows and x.ndim and len(x) == n) for x in one.inputs[:1]
    )


def _bad_lines(one: Numbers, axis: int) -> str:
    bad = [not close(g, w) for g, w in zip(one.got.unbind(axis), one.want.unbind(axis), strict=True)]
    for slug, first, place in (("first-only", 1, 0), ("last-only", 0, -1)):
        got, want = (side.narrow(axis, first, len(bad) - 1) for side in (one.got, one.want))
        alone = not bad[place] and sum(bad) == len(bad) - 1
        if alone and float(torch.isclose(got, want, rtol=1e-4).double().mean()) < 0.2:
            return slug
    if bad[-1] and not any(bad[:-1]):
        return "last-wrong"
    return "first-wrong" if bad[0] and not any(bad[1:]) else ""


def alike_lines(pairs: Sequence[Pair]) -> Relation | None:
    """All rows, columns or entries of a result are alike, where different ones were expected."""
    those = [one for one in numbers(pairs) if one.want.ndim]
    if not those or different([one.got for one in those]) < ENOUGH:
        return None
    if any(bool((x.abs() > LARGE).any()) for one in those for x in one.inputs):
        return None  # a function that saturates makes them alike, too
    for d in range(min(one.want.ndim for one in those)):
        long = [one for one in those if one.want.shape[d] > 1]
        telling = [one for one in long if not _lines_agree(one.want, d)]
        if len(telling) >= ENOUGH and all(_lines_agree(one.got, d) for one in long):
            return Relation("lines-alike", word("lines-alike", line_name(d, those[0].want.ndim)))
    return None


def _lines_agree(value: torch.Tensor, d: int) -> bool:
    return close(value, value.narrow(d, 0, 1).expand_as(value))


def whole_numbers(pairs: Sequence[Pair]) -> Relation | None:
    """Whole numbers, where neither those that were expected nor those that were given are."""
    those = numbers(pairs)
    given = [one.inputs[0] for one in those if one.inputs]
    if not those or any(
        different([x[x != x.round()] for x in side]) < ENOUGH for side in (given, [o.want for o in those])
    ):
        return None
    want, got, wrong = flattened(those)
    if not torch.equal(got, got.round()) or float((want != want.round()).double().mean()) < 0.9:
        return None
    shown = ", ".join(f"{number:g}" for number in sorted(set(got[wrong].tolist()))[:3])
    return Relation("whole-numbers", word("whole-numbers", shown))


def near(pairs: Sequence[Pair]) -> Relation | None:
    """Right up to the third digit."""
    those = numbers(pairs)
    if not those or not told(those, lambda one: one.want, rtol=5e-3):
        return None
    want, got, _ = flattened(those)
    # seen beside how they differ from one another
    near = float((got - want).abs().max()) <= 0.02 * float(want.std())
    return Relation("imprecise", word("imprecise")) if near else None


def float32_inside(pairs: Sequence[Pair]) -> Relation | None:
    """Right to about seven digits where the dtype holds sixteen."""
    double = all(isinstance(p.want, torch.Tensor) and p.want.dtype == torch.float64 for p in pairs)
    those = numbers(pairs) if double else []
    if not those:
        return None
    want, got, _ = flattened(those)
    gap = (got - want).abs()
    most = float((gap / want.abs().clamp(min=1e-3)).max())  # near zero, rounding on the way counts for more
    rounding = float((gap[gap > 0] < 1e-5 * want[gap > 0].abs()).double().mean()) > 0.75
    told = rich(those) and 1e-9 < most < 1e-5 and rounding
    return Relation("float32-inside", word("float32-inside")) if told else None
