"""The fixed words of the pages in both languages."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from typing import get_args

import pytest

from autograder.core import results
from autograder.core.text import Text
from autograder.feedback import wording
from autograder.reports import report, report_model


def texts(values: object) -> Iterator[Text]:
    """Every text in a module's names, tables and looks."""
    for value in values:
        if isinstance(value, Text):
            yield value
        elif isinstance(value, wording.Look):
            yield value.word
        elif isinstance(value, dict) and "__name__" not in value:
            yield from texts(value.values())


ALL = [*texts(vars(wording).values()), *report.TEXTS.values()]


@pytest.mark.parametrize("text", ALL, ids=lambda text: text.en[:40])
def test_every_text_is_translated_and_has_the_same_fields(text):
    """Chinese is Chinese, and nothing that is filled in is lost on the way."""
    fields = [
        {name for _, name, _, _ in string.Formatter().parse(said) if name} for said in (text.en, text.zh)
    ]
    assert text.en and re.search("[\u4e00-\u9fff]", text.zh) and fields[0] == fields[1]


def test_every_outcome_and_reason_has_words():
    """Whatever a result can say, the pages have a word for it."""
    assert set(get_args(results.ExerciseOutcome)) <= set(wording.EXERCISE_LOOKS)
    assert set(get_args(results.TestOutcome)) == set(wording.TEST_LOOKS)
    assert {f"reason-{one}" for one in get_args(report_model.Reason)} <= report.TEXTS.keys()


def test_outcomes_are_told_apart_without_colour():
    """A sign and a word go with every tone."""
    looks = wording.EXERCISE_LOOKS.values()
    assert len({(look.sign, look.word.en) for look in looks}) == len(looks)
    assert all(
        look.tone in ("good", "warn", "bad", "idle") for look in (*looks, *wording.TEST_LOOKS.values())
    )
