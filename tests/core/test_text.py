"""Texts in the languages of a course, and the tables that they are kept in beside the modules."""

from __future__ import annotations

import re
import shutil
import string
from pathlib import Path

import pytest

import autograder
from autograder.core import digest
from autograder.core.text import Text, texts

PACKAGE = Path(autograder.__file__).parent
TABLES = [
    path.with_suffix(".toml")
    for path in sorted(PACKAGE.rglob("*.py"))
    if "= texts(__file__)" in path.read_text(encoding="utf-8")
]
SOURCE = "".join(
    path.read_text(encoding="utf-8")
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("templates/*")])
    if path.is_file()
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def fields(words: str) -> set[str]:
    """What is filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_every_text_of_a_table_speaks_both_languages(table: Path) -> None:
    """English is English, Chinese is Chinese, and nothing that is filled in is lost on the way."""
    for name, text in texts(str(table)).items():
        assert text.languages == ("en", "zh") and text.en.strip(), name
        assert CHINESE.search(text.zh) and not CHINESE.search(text.en), name
        if "{}" not in text.en:
            assert fields(text.en) == fields(text.zh), name
        assert text.en.count("{") == text.zh.count("{"), name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_a_table_holds_what_is_asked_for_and_nothing_else(table: Path) -> None:
    """A name that is misspelled would be found out only when somebody needs the message."""
    own = table.with_suffix(".py").read_text(encoding="utf-8")
    asked = set(re.findall(r'\b_TEXTS\["([^"]+)"\]', own))
    asked |= set(re.findall(rf'\b{table.stem}\.TEXTS\["([^"]+)"\]', SOURCE))
    names = texts(str(table)).keys()
    assert asked <= names
    of_sentences = {name.partition(".")[0] for name in names if "." in name}  # NAME.todo is a part of NAME
    used = re.compile(r"""["'{.]([\w-]+)\b""").findall(SOURCE)
    # of names that are put together, such as needs-module
    families = tuple(re.findall(r'"([a-z]+-)(?:\{|" ~)', SOURCE))
    unused = [
        name
        for name in names - asked
        if "." not in name and name not in used and not name.startswith(families)
    ]
    assert not unused and of_sentences <= names


def test_a_text_falls_back_to_its_first_language() -> None:
    """What is not there in the language asked for is shown in the first that is."""
    assert Text(de="Mittelwert").into("en") == "Mittelwert"
    assert Text("mean", "均值").into("zh") == "均值"


def test_a_kept_result_is_stale_when_a_text_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables are part of what a result depends on, as the code is."""
    shutil.copytree(PACKAGE, tmp_path / "autograder", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(autograder, "__file__", str(tmp_path / "autograder" / "__init__.py"))
    before = digest._package.__wrapped__()
    table = tmp_path / "autograder" / "submissions" / "messages.toml"
    table.write_text(table.read_text(encoding="utf-8").replace("expected", "awaited"), encoding="utf-8")
    assert digest._package.__wrapped__() != before
