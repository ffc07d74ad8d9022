"""Where a section of the course's book stands on the web: *Dive into Deep Learning*, numbered as in its 1.0 edition."""

import re
from dataclasses import dataclass
from pathlib import Path

# section and page of the English book, section and page of the Chinese book, whose numbering is another one
_TABLE = Path(__file__).with_name("templates") / "book.txt"
_PAGES = {number: rest for number, *rest in map(str.split, _TABLE.read_text().splitlines())}


@dataclass(frozen=True, slots=True)
class Link:
    """A section of the book to read: what to call it, and its address (None when we know none)."""

    label: str
    url: str | None


def link(number: str | None, language: str) -> Link | None:
    """A section by its number, as in ``"5.1.2.1"``; None for None and for what is no section number."""
    if not number or not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,2}){0,4}", number):
        return None
    page, *chinese = _PAGES.get(".".join(number.split(".")[:2]), [None])
    if language != "zh":
        label = f"Dive into Deep Learning, section {number}"
        return Link(label, page and f"https://d2l.ai/chapter_{page}.html")
    if not chinese:
        return Link(f"《动手学深度学习》英文 1.0 版 {number} 节", None)
    section, page = chinese
    return Link(f"《动手学深度学习》{section} 节", f"https://zh.d2l.ai/chapter_{page}.html")
