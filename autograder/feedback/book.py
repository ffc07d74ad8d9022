"""Where a section of the course's book stands on the web: *Dive into Deep Learning*, numbered as in its 1.0 edition."""

import re
from dataclasses import dataclass
from pathlib import Path

from autograder.core.text import Text

EN = "https://d2l.ai/chapter_"
ZH = "https://zh.d2l.ai/chapter_"
# section and page of the English book, section and page of the Chinese book, whose numbering is another one
_TABLE = Path(__file__).with_name("templates") / "book.txt"
_PAGES = {number: rest for number, *rest in map(str.split, _TABLE.read_text().splitlines())}


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the book: its number, what to call it, and its address (None when we know none)."""

    number: str
    label: Text
    url: Text | None


def section(number: str | None) -> Section | None:
    """Look a section up by its number, as in ``"5.1.2.1"``; None for None and for what is no section number."""
    if not number or not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,2}){0,4}", number):
        return None
    pages = _PAGES.get(".".join(number.split(".")[:2]))
    english = f"Dive into Deep Learning, section {number}"
    if pages is None:
        return Section(number, Text(english, f"《动手学深度学习》英文 1.0 版 {number} 节"), None)
    page, zh_number, zh_page = pages
    url = Text(f"{EN}{page}.html", f"{ZH}{zh_page}.html")
    return Section(number, Text(english, f"《动手学深度学习》{zh_number} 节"), url)
