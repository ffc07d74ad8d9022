"""Where a section of the course's book stands on the web: *Dive into Deep Learning*, numbered as in its 1.0
edition."""

from __future__ import annotations

import re
from dataclasses import dataclass

from autograder.core.text import Text

EN = "https://d2l.ai/chapter_"
ZH = "https://zh.d2l.ai/chapter_"
# section and page of the English book, section and page of the Chinese book, whose numbering is another one
_TABLE = """
2.4 preliminaries/calculus 2.4 preliminaries/calculus
3.1 linear-regression/linear-regression 3.1 linear-networks/linear-regression
3.2 linear-regression/oo-design 3.1 linear-networks/linear-regression
3.3 linear-regression/synthetic-regression-data 3.2 linear-networks/linear-regression-scratch
3.4 linear-regression/linear-regression-scratch 3.2 linear-networks/linear-regression-scratch
3.5 linear-regression/linear-regression-concise 3.3 linear-networks/linear-regression-concise
3.6 linear-regression/generalization 4.4 multilayer-perceptrons/underfit-overfit
3.7 linear-regression/weight-decay 4.5 multilayer-perceptrons/weight-decay
4.1 linear-classification/softmax-regression 3.4 linear-networks/softmax-regression
4.2 linear-classification/image-classification-dataset 3.5 linear-networks/image-classification-dataset
4.3 linear-classification/classification 3.6 linear-networks/softmax-regression-scratch
4.4 linear-classification/softmax-regression-scratch 3.6 linear-networks/softmax-regression-scratch
4.5 linear-classification/softmax-regression-concise 3.7 linear-networks/softmax-regression-concise
5.1 multilayer-perceptrons/mlp 4.1 multilayer-perceptrons/mlp
5.2 multilayer-perceptrons/mlp-implementation 4.2 multilayer-perceptrons/mlp-scratch
5.3 multilayer-perceptrons/backprop 4.7 multilayer-perceptrons/backprop
5.4 multilayer-perceptrons/numerical-stability-and-init 4.8 multilayer-perceptrons/numerical-stability-and-init
5.5 multilayer-perceptrons/generalization-deep 4.4 multilayer-perceptrons/underfit-overfit
5.6 multilayer-perceptrons/dropout 4.6 multilayer-perceptrons/dropout
"""
_PAGES = {number: rest for number, *rest in map(str.split, _TABLE.strip().splitlines())}


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the book: its number, what to call it, and its address (None when we know none)."""

    number: str
    label: Text
    url: Text | None


def section(number: str | None) -> Section | None:
    """Look a section up by its number, as in ``"5.1.2.1"``; None for None and for what is no section
    number."""
    if not number or not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,2}){0,4}", number):
        return None
    pages = _PAGES.get(".".join(number.split(".")[:2]))
    english = f"Dive into Deep Learning, section {number}"
    if pages is None:
        return Section(number, Text(english, f"《动手学深度学习》英文 1.0 版 {number} 节"), None)
    page, zh_number, zh_page = pages
    url = Text(f"{EN}{page}.html", f"{ZH}{zh_page}.html")
    return Section(number, Text(english, f"《动手学深度学习》{zh_number} 节"), url)
