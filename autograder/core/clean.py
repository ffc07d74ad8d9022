"""Make text from students fit to be shown: in a terminal, a page, an XML file or a spreadsheet.

Names, messages and docstrings of students are hostile until shown otherwise. Escaping belongs to each output
format; what no format can show safely goes here: terminal control sequences, characters that reorder or hide
their neighbours, broken code points, and length.
"""

import re
import unicodedata

MESSAGE_LIMIT = 4_000
NAME_LIMIT = 200
MARKS_LIMIT = 4  # combining marks on one character; more is "zalgo" that paints over its neighbours

# ECMA-48: CSI (colours, cursor), OSC/DCS/APC/PM/SOS strings (titles, links, clipboard), any two-byte escape.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]{0,4096}(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
_NEWLINES = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_BROKEN = re.compile(
    "[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_HIDDEN_FORMULA = re.compile(r"([;,|]\s*)([=+@＝＋＠])")
_PLAIN = re.compile(r"[ -~\n\t]*\Z")


def clean(value: object, limit: int = MESSAGE_LIMIT) -> str:
    """Return ``value`` as text that can be shown: several lines, at most ``limit`` characters.

    Control and escape sequences, bidirectional and invisible characters are taken out; broken code points
    become U+FFFD; a longer text ends in an ellipsis. What is left still has to be escaped for its format.
    """
    text = str(value)[: limit * 4 + 64]  # a bound on the work below; what is stripped counts at most fourfold
    if not _PLAIN.match(text):
        text = _NEWLINES.sub("\n", _ESCAPES.sub("", text))
        text = _few_marks(_BROKEN.sub("\ufffd", _HIDDEN.sub("", text)))
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def clean_line(value: object, limit: int = NAME_LIMIT) -> str:
    """Like :func:`clean`, on one line: every run of white space becomes one space."""
    return clean(" ".join(clean(value, limit * 4).split()), limit)


def _few_marks(text: str) -> str:
    """Drop the combining marks beyond the first few on each character."""
    if text.isascii():
        return text
    kept, run = [], 0
    for character in text:
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if run <= MARKS_LIMIT:
            kept.append(character)
    return "".join(kept)


def spreadsheet_cell(value: object, limit: int = MESSAGE_LIMIT) -> str:
    """Text for a cell of a CSV file: cleaned, on one line, and nothing that a spreadsheet would run as a formula.

    A formula sign in front (also behind a separator, which other locales split at) gets an apostrophe before
    it, which spreadsheets take for "this is text"; a plain number stays a number.
    """
    text = _HIDDEN_FORMULA.sub(r"\1'\2", clean_line(value, limit))
    if not text.startswith(_FORMULA):
        return text
    try:
        float(text)
    except ValueError:
        return "'" + text
    return text
