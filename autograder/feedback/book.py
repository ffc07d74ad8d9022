"""Where a section of the course's book stands on the web: *Dive into Deep Learning*, numbered as in its 1.0
edition."""

from __future__ import annotations

import re
from dataclasses import dataclass

from autograder.core.text import Text

EN = "https://d2l.ai/chapter_"
ZH = "https://zh.d2l.ai/chapter_"
# section -> page of the English book, page of the Chinese book (whose numbering is another one)
_PAGES = {
    "2.4": ("preliminaries/calculus", "preliminaries/calculus"),
    "3.1": ("linear-regression/linear-regression", "linear-networks/linear-regression"),
    "3.2": ("linear-regression/oo-design", "linear-networks/linear-regression"),
    "3.3": ("linear-regression/synthetic-regression-data", "linear-networks/linear-regression-scratch"),
    "3.4": ("linear-regression/linear-regression-scratch", "linear-networks/linear-regression-scratch"),
    "3.5": ("linear-regression/linear-regression-concise", "linear-networks/linear-regression-concise"),
    "3.6": ("linear-regression/generalization", "multilayer-perceptrons/underfit-overfit"),
    "3.7": ("linear-regression/weight-decay", "multilayer-perceptrons/weight-decay"),
    "4.1": ("linear-classification/softmax-regression", "linear-networks/softmax-regression"),
    "4.2": (
        "linear-classification/image-classification-dataset",
        "linear-networks/image-classification-dataset",
    ),
    "4.3": ("linear-classification/classification", "linear-networks/softmax-regression-scratch"),
    "4.4": ("linear-classification/softmax-regression-scratch", "linear-networks/softmax-regression-scratch"),
    "4.5": ("linear-classification/softmax-regression-concise", "linear-networks/softmax-regression-concise"),
    "5.1": ("multilayer-perceptrons/mlp", "multilayer-perceptrons/mlp"),
    "5.2": ("multilayer-perceptrons/mlp-implementation", "multilayer-perceptrons/mlp-scratch"),
    "5.3": ("multilayer-perceptrons/backprop", "multilayer-perceptrons/backprop"),
    "5.4": (
        "multilayer-perceptrons/numerical-stability-and-init",
        "multilayer-perceptrons/numerical-stability-and-init",
    ),
    "5.5": ("multilayer-perceptrons/generalization-deep", "multilayer-perceptrons/underfit-overfit"),
    "5.6": ("multilayer-perceptrons/dropout", "multilayer-perceptrons/dropout"),
}
_ZH_NUMBERS = {  # page of the Chinese book -> its section
    "preliminaries/calculus": "2.4",
    "linear-networks/linear-regression": "3.1",
    "linear-networks/linear-regression-scratch": "3.2",
    "linear-networks/softmax-regression": "3.4",
    "linear-networks/image-classification-dataset": "3.5",
    "linear-networks/softmax-regression-scratch": "3.6",
    "linear-networks/softmax-regression-concise": "3.7",
    "linear-networks/linear-regression-concise": "3.3",
    "multilayer-perceptrons/mlp": "4.1",
    "multilayer-perceptrons/mlp-scratch": "4.2",
    "multilayer-perceptrons/underfit-overfit": "4.4",
    "multilayer-perceptrons/weight-decay": "4.5",
    "multilayer-perceptrons/dropout": "4.6",
    "multilayer-perceptrons/backprop": "4.7",
    "multilayer-perceptrons/numerical-stability-and-init": "4.8",
}


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
    url = Text(f"{EN}{pages[0]}.html", f"{ZH}{pages[1]}.html") if pages else None
    label = Text(
        f"Dive into Deep Learning, section {number}",
        f"《动手学深度学习》{_ZH_NUMBERS[pages[1]]} 节"
        if pages
        else f"《动手学深度学习》英文 1.0 版 {number} 节",
    )
    return Section(number, label, url)
