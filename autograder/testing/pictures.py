"""What a picture of a student's function shows, in plain numbers: it crosses the trust line, and compares."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Self

from autograder.core.text import Text

MAX_POINTS = 2_000
_LIMIT = 1e30  # beyond it a number is drawn as missing: axes of 1e308 overflow while they are laid out

Numbers = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """What to draw, in plain numbers. Make one with :meth:`curves`, :meth:`histogram` or :meth:`fit`.

    Attributes:
        kind: which of the three it is.
        title: what is drawn.
        x: abscissae of the curves, or the samples of a histogram.
        yours: what the student's function gives at ``x``.
        right: what was asked for at ``x``.
        gradient_yours: derivative of ``yours`` at ``x``, or empty.
        gradient_right: derivative of ``right`` at ``x``, or empty.
        points: measured points of a fit, as two tuples.
        expected: where the mean of a histogram should be, or None.
    """

    kind: Literal["curves", "histogram", "fit"]
    title: Text | str
    x: Numbers
    yours: Numbers = ()
    right: Numbers = ()
    gradient_yours: Numbers = ()
    gradient_right: Numbers = ()
    points: tuple[Numbers, Numbers] = ((), ())
    expected: float | None = None

    @property
    def telling(self) -> bool:
        """Whether something of what it shows is not as it should be; always for a histogram, which shows a spread."""
        if not self.right:
            return True
        pairs = [*zip(self.yours, self.right, strict=True)]
        pairs += zip(self.gradient_yours, self.gradient_right, strict=False)
        size = max((abs(right) for _, right in pairs if math.isfinite(right)), default=1.0)
        return not all(abs(yours - right) <= 1e-3 * size for yours, right in pairs)

    @classmethod
    def curves(
        cls,
        title: Text | str,
        x: Iterable[float],
        yours: Iterable[float],
        right: Iterable[float],
        *,
        gradient_yours: Iterable[float] = (),
        gradient_right: Iterable[float] = (),
    ) -> Self:
        """Your curve over the right one; with gradients, a second panel for them.

        Raises:
            ValueError: when lengths differ.
        """
        lines = [_numbers(line) for line in (x, yours, right)]
        slopes = [_numbers(line) for line in (gradient_yours, gradient_right)]
        _check_lengths(*lines, *filter(None, slopes))
        at, given, asked, own, wanted = map(_thinned, (*lines, *slopes))
        return cls("curves", title, at, given, asked, own, wanted)

    @classmethod
    def histogram(cls, title: Text | str, samples: Iterable[float], expected: float | None = None) -> Self:
        """How samples are spread, with a line where their mean should be."""
        mean = None if expected is None else _number(expected)
        return cls("histogram", title, _thinned(_numbers(samples)), expected=mean)

    @classmethod
    def fit(
        cls,
        title: Text | str,
        points_x: Iterable[float],
        points_y: Iterable[float],
        x: Iterable[float],
        yours: Iterable[float],
        right: Iterable[float],
    ) -> Self:
        """Measured points, your curve through them, and the right curve.

        Raises:
            ValueError: when lengths differ.
        """
        measured = [_numbers(line) for line in (points_x, points_y)]
        lines = [_numbers(line) for line in (x, yours, right)]
        _check_lengths(*measured)
        _check_lengths(*lines)
        points_at, points_are = map(_thinned, measured)
        at, given, asked = map(_thinned, lines)
        return cls("fit", title, at, given, asked, points=(points_at, points_are))


def _number(value: float) -> float:
    number = float(value)
    return number if abs(number) <= _LIMIT else math.nan


def _numbers(values: Iterable[float]) -> Numbers:
    return tuple(_number(value) for value in values)


def _thinned(values: Numbers) -> Numbers:
    """Every k-th value, so that at most MAX_POINTS are left."""
    return values[:: math.ceil(len(values) / MAX_POINTS)] if len(values) > MAX_POINTS else values


def _check_lengths(first: Numbers, *others: Numbers) -> None:
    if any(len(other) != len(first) for other in others):
        lengths = [len(line) for line in (first, *others)]
        raise ValueError(f"the lines of a picture need the same length: {lengths}")
