"""Text in the languages of a course, and the one switch between them.

A course lists its languages; this package's own messages are in English and Chinese. A text that lacks the language asked
for is shown in the first language that it has.
"""

from __future__ import annotations

import os
import re
import tomllib
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "zh")  # of this package's own messages
_TAG = re.compile(r"[a-z]{2,3}")
_chosen: ContextVar[str | None] = ContextVar("autograder_language", default=None)


@dataclass(frozen=True, slots=True, init=False)
class Text:
    """One sentence or paragraph in some languages: ``Text(en="the mean", zh="均值")``.

    English and Chinese may be given by position, too.

    Attributes:
        said: language and words, the course's first language first.
        filled: the English words with their fields, and the numbers and lists that were put into these, where nothing else was.

    Raises:
        TypeError: when no language is given, or something that is no language.
    """

    said: tuple[tuple[str, str], ...]
    filled: tuple[str, tuple[Any, ...]] | None = field(default=None, compare=False, repr=False)

    def __init__(self, en: str | None = None, zh: str | None = None, **others: str) -> None:
        said = {"en": en, "zh": zh, **others}
        words = tuple((code, text) for code, text in said.items() if text is not None)
        if not words or not all(_TAG.fullmatch(code) for code, _ in words):
            raise TypeError(f"a text needs one language or more, as in Text(en='…'): got {sorted(said)}")
        object.__setattr__(self, "said", words)
        object.__setattr__(self, "filled", None)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is there in."""
        return tuple(code for code, _ in self.said)

    @property
    def en(self) -> str:
        """In English, or in its first language."""
        return self.into("en")

    @property
    def zh(self) -> str:
        """In Chinese, or in its first language."""
        return self.into("zh")

    def into(self, language: str) -> str:
        """The words in ``language``; where they are not there, in the first language that there is."""
        return next((words for code, words in self.said if code == language), self.said[0][1])

    def format(self, *args: Any, **fields: Any) -> Text:
        """Fill ``{}`` fields in every language; a field that is a Text is put in by its own language."""
        said = {}
        for code, words in self.said:
            named = {key: translate(value, code) for key, value in fields.items()}
            said[code] = words.format(*(translate(value, code) for value in args), **named)
        text = Text(**said)
        if args and not fields and all(type(value) in (int, float, list) for value in args):
            object.__setattr__(text, "filled", (self.en, args))
        return text

    def __add__(self, other: Text | str) -> Text:
        return Text(**{code: words + str(translate(other, code)) for code, words in self.said})

    def __str__(self) -> str:
        return self.into(current_language())


def texts(module: str) -> dict[str, Text]:
    """The texts of a module, by name: they stand beside it, in a file that is called after it and ends in ``.toml``.

    Args:
        module: its ``__file__``.
    """
    tables = tomllib.loads(Path(module).with_suffix(".toml").read_text(encoding="utf-8"))
    return {name: Text(**words) for name, words in tables.items()}


def translate(value: Any, language: str | None = None) -> Any:
    """Return ``value`` in ``language`` (default: the chosen one) if it is a Text, else unchanged."""
    return value.into(language or current_language()) if isinstance(value, Text) else value


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


def check_language(language: str, known: tuple[str, ...] = LANGUAGES) -> str:
    """Return ``language`` if it is one of those known, else raise a ValueError that names the choices."""
    if language not in known:
        raise ValueError(f"unknown language {language!r}: choose one of {', '.join(known)}")
    return language


def check_languages(languages: Any) -> tuple[str, ...]:
    """Return the languages of a course, the first of which others fall back to.

    Raises:
        ValueError: when they are no list of language codes such as ``["en", "zh"]``.
    """
    listed = tuple(languages) if isinstance(languages, list | tuple) else ()
    if not listed or not all(isinstance(code, str) and _TAG.fullmatch(code) for code in listed):
        raise ValueError(f"expected a list of language codes, such as ['en', 'zh'], got {languages!r}")
    return listed
