"""Text in whatever encoding an editor, a spreadsheet or a file manager wrote it."""

import codecs
import json
from functools import cache

_LIKELY = ("gb18030", "big5", "shift_jis", "euc_kr", "cp1251", "cp1252")
_NAMES = {"gb18030": "GBK", "cp1252": "Windows-1252", "cp1251": "Windows-1251", "latin-1": "ISO-8859-1"}
_SAMPLE = 1 << 16  # bytes that are looked at
_FEW = 0.1  # share of characters that may be damaged in what is still UTF-8
_LONG = 12  # bytes beyond ASCII from which statistics tell anything


def decode(data: bytes, fallback: str = "cp1252") -> tuple[str, str | None]:
    """The text, and the name of its encoding where that is not UTF-8.

    Byte order marks are certain, and so is UTF-8. Chinese comes next, as most of the rest that a course of this
    book meets is GBK; what is neither is for statistics, and for ``fallback`` where there is too little to count.
    """
    marked = json.detect_encoding(data[:4])  # by a mark, or by zero bytes
    if marked != "utf-8":
        text = data.decode(marked, "replace").removeprefix("\ufeff")
        return text, None if marked == "utf-8-sig" else marked.upper()[:6]
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    beyond = sum(character > "\x7f" for character in text)
    if text.count("\ufffd") <= _FEW * beyond:
        return text, None
    encoding = _guess(
        b"\n".join(line for line in data.splitlines() if not line.isascii())[:_SAMPLE], fallback
    )
    try:
        return data.decode(encoding), _NAMES.get(encoding, encoding.upper())
    except UnicodeDecodeError:
        return data.decode("latin-1"), _NAMES["latin-1"]


@cache
def _guess(sample: bytes, fallback: str) -> str:
    """The likeliest encoding of bytes that are not UTF-8."""
    chinese = sample.decode("gb18030", "ignore")
    beyond = [character for character in chinese if character > "\x7f"]
    if beyond and sum(map(_is_common, beyond)) >= (1 - _FEW) * len(beyond) and _fits(sample):
        return "gb18030"
    if sum(byte > 0x7F for byte in sample) < _LONG:
        return fallback
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_LIKELY)).best()
    return fallback if best is None else best.encoding


def _fits(sample: bytes) -> bool:
    """Whether it is GB18030 but for a character that was cut at its end."""
    try:
        codecs.getincrementaldecoder("gb18030")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _is_common(character: str) -> bool:
    """Whether a character is one of the 7,445 that everyday Chinese is written in."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
