"""The charts of the class report: SVG written into the page, coloured by its style sheet (light, dark,
print).

Each chart has a title and a description for those who do not see it; the numbers stand in a table beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from autograder.pages.words import points

if TYPE_CHECKING:
    from markupsafe import Markup

WIDTH, HEIGHT = 560, 250
LEFT, RIGHT, TOP, BOTTOM = 46, 24, 30, 44


def histogram(
    bins: Sequence[int], *, mean: float | None, title: str, x_label: str, y_label: str, mean_label: str
) -> Markup:
    """How many submissions have how many per cent of the marks; ``mean`` as a share."""
    top = max(max(bins, default=0), 1)
    step = _step(top)
    parts = [_y_grid(range(0, top + 1, step), top)]
    wide = (WIDTH - LEFT - RIGHT) / len(bins)
    for index, count in enumerate(bins):
        height = (HEIGHT - TOP - BOTTOM) * count / top
        low, high = round(100 * index / len(bins)), round(100 * (index + 1) / len(bins))
        parts.append(
            _markup(
                '<rect class="f-bar" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}–{} %: '
                "{}</title></rect>"
            ).format(LEFT + index * wide + 2, HEIGHT - BOTTOM - height, wide - 4, height, low, high, count)
        )
        if count:
            parts.append(
                _text(
                    LEFT + (index + 0.5) * wide, HEIGHT - BOTTOM - height - 3, str(count), "middle", "small"
                )
            )
    parts += [
        _text(LEFT + (WIDTH - LEFT - RIGHT) * share / 100, HEIGHT - BOTTOM + 17, f"{share}", "middle")
        for share in range(0, 101, 20)
    ]
    if mean is not None:
        x = LEFT + (WIDTH - LEFT - RIGHT) * mean
        parts.append(
            _markup('<line class="mark" x1="{0:.1f}" x2="{0:.1f}" y1="{1}" y2="{2}"/>').format(
                x, TOP - 12, HEIGHT - BOTTOM
            )
        )
        parts.append(_text(x, TOP - 16, mean_label, "middle", "strong"))
    parts += [_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, x_label, "middle"), _turned(y_label)]
    return _svg(title, parts)


def scatter(
    dots: Sequence[tuple[float, float, str, str]], *, title: str, x_label: str, y_label: str
) -> Markup:
    """Tests by the share failing them (x, 0..1) and their discrimination (y, -1..1); a dot is x, y, tone,
    name."""
    low = min([-0.2, *(y for _, y, _, _ in dots)])
    high = 1.0

    def across(x: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * x

    def up(y: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (y - low) / (high - low)

    parts = [
        _markup('<rect class="zone" x="{}" y="{:.1f}" width="{}" height="{:.1f}"/>').format(
            LEFT, up(0.1), WIDTH - LEFT - RIGHT, up(low) - up(0.1)
        )
    ]
    for tick in (tick / 10 for tick in range(round(low * 10), round(high * 10) + 1, 2)):
        parts.append(
            _markup('<line class="grid" x1="{}" x2="{}" y1="{y:.1f}" y2="{y:.1f}"/>').format(
                LEFT, WIDTH - RIGHT, y=up(tick)
            )
        )
        parts.append(_text(LEFT - 6, up(tick) + 4, f"{tick:.1f}", "end"))
    parts += [
        _text(across(share / 100), HEIGHT - BOTTOM + 17, f"{share}", "middle") for share in range(0, 101, 20)
    ]
    for x, y, tone, name in dots:
        parts.append(
            _markup(
                '<circle class="dot f-{}" cx="{:.1f}" cy="{:.1f}" r="5"><title>{}: {:.0f} %, {:.2f}</title>'
                "</circle>"
            ).format(tone, across(x), up(y), name, 100 * x, y)
        )
    parts += [_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, x_label, "middle"), _turned(y_label)]
    return _svg(title, parts)


def boxes(rows: Sequence[tuple[str, tuple[float, float, float, float, float]]], *, title: str) -> Markup:
    """Per assignment: lowest, first quartile, median, third quartile, highest share of the marks."""
    left, line = 205, 34
    height = line * len(rows) + 36

    def across(x: float) -> float:
        return left + (WIDTH - left - 20) * x

    parts = []
    for share in range(0, 101, 20):
        parts.append(
            _markup('<line class="grid" x1="{0:.1f}" x2="{0:.1f}" y1="6" y2="{1}"/>').format(
                across(share / 100), height - 26
            )
        )
        parts.append(_text(across(share / 100), height - 8, f"{share} %", "middle"))
    for index, (name, (least, first, median, third, most)) in enumerate(rows):
        y = 6 + line * (index + 0.5)
        parts += [
            _text(left - 10, y + 4, name if len(name) <= 27 else name[:26] + "…", "end"),
            _whisker(across(least), across(first), y),
            _whisker(across(third), across(most), y),
            _markup(
                '<rect class="box" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="18" rx="3"><title>{}: '
                "{}</title></rect>"
            ).format(
                across(first),
                y - 9,
                max(1.0, across(third) - across(first)),
                name,
                " / ".join(f"{100 * value:.0f} %" for value in (least, first, median, third, most)),
            ),
            _markup('<line class="median" x1="{0:.1f}" x2="{0:.1f}" y1="{1:.1f}" y2="{2:.1f}"/>').format(
                across(median), y - 9, y + 9
            ),
        ]
    return _svg(title, parts, height)


def stacked(parts: Sequence[tuple[float, str]]) -> Markup:
    """A bar of one table row: shares (summing to at most 1) with their tones. For the eye only; the numbers
    stand beside it."""
    drawn, x = [], 0.0
    for share, tone in parts:
        if share > 0:
            drawn.append(
                _markup('<rect class="f-{}" x="{:.2f}" width="{:.2f}" height="10"/>').format(
                    tone, 100 * x, 100 * share
                )
            )
        x += share
    return _markup(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" '
        'focusable="false">'
        '<rect class="back" width="100" height="10"/>{}</svg>'
    ).format(_markup("").join(drawn))


def _whisker(start: float, end: float, y: float) -> Markup:
    return _markup('<line class="whisker" x1="{:.1f}" x2="{:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>').format(
        start, end, y=y
    )


def _svg(title: str, parts: Sequence[Markup], height: int = HEIGHT) -> Markup:
    return _markup('<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        WIDTH, height, title, _markup("").join(parts)
    )


def _y_grid(ticks: range, top: float) -> Markup:
    parts = []
    for tick in ticks:
        y = HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * tick / top
        parts.append(
            _markup('<line class="grid" x1="{}" x2="{}" y1="{y:.1f}" y2="{y:.1f}"/>').format(
                LEFT, WIDTH - RIGHT, y=y
            )
        )
        parts.append(_text(LEFT - 6, y + 4, points(tick), "end"))
    return _markup("").join(parts)


def _text(x: float, y: float, text: str, anchor: str, kind: str = "") -> Markup:
    return _markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}" class="{}">{}</text>').format(
        x, y, anchor, kind, text
    )


def _turned(text: str) -> Markup:
    y = (TOP + HEIGHT - BOTTOM) / 2
    return _markup(
        '<text class="thin" x="12" y="{0:.1f}" text-anchor="middle" transform="rotate(-90 12 {0:.1f})">'
        "{1}</text>"
    ).format(y, text)


def _step(top: int) -> int:
    """A round distance between at most six ticks."""
    return next(
        size * scale
        for scale in (1, 10, 100, 1_000, 10_000, 100_000)
        for size in (1, 2, 5)
        if top <= 6 * size * scale
    )


def _markup(text: str) -> Markup:
    """Our own markup; whatever ``format`` or ``join`` puts into it is escaped."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - only literals of this module come here
