"""The charts of the class report: matplotlib's SVG, written into the page and coloured by its style sheet (light, dark,
print).

Each chart has a title for those who do not see it; the numbers stand in a table beside it.
"""

from __future__ import annotations

import hashlib
import io
import re
import textwrap
import warnings
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markupsafe import Markup
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 560, 250  # in the page's units: matplotlib's points
Tips = dict[str, str]  # what is said of a shape, by its id
_COLOURS = {  # what is drawn in these is painted by the page: --ink, --soft, ...
    name: f"#0000{number:02x}"
    for number, name in enumerate(("ink", "soft", "rule", "link", "good", "warn", "bad", "idle", "card"), 1)
}
_NAMES = {colour: name for name, colour in _COLOURS.items()}


def histogram(
    bins: Sequence[int], *, mean: float | None, title: str, x_label: str, y_label: str, mean_label: str
) -> Markup:
    """How many submissions have how many per cent of the marks; ``mean`` as a share."""
    from matplotlib.ticker import MaxNLocator

    figure, axes = _figure(x_label, y_label, left=56)
    wide, tips = 100 / len(bins), {}
    drawn = axes.bar(
        [wide * (index + 0.5) for index in range(len(bins))], bins, width=0.9 * wide, color=_COLOURS["link"]
    )
    for index, (bar, count) in enumerate(zip(drawn, bins, strict=True)):
        tips[f"tip{index}"] = f"{round(wide * index)}–{round(wide * (index + 1))} %: {count}"
        bar.set_gid(f"tip{index}")
        if count:
            axes.text(
                wide * (index + 0.5), count, f"{count}\n", ha="center", va="center", color=_COLOURS["soft"]
            )
    axes.set(xlim=(0, 100), ylim=(0, 1.12 * max(max(bins, default=0), 1)))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    if mean is not None:
        axes.axvline(100 * mean, color=_COLOURS["ink"], linewidth=2, linestyle=(0, (3, 2)))
        axes.text(
            100 * mean,
            1.02,
            mean_label,
            transform=axes.get_xaxis_transform(),
            ha="center",
            color=_COLOURS["ink"],
            parse_math=False,
        )
    return _svg(figure, title, tips)


def scatter(
    dots: Sequence[tuple[float, float, str, str]], *, title: str, x_label: str, y_label: str
) -> Markup:
    """Tests by the share failing them (x, 0..1) and their discrimination (y, -1..1); a dot is x, y, tone,
    name."""
    figure, axes = _figure(x_label, y_label, left=64)
    low = min([-0.2, *(y for _, y, _, _ in dots)])
    axes.axhspan(low - 0.05, 0.1, color=_COLOURS["bad"], alpha=0.09, linewidth=0)
    tips = {}
    for index, (x, y, tone, name) in enumerate(dots):
        axes.plot(
            100 * x,
            y,
            "o",
            markersize=9,
            markerfacecolor=_COLOURS[tone],
            markeredgecolor=_COLOURS["card"],
            gid=f"tip{index}",
        )
        tips[f"tip{index}"] = f"{name}: {100 * x:.0f} %, {y:.2f}"
    axes.set(
        xlim=(0, 100),
        ylim=(low - 0.05, 1.05),
        yticks=[tenths / 10 for tenths in range(-10, 11, 2) if tenths / 10 >= low],
    )
    return _svg(figure, title, tips)


def boxes(rows: Sequence[tuple[str, tuple[float, float, float, float, float]]], *, title: str) -> Markup:
    """Per assignment: lowest, first quartile, median, third quartile, highest share of the marks."""
    figure, axes = _figure("%", "", left=215, height=36 * len(rows) + 50)
    tips = {}
    for index, (name, shares) in enumerate(rows):
        least, first, median, third, most = (100 * share for share in shares)
        axes.hlines([index + 1] * 2, [least, third], [first, most], color=_COLOURS["soft"], linewidth=2)
        axes.barh(index + 1, third - first, 0.5, first, color=_COLOURS["link"], alpha=0.45)[0].set_gid(
            f"tip{index}"
        )
        axes.vlines(median, index + 0.75, index + 1.25, color=_COLOURS["ink"], linewidth=3)
        tips[f"tip{index}"] = f"{name}: {' / '.join(f'{100 * share:.0f} %' for share in shares)}"
    axes.set(xlim=(0, 100), ylim=(len(rows) + 0.6, 0.4))
    axes.set_yticks(
        range(1, len(rows) + 1),
        ["\n".join(textwrap.wrap(name, 28)[:2]) for name, _ in rows],
        parse_math=False,
    )
    axes.grid(visible=False, axis="y")
    return _svg(figure, title, tips)


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


def _figure(x_label: str, y_label: str, *, left: int, height: int = HEIGHT) -> tuple[Figure, Axes]:
    """An empty chart with a grid; ``left`` is the room for what stands beside it."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH / 72, height / 72))
    axes = figure.add_axes(
        (left / WIDTH, 44 / height, (WIDTH - left - 24) / WIDTH, (height - 44 - 28) / height)
    )
    axes.set_axisbelow(True)
    axes.grid(visible=True, color=_COLOURS["rule"], linewidth=1)
    axes.grid(visible=False, axis="x")
    axes.tick_params(length=0, labelcolor=_COLOURS["soft"], labelsize=13, pad=5)
    axes.set_xlabel(x_label, color=_COLOURS["soft"], fontsize=13, parse_math=False)
    axes.set_ylabel(y_label, color=_COLOURS["soft"], fontsize=13, parse_math=False)
    axes.patch.set_visible(False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return figure, axes


def _svg(figure: Figure, title: str, tips: Tips) -> Markup:
    """The figure as an element of a page: the page's colours and fonts, a title for each shape that has one."""
    import matplotlib as mpl

    salt = hashlib.sha256(repr((title, tips)).encode()).hexdigest()  # ids that no other chart of the page has
    for artist in figure.findobj():
        artist.set_clip_on(False)  # all of it lies inside, and the page's policy takes no url(#...)
    stream = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": salt}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph")  # it is the browser's fonts that draw the text
        figure.savefig(
            stream,
            format="svg",
            transparent=True,
            metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")),
        )
    drawing = stream.getvalue()
    body = drawing[drawing.index(">", drawing.index("<svg")) + 1 : drawing.rindex("</svg>")]
    for pattern, instead in _FOR_THE_PAGE:
        body = pattern.sub(instead, body)
    body = _GROUP.sub(lambda group: _titled(group[1], tips), body)
    width, height = (72 * inches for inches in figure.get_size_inches())
    return _markup(
        '<svg class="chart" viewBox="0 0 {:.0f} {:.0f}" role="img" aria-label="{}">{}</svg>'
    ).format(width, height, title, _markup(body))


def _titled(name: str, tips: Tips) -> str:
    return f"<g><title>{escape(tips[name])}</title>" if name in tips else "<g>"


_FOR_THE_PAGE: tuple[tuple[re.Pattern[str], Any], ...] = (
    (re.compile(r"<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"#0000[0-9a-f]{2}"), lambda found: f"var(--{_NAMES.get(found[0], 'ink')})"),
    (re.compile(r"""font(-[a-z]+)?: [^;"]*;? ?"""), ""),
    (re.compile(r'<g id="[^"]*"/>|<defs>\s*</defs>|\n'), ""),
)
_GROUP = re.compile(r'<g id="([^"]*)">')


def _markup(text: str) -> Markup:
    """Our own markup, or matplotlib's, which escapes what it writes; whatever ``format`` or ``join`` puts in is escaped."""
    from markupsafe import Markup

    return Markup(text)
