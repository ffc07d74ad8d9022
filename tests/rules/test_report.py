"""The message that a student reads about a forbidden built-in."""

from __future__ import annotations

import pytest

from autograder import rules

USE = rules.Use("torch.relu", "torch.relu", "relu", 3, "return torch.relu(X)")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("family", rules.FAMILIES, ids=lambda family: family.slug)
def test_message_has_three_parts(family, language):
    """It says what is forbidden, what was found where, and what to do instead, in the language asked for."""
    expected, found, after = rules.explain([USE], family).into(language).split("\n")
    assert getattr(family.sentence, language) in expected
    assert "torch.relu" in found and "3" in found and USE.text in found
    assert getattr(family.instead, language) in after


def test_many_uses_are_counted():
    """Three are shown, the others are counted."""
    message = rules.explain([USE] * 8, rules.RELU).en
    assert message.count(USE.text) == 3 and "5 more" in message


def test_what_ran_is_said_when_the_source_showed_nothing():
    """Without uses in the source, the names that the run-time watch saw are said."""
    assert "`softmax`" in rules.explain([], rules.SOFTMAX, ["softmax"]).en
    assert "`softmax`" in rules.explain([], rules.SOFTMAX, ["softmax"]).zh


def test_backticks_of_the_student_cannot_end_the_quotation():
    """Untrusted text stays inside its quotation marks."""
    use = rules.Use("torch.relu", "torch.relu", "relu", 3, "`x` torch.relu(X)")
    assert "`'x' torch.relu(X)`" in rules.explain([use], rules.RELU).en
