"""Formulas of a page as pictures, so that the page needs neither a script nor a network to show them."""

from __future__ import annotations

import base64
import io
import re
import struct
import warnings
from functools import lru_cache
from html import escape

LONGEST = 400  # characters of a formula that is drawn
_SIZE, _DPI = 12, 192  # points, dots an inch
# What TeX reads without braces, matplotlib's mathtext only with them.
_ARGUMENT = re.compile(
    r"\\(mathbf|mathcal|mathbb|mathrm|mathit|boldsymbol|hat|bar|tilde|vec|operatorname|text)\s+(\\[A-Za-z]+|\w)"
)
_FRACTION = re.compile(r"\\[td]?frac\s*(\w)\s*(\w)")
_SAME = (
    ("\\lVert", "\\|"),
    ("\\rVert", "\\|"),
    ("\\lvert", "|"),
    ("\\rvert", "|"),
    ("\\tfrac", "\\frac"),
    ("\\dfrac", "\\frac"),
    ("\\boldsymbol", "\\mathbf"),
    ("\\top", "T"),
    ("\\bigl", ""),
    ("\\bigr", ""),
)


def formula_html(tex: str, *, display: bool = False) -> str:
    """An image of the formula with its TeX as the alternative text, or the TeX itself where it cannot be
    drawn."""
    source = f"$${tex}$$" if display else f"${tex}$"
    drawn = _draw(tex.strip())
    if drawn is None:
        shown = f"<code>{escape(tex.strip())}</code>"
    else:
        png, height, depth = drawn
        style = f"height:{height:.3f}em;vertical-align:{-depth:.3f}em"
        shown = f'<img class="tex" alt="{escape(source)}" style="{style}" src="data:image/png;base64,{png}">'
    return f'<div class="formula">{shown}</div>' if display else shown


@lru_cache(maxsize=1024)
def _draw(tex: str) -> tuple[str, float, float] | None:
    """A PNG in base64, its height and its depth below the line in em; None for what mathtext does not
    know."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.mathtext import math_to_image

    if not tex or len(tex) > LONGEST or "$" in tex:
        return None
    image = io.BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a glyph that the font lacks
            depth = math_to_image(
                f"${_plain(tex)}$", image, prop=FontProperties(size=_SIZE), dpi=_DPI, format="png"
            )
    except Exception:  # the parser's own errors, and those of the arithmetic that odd sizes lead to
        return None
    height = struct.unpack(">I", image.getvalue()[20:24])[0] * 72 / _DPI  # points, from the PNG's header
    return base64.b64encode(image.getvalue()).decode("ascii"), height / _SIZE, float(depth) / _SIZE


def _plain(tex: str) -> str:
    """TeX in the dialect that mathtext reads."""
    tex = _FRACTION.sub(r"\\frac{\1}{\2}", " ".join(tex.split()))
    for name, same in _SAME:
        tex = re.sub(rf"{re.escape(name)}(?![A-Za-z])", lambda _, same=same: same, tex)
    return _ARGUMENT.sub(r"\\\1{\2}", tex)
