"""The one jinja2 environment of the pages: everything escaped, undefined names are errors, nothing from the
disk but our own templates."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from autograder.core.text import translate
from autograder.feedback import wording

if TYPE_CHECKING:
    import jinja2

HTML_LANGUAGE = {"en": "en", "zh": "zh-CN"}


@cache
def environment() -> jinja2.Environment:
    """The environment, made at first use: importing jinja2 costs more than a page.

    Raises:
        ImportError: where jinja2 is not installed.
    """
    import jinja2

    made = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=jinja2.FunctionLoader(asset),
    )
    made.filters["data_uri"] = data_uri
    return made


def render(template: str, **values: Any) -> str:
    """Fill one of our templates."""
    return environment().get_template(template).render(**values)


def fill(template: str, language: str, **values: Any) -> str:
    """Fill one of this package's templates, in a language: with the fixed words, the language's tag and its colon."""
    return render(
        template, say=_fixed_words(language), lang=HTML_LANGUAGE[language], colon=colon(language), **values
    )


def colon(language: str) -> str:
    """What stands between a heading and what it is of."""
    return "：" if language == "zh" else ": "


@cache
def _fixed_words(language: str) -> dict[str, Any]:
    said = {name: text.into(language) for name, text in wording.TEXTS.items()}
    return {**said, "HINTS": [translate(hint, language) for hint in wording.HINTS]}


@cache
def asset(name: str) -> str:
    """The text of a file in a ``templates/`` folder; ``reports/report.html`` is one of another package of ours."""
    package, _, file = name.rpartition("/")
    folder = resources.files(f"autograder.{package or 'feedback'}")
    return folder.joinpath("templates", file).read_text(encoding="utf-8")


def data_uri(png: bytes) -> str:
    """A PNG as an address that needs no network."""
    return "data:image/png;base64," + base64.b64encode(png).decode("ascii")


def content_policy(script: str = "") -> str:
    """The content policy of a page that may run nothing but ``script``, letter by letter, and may load nothing."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
    allowed = f"script-src 'sha256-{digest}'; " if script else ""
    return (
        f"default-src 'none'; {allowed}style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
