"""What the pages know of a course in words."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.core.text import Text
from autograder.core.words import misconception_name, points, spelled_out, words_of_test
from autograder.feedback.book import link
from autograder.grading.course_words import assignment_words, notebook_title, notebook_titles


@pytest.mark.parametrize(
    "name, words",
    [
        ("test_gradient_is_a_step", "Gradient is a step"),
        ("dropout-not-rescaled", "Dropout not rescaled"),
        ("test_values[2-float64]", "Values[2 float64]"),
        ("", ""),
        ("test_\x1b[31mred", "Red"),
    ],
)
def test_names_are_spelled_out(name, words):
    """Code becomes words, and stays harmless."""
    assert spelled_out(name) == words


def test_a_misconception_is_named_without_its_exercise():
    """The reader knows which exercise it is."""
    assert misconception_name("relu-absolute-value", "relu") == "Absolute value"
    assert misconception_name("decay-no-half", "l2_penalty") == "Decay no half"
    assert misconception_name("init-params-", "init_params") == "Init params"


@pytest.mark.parametrize(
    "value, text", [(2.0, "2"), (1.5, "1.5"), (1 / 3, "0.33"), (0, "0"), (None, "–"), (17.50, "17.5")]
)
def test_points_are_short(value, text):
    """No zeros that say nothing."""
    assert points(value) == text


def test_a_parametrised_test_has_one_description():
    """Its cases share the words; words for one case win."""
    say = {"test_a": "all", "test_a[2]": "two"}
    assert (
        words_of_test(say, "test_a[1]"),
        words_of_test(say, "test_a[2]"),
        words_of_test(say, "test_b"),
    ) == ("all", "two", None)


def _notebook(folder: Path, cells: object) -> Path:
    path = folder / "mlp.ipynb"
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return path


def test_the_words_of_an_assignment_come_from_its_hidden_tests_and_notebook(tmp_path):
    """Titles, sections, descriptions and misconceptions stand where their authors put them."""
    cell = {
        "cell_type": "markdown",
        "source": ["# Perceptrons\n", "text"],
        "metadata": {"autograder": {"zh": "# 感知机\n文字"}},
    }
    asks = {
        "cell_type": "markdown",
        "source": "## Why?\n\nSay it.",
        "metadata": {"autograder": {"zh": "## 为什么？"}},
    }
    notebook = _notebook(tmp_path, [{"cell_type": "code", "source": ""}, cell, asks])
    exercise = SimpleNamespace(
        name="relu",
        manifest=SimpleNamespace(
            title=Text("ReLU", "ReLU 函数"), section="5.1.2.1", hints=(Text("a", "甲"),)
        ),
        cases=(SimpleNamespace(name="test_values", words=Text("values", "值")),),
        misconceptions=(
            SimpleNamespace(slug="relu-abs", title=None, feedback=Text("abs", "绝对值"), section="5.1"),
        ),
    )
    answer = SimpleNamespace(role="written", grade_id="question_why", index=3)
    suite = SimpleNamespace(
        assignment="mlp",
        exercises=(exercise,),
        release=[answer],
        course=SimpleNamespace(source_notebook=lambda name: notebook),
    )
    words = assignment_words(suite)
    assert words.title == Text("Perceptrons", "感知机")
    assert words.questions == {"question_why": Text("Why?", "为什么？")}
    assert words.exercises["relu"].tests == {"test_values": Text("values", "值")}
    assert words.exercises["relu"].misconceptions["relu-abs"].section == "5.1"
    assert words.exercises["relu"].hints == (Text("a", "甲"),)


@pytest.mark.parametrize(
    "cells", [None, [], [{"cell_type": "code"}], [{"cell_type": "markdown", "source": "no heading"}], [3]]
)
def test_a_notebook_without_a_heading_has_no_title(tmp_path, cells):
    """Its name serves instead."""
    assert notebook_title(_notebook(tmp_path, cells)) is None
    assert notebook_title(tmp_path / "nothing.ipynb") is None


def test_sections_of_the_book_have_addresses_and_nothing_else_has():
    """A link can only be one of ours."""
    found = link("5.1.2.1", "en")
    assert found.url == "https://d2l.ai/chapter_multilayer-perceptrons/mlp.html"
    assert "4.1 节" in link("5.1.2.1", "zh").label
    assert link("19.9", "en").url is None and link("19.9", "zh").url is None
    for odd in (None, "", "javascript:alert(1)", "5.1\n", "5.", "a.b", "１.２", "5.1.2.3.4.5"):
        assert link(odd, "en") is None


def test_the_titles_of_a_course_are_those_of_its_notebooks(tmp_path):
    """In both languages; none where a notebook has no heading."""
    good = _notebook(tmp_path, [{"cell_type": "markdown", "source": "# Perceptrons", "metadata": {}}])
    course = SimpleNamespace(
        names=lambda: ("mlp", "empty"),
        source_notebook=lambda name: good if name == "mlp" else tmp_path / "no.ipynb",
    )
    assert notebook_titles(course) == {"mlp": ("Perceptrons",), "empty": ()}
