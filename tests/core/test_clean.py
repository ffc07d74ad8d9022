"""Text from students, made fit to be shown."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.core.clean import clean, clean_line, spreadsheet_cell


@pytest.mark.parametrize(
    "hostile, shown",
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]8;;http://evil.example\x07link\x1b]8;;\x07", "link"),
        ("\x1b]52;c;ZXZpbA==\x1b\\x", "x"),
        ("\x9b2Jx", "x"),
        ("\x1bPq#0\x1b\\x", "x"),
        ("a\u202eb\u2066c\u200bd\ufeff", "abcd"),
        ("a\ud800b", "a\ufffdb"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("tags\U000e0041\U000e007f", "tags"),
        ("bell\x07 null\x00 delete\x7f", "bell null delete"),
    ],
)
def test_what_no_format_can_show_is_taken_out(hostile, shown):
    """Control sequences, characters that hide or reorder, and broken code points never get through."""
    assert clean(hostile) == shown


def test_ordinary_text_in_many_scripts_is_left_alone():
    """What people write stays as it is, tabs and line breaks included."""
    text = "W ~ N(0, 0.01²)\n\tŷ − y, 你好，世界, naïve, 👩\u200d🔬, नमस्ते, هلا"
    assert clean(text) == text


def test_marks_do_not_pile_up():
    """Of many combining marks on one character a few are kept."""
    assert clean("Z" + "\u0301" * 50) == "Z" + "\u0301" * 4


def test_a_long_text_ends_in_an_ellipsis():
    """Length is capped, and the cut can be seen."""
    assert clean("x" * 10_000, 10) == "x" * 9 + "…"
    assert clean_line("a  b\n\tc" * 1_000, 20).startswith("a b ca b c")


@given(st.text(st.characters(exclude_categories=())), st.integers(1, 50))
def test_every_text_comes_out_bounded_encodable_and_free_of_controls(text, limit):
    """Whatever goes in: at most ``limit`` characters, valid UTF-8, no control or format characters but the
    joiners."""
    shown = clean(text, limit)
    assert len(shown) <= limit
    shown.encode("utf-8")
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
    assert clean(shown, limit) == shown


@pytest.mark.parametrize(
    "value, cell",
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1+1", "'+1+1"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t\r\n=1", "'=1"),
        ("＝1+1", "'＝1+1"),
        ("x;=1+1", "x;'=1+1"),
        ("x, @A1", "x, '@A1"),
        ("-12", "-12"),
        ("+3.5", "+3.5"),
        ("O'Neil-Smith, Ann", "O'Neil-Smith, Ann"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_a_spreadsheet_runs_nothing(value, cell):
    """A name that starts like a formula is quoted; ordinary names and numbers are left alone."""
    assert spreadsheet_cell(value) == cell
