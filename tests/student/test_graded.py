"""A notebook that was started in either language is graded like any other."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from autograder.grading.grade import Grader
from autograder.student.start import start
from tests.course import COURSE


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_started_and_finished_notebook_gets_full_marks(
    tmp_path: Path, grader: Grader, language: str
) -> None:
    """Its translated texts, its metadata and checks in the student's own cells change nothing."""
    source = tmp_path / "course" / "assignments" / "weight_decay"
    shutil.copytree(COURSE.solutions / "weight_decay", source, ignore=shutil.ignore_patterns("hidden"))
    notebook = start("weight_decay", tmp_path / "work", language=language, course=tmp_path / "course")
    content = json.loads(notebook.read_text(encoding="utf-8"))
    content["cells"].append(
        {
            "cell_type": "code",
            "id": "mine",
            "metadata": {},
            "outputs": [],
            "execution_count": None,
            "source": "check('l2_penalty')\ncheck()",
        }
    )
    notebook.write_text(json.dumps(content), encoding="utf-8")
    result = grader.grade(notebook, student="ada", assignment="weight_decay")
    assert (result.outcome, result.score) == ("graded", result.max_score), result.message
    assert result.message is None
