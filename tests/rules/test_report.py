"""The message that a student reads about a forbidden built-in."""

from __future__ import annotations

import pytest

from autograder import rules
from autograder.core.text import texts

USE = rules.Use("torch.relu", "torch.relu", "relu_cell", 3, "return torch.relu(X)")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("family", rules.FAMILIES, ids=lambda family: family.slug)
def test_message_has_three_parts(family, language):
    """It says what is forbidden, what was found where, and what to do instead, in the language asked for."""
    expected, found, after = rules.explain([USE], family).into(language).split("\n")
    assert getattr(family.sentence, language) in expected
    for shown in ("`torch.relu`", "relu_cell", "3", f"`{USE.text}`"):
        assert shown in found
    assert (
        getattr(family.instead, language) in after
        and texts(rules.report.__file__)["elsewhere"].into(language) in after
    )


def test_many_uses_are_counted():
    """Three are shown, the others are counted."""
    message = rules.explain([USE] * 8, rules.RELU).en
    assert message.count(USE.text) == 3 and "5 more" in message
    message = rules.explain([USE] * 3, rules.RELU).en
    assert message.count(USE.text) == 3 and "more" not in message


def test_what_ran_is_said_when_the_source_showed_nothing():
    """Without uses in the source, the names that the run-time watch saw are said."""
    for language in ("en", "zh"):
        seen = rules.explain([], rules.SOFTMAX, ["softmax", "nn.Softmax"]).into(language).split("\n")[1]
        assert "`softmax`, `nn.Softmax`" in seen


def test_backticks_of_the_student_cannot_end_the_quotation():
    """Untrusted text stays inside its quotation marks."""
    use = rules.Use("torch.relu", "torch.relu", "relu", 3, "`x` torch.relu(X)")
    assert "`'x' torch.relu(X)`" in rules.explain([use], rules.RELU).en
