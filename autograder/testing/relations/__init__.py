"""How what came back relates to what was expected: negated, transposed, twice as large, ….

:func:`find` looks at pairs of values, one for each failing example. It names a relation only when the relation holds on
every pair and the pairs hold enough different numbers that no accident explains it. The finders stand in
:data:`FINDERS`, the most telling first; an author adds finders of a course's own in a hidden test module, as
``RELATIONS``. The sentences stand in ``words.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import numpy as np
import torch

from autograder.testing.relations import draws, factors, functions, kinds, model, raised, results
from autograder.testing.relations.draws import Normal, Share
from autograder.testing.relations.functions import formulas
from autograder.testing.relations.model import Finder, Pair, Relation, alike, in_dtype_of, plain

__all__ = [
    "FINDERS",
    "MAX_PAIRS",
    "Finder",
    "Normal",
    "Pair",
    "Relation",
    "Share",
    "find",
    "formulas",
    "in_dtype_of",
    "named",
    "raised",
    "slugs",
]
MAX_PAIRS = 12
FINDERS: tuple[Finder, ...] = (
    kinds.types,
    kinds.items,
    kinds.classes,
    draws.spreads,
    draws.shares,
    kinds.shapes,
    kinds.dtypes,
    factors.from_the_input,
    results.each,
    factors.times,
    factors.powers,
    factors.scaled_lines,
    functions.functions,
    results.overflow,
    results.moved,
    factors.plus,
    results.lines,
    results.constant,
    results.somewhere,
    results.near,
    results.alike_lines,
    results.whole_numbers,
)


def slugs() -> tuple[str, ...]:
    """All slugs, in the order of the alphabet: of values, and of exceptions."""
    return tuple(
        sorted(model.slugs() | set(results.WHERE) | set(draws.SPREADS) | {slip.slug for slip in raised.SLIPS})
    )


def named(slug: str) -> Relation:
    """A relation that is known by its slug, and whose sentence has no fields."""
    return Relation(slug, model.word(slug))


def find(pairs: Sequence[Pair], own: Sequence[Finder] = ()) -> Relation | None:
    """The relation that holds on all these pairs, or None.

    Args:
        pairs: one or more for each failing example; those that agree are left out.
        own: finders of the author's, asked first.
    """
    if pairs and all(isinstance(p.want, torch.Tensor) and isinstance(p.got, np.ndarray) for p in pairs):
        return named("array-for-tensor")
    if len(pairs) > MAX_PAIRS:  # the first ones are the smallest, the last ones are drawn from everywhere
        pairs = [*pairs[: MAX_PAIRS // 2], *pairs[-MAX_PAIRS // 2 :]]
    pairs = [Pair(plain(one.want), plain(one.got), plain(one.given), one.called) for one in pairs]
    wrong = [pair for pair in pairs if not alike(pair.want, pair.got)]
    if not wrong:
        return results.float32_inside(pairs)
    leaves = [leaf for pair in wrong for leaf in _leaves(pair)]
    lists = [inner for pair in wrong for inner in _leaves(pair, to_lists=True)]
    parts = any(isinstance(pair.want, list | tuple | dict) for pair in wrong)
    looks: list[tuple[Finder, Sequence[Pair]]] = []
    for finder in (*own, *FINDERS):
        right_too = finder is results.somewhere and not parts  # what is right is evidence, too
        levels = (pairs,) if right_too else (wrong,) if finder is kinds.classes else (wrong, lists, leaves)
        looks += [(finder, level) for level in levels]
    for finder, level in (*looks, *((kinds.shapes, items) for items in _items(wrong))):
        with suppress(Exception):  # values that a finder cannot use hold no relation of its kind
            if level and (found := finder(level)) is not None:
                return found
    return None


def _items(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Of pairs of equally long lists: the first items that differ, the second ones, …."""
    if not all(
        isinstance(v, list | tuple) and len(v) == len(pairs[0].want) for p in pairs for v in (p.want, p.got)
    ):
        return []
    places = range(len(pairs[0].want))
    items = [
        [Pair(p.want[i], p.got[i], p.given) for p in pairs if not alike(p.want[i], p.got[i])] for i in places
    ]
    return [those for those in items if those]


def _leaves(pair: Pair, to_lists: bool = False) -> list[Pair]:
    """The parts of a pair of containers that differ, down to single values, or to the lists that hold nothing but these; the
    pair itself where they are no containers of one form."""
    want, got = pair.want, pair.got
    if isinstance(want, dict) and isinstance(got, dict) and want.keys() == got.keys():
        want, got = list(want.values()), list(got.values())
    if not (isinstance(want, list | tuple) and isinstance(got, list | tuple) and len(want) == len(got)):
        return [pair]
    if to_lists and not any(isinstance(item, list | tuple | dict) for item in (*want, *got)):
        return [pair]
    parts = [Pair(w, g, pair.given) for w, g in zip(want, got, strict=True) if not alike(w, g)]
    return [leaf for part in parts for leaf in _leaves(part, to_lists)]
