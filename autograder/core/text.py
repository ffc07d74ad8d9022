"""Text in the two languages of the course, English and Chinese, and the one switch between them."""

from __future__ import annotations

import os
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

LANGUAGES = ("en", "zh")
_chosen: ContextVar[str | None] = ContextVar("autograder_language", default=None)


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or paragraph in both languages."""

    en: str
    zh: str

    def format(self, *args: Any, **fields: Any) -> Text:
        """Fill ``{}`` fields in both languages; a field that is a Text is put in by its own language."""
        return Text(
            *(
                getattr(self, code).format(
                    *(translate(value, code) for value in args),
                    **{key: translate(value, code) for key, value in fields.items()},
                )
                for code in LANGUAGES
            )
        )

    def __add__(self, other: Text | str) -> Text:
        return Text(self.en + translate(other, "en"), self.zh + translate(other, "zh"))

    def __str__(self) -> str:
        return translate(self)


def translate(value: Any, language: str | None = None) -> Any:
    """Return ``value`` in ``language`` (default: the chosen one) if it is a Text, else unchanged."""
    return getattr(value, language or current_language()) if isinstance(value, Text) else value


def current_language() -> str:
    """The language in force: :func:`set_language`, else ``$AUTOGRADER_LANGUAGE``, else English."""
    return chosen_language() or "en"


def chosen_language() -> str | None:
    """The language that was asked for, by :func:`set_language` or ``$AUTOGRADER_LANGUAGE``; None when none was."""
    asked = os.environ.get("AUTOGRADER_LANGUAGE")
    return _chosen.get() or (check_language(asked) if asked else None)


def set_language(language: str | None) -> None:
    """Choose the language of all messages: ``"en"``, ``"zh"``, or None for the environment's.

    Raises:
        ValueError: for any other language.
    """
    _chosen.set(None if language is None else check_language(language))


def check_language(language: str) -> str:
    """Return ``language`` if the course speaks it, else raise a ValueError that names the choices."""
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}: choose one of {', '.join(LANGUAGES)}")
    return language
