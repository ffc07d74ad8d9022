"""``autograder start`` and ``autograder submit-check``, from the command line as students use them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from autograder import cli
from autograder.core.errors import UsageError
from autograder.core.text import set_language
from autograder.student.start import start
from tests.student.course import released


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The language is chosen by the tests alone."""
    monkeypatch.delenv("AUTOGRADER_LANGUAGE", raising=False)
    yield
    set_language(None)


def cells(path: Path) -> list[dict[str, Any]]:
    """The cells of a notebook."""
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def command(*arguments: str) -> int:
    """Run a command; its exit status."""
    with pytest.raises(SystemExit) as exit_:
        cli.main(list(arguments))
    return int(exit_.value.code or 0)


def test_start_copies_notebook_and_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From anywhere inside the course; the notebook is the one that was released."""
    original = released(tmp_path)
    monkeypatch.chdir(original.parent)
    made = start("tiny", tmp_path / "work")
    assert sorted(path.name for path in made.parent.iterdir()) == [
        ".autograder",
        "test_tiny.py",
        "tiny.ipynb",
        "traps.json",
    ]
    assert cells(made) == cells(original)


def test_start_takes_a_zip_archive(tmp_path: Path) -> None:
    """As GitHub makes them: one folder around everything."""
    original = released(tmp_path)
    with zipfile.ZipFile(tmp_path / "course.zip", "w") as archive:
        for path in original.parent.iterdir():
            archive.write(path, f"course-main/assignments/tiny/{path.name}")
        archive.writestr("course-main/solutions/tiny/tiny.ipynb", "no")
    made = start("tiny", tmp_path / "work", course=tmp_path / "course.zip")
    assert cells(made) == cells(original)


def test_start_in_chinese_puts_the_translation_into_the_notebook(tmp_path: Path) -> None:
    """Explaining cells and the place of an answer change, code does not; the English text is kept."""
    made = cells(start("tiny", tmp_path / "work", language="zh", course=released(tmp_path).parents[2]))
    assert made[0]["source"] == "# 小作业\n\n一门小课程。"
    assert made[0]["metadata"]["autograder"]["en"] == "# Tiny\n\nA little course."
    assert made[-1]["source"] == "请在这里作答" and made[3]["source"].startswith("def relu")


def test_start_overwrites_nothing(tmp_path: Path) -> None:
    """A student's work stays."""
    course = released(tmp_path).parents[2]
    made = start("tiny", tmp_path / "work", course=course)
    made.write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        start("tiny", tmp_path / "work", course=course)
    assert made.read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "course", "said"),
    [
        ("tinny", ".", "the course has no assignment 'tinny'; it has tiny"),
        ("tiny", "nowhere", "there is no"),
        ("tiny", "assignments/tiny/test_tiny.py", "neither a folder nor a zip archive"),
        ("other", "empty", "no assignment 'other' found"),
    ],
)
def test_start_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, course: str, said: str
) -> None:
    """What was looked for, and what there is."""
    released(tmp_path)
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=said):
        start(name, tmp_path / "work", course=course)


def test_the_command_starts_and_checks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the first command to a notebook that is ready to be handed in."""
    released(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert command("start", "tiny", "work") == 0
    notebook = tmp_path / "work" / "tiny.ipynb"
    assert str(Path("work/tiny.ipynb")) in capsys.readouterr().out
    assert command("submit-check", "work/tiny.ipynb", "--no-run") == 1
    said = capsys.readouterr().out
    assert "relu (2 points) is not filled in yet" in said and "Not ready yet" in said
    content = json.loads(notebook.read_text())
    for cell in content["cells"]:
        cell["source"] = {
            "relu": "import torch\ndef relu(X): return torch.maximum(X, torch.zeros_like(X))",
            "double": "factor = 2\ndef double(x): return factor * x",
            "why": "Because.",
        }.get(
            cell["metadata"].get("nbgrader", {}).get("grade_id"), cell["source"].replace("import torch", "")
        )
    notebook.write_text(json.dumps(content))
    assert command("submit-check", "work/tiny.ipynb") == 0
    said = capsys.readouterr().out
    assert "2 of 2 exercises pass their public checks" in said and "Ready to hand in: tiny.ipynb" in said
    assert command("submit-check", "work/tiny.ipynb", "--no-run") == 0
    said = capsys.readouterr().out
    assert "Ready" not in said and "public checks were not run" in said
    notebook.write_text(notebook.read_text().replace("return factor * x", "return 2 * x"))
    assert command("submit-check", "work/tiny.ipynb") == 1
    said = capsys.readouterr().out
    assert 'check("double")' in said and "1 of 2 exercises pass" in said and "Ready" not in said
    assert command("submit-check", "work/none.ipynb") == 2


def test_without_the_original_the_notebook_s_own_cells_are_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As in a clone whose notebooks were filled in place; what cannot be told then is said."""
    notebook = released(tmp_path)
    assert command("submit-check", str(notebook), "--no-run", "--language", "zh") == 1
    said = capsys.readouterr().out
    assert "--original" in said and "还不能提交" in said
