"""The pages in a real browser: nothing of a student's runs, nothing is loaded, everyone can read them."""

from __future__ import annotations

import pytest

from autograder.core.marks import Part
from autograder.feedback.feedback import page
from autograder.feedback.pictures import render_png
from autograder.reports.report import report_html
from autograder.reports.statistics import build_report
from tests.feedback import samples
from tests.feedback.samples import exercise_html


def _report(language: str = "en", hostile: bool = False) -> str:
    results = samples.course_class(30, {"mlp": 5, "dropout": 3}) + ([samples.hostile()] if hostile else [])
    return report_html(build_report(results, words=samples.COURSE), language=language)


def _feedback(language: str = "en") -> str:
    return page(
        samples.ordinary(),
        words=samples.WORDS,
        language=language,
        pictures={"relu": render_png(samples.relu_picture(), language)},
        marks=samples.marks(
            Part("question_why_small", None, 3, open=True),
            Part("question_why_deep", None, 3, manual=2, comment="Good."),
        ),
        answers={"question_why_small": "It is small."},
    )


def _in_notebook(fragment: str) -> str:
    """A page that shows a fragment as a notebook would, and forbids nothing."""
    head = "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>t</title></head>"
    return f"{head}<body><main>{fragment}</main></body></html>"


PAGES = {
    "feedback": _feedback,
    "feedback-zh": lambda: _feedback("zh"),
    "unreadable": lambda: page(
        samples.ordinary(outcome="unreadable", score=None, exercises=(), message="a cell is missing"),
        language="en",
    ),
    "fragment": lambda: _in_notebook(
        "".join(
            exercise_html(one, language="en", words=samples.WORDS.exercises[one.name])
            for one in samples.ordinary().exercises
        )
    ),
    "report": _report,
    "report-zh": lambda: _report("zh"),
    "hostile-feedback": lambda: page(samples.hostile(), language="en"),
    "hostile-fragment": lambda: _in_notebook(
        "".join(exercise_html(one, language="en") for one in samples.hostile().exercises)
    ),
    "hostile-report": lambda: _report(hostile=True),
}


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return {name: make() for name, make in PAGES.items()}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_and_nothing_is_loaded(show, made, name):
    """No script of a student's, no dialog, no console message, no request; the fragment holds even without a
    policy."""
    opened = show(made[name])
    opened.wait_for_timeout(100)
    assert opened.evaluate("window.pwned") is None
    assert opened.noise == []
    assert (
        opened.evaluate(
            "document.querySelectorAll('a[href^=\"javascript\"], main img[src=x], main script').length"
        )
        == 0
    )
    assert opened.locator("main").first.is_visible(), "a style of a student's hid the page"


@pytest.mark.parametrize(
    ("name", "scheme"),
    [
        ("feedback", "light"),
        ("feedback-zh", "dark"),
        ("unreadable", "light"),
        ("unreadable", "dark"),
        ("fragment", "light"),
        ("report", "light"),
        ("report-zh", "dark"),
        ("hostile-feedback", "dark"),
        ("hostile-fragment", "light"),
        ("hostile-report", "light"),
    ],
)
def test_axe_core_finds_nothing_serious(show, made, serious_findings, name, scheme):
    """Headings, labels, contrast and keyboard access hold in light and in dark; a fragment takes the colours around it."""
    opened = show(made[name], scheme=scheme)
    opened.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert serious_findings(opened) == []


def test_a_fragment_can_be_read_in_a_dark_notebook(show, made, serious_findings):
    """It takes JupyterLab's colours where there are some."""
    dark = (
        "<style>:root{--jp-layout-color1:#111;--jp-content-font-color1:#fff;--jp-border-color1:#616161;"
        "--jp-content-link-color:#64b5f6}body{background:#111}</style></head>"
    )
    opened = show(made["fragment"].replace("</head>", dark))
    assert serious_findings(opened) == []
    assert (
        opened.evaluate("getComputedStyle(document.querySelector('.autograder-exercise')).color")
        == "rgb(255, 255, 255)"
    )


def test_the_checker_would_find_bad_contrast(show, serious_findings):
    """A silent checker proves nothing: it speaks up on a page that cannot be read."""
    opened = show(_in_notebook("<p style='color:#ccc;background:#fff'>pale</p>"))
    assert [one for one in serious_findings(opened) if one.startswith("color-contrast")]


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_needs_no_horizontal_scrolling(show, made, name):
    """At 360 pixels the page is as wide as the screen."""
    opened = show(made[name], width=360)
    assert opened.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_table_sorter_runs_under_the_policy_and_sorts_numbers_and_names(show, made):
    """A heading sorts up, then down; the policy lets in exactly this script."""
    opened = show(made["report"])
    table = opened.locator("table.sort").nth(2)
    button = table.locator("thead button").first
    for direction in ("ascending", "descending"):
        button.click()
        names = table.locator("tbody th").all_inner_texts()
        assert names == sorted(names, key=str.casefold, reverse=direction == "descending")
        assert table.locator("thead th").first.get_attribute("aria-sort") == direction
    passed = table.locator("thead button").nth(2)
    passed.click()
    shares = [float(text.split()[0]) for text in table.locator("tbody tr td:nth-child(3)").all_inner_texts()]
    assert shares == sorted(shares)
    assert opened.noise == []


def test_the_policy_stops_a_script_that_gets_in_all_the_same(show, made):
    """Defence in depth: were escaping ever forgotten, the page's own policy still holds."""
    broken = made["report"].replace(
        "</h1>", "</h1><script>window.pwned=1</script><img src=x onerror='window.pwned=2'>", 1
    )
    opened = show(broken)
    opened.wait_for_timeout(100)
    assert opened.evaluate("window.pwned") is None


def test_print_uses_dark_ink_on_white(show, made):
    """Printed from a dark screen, the page is still black on white."""
    opened = show(made["feedback"], scheme="dark")
    opened.emulate_media(media="print", color_scheme="dark")
    assert opened.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
