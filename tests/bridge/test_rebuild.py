"""The autograded notebook is the release with the student's work in it, whatever was handed in."""

from __future__ import annotations

import json

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator

from autograder.bridge.rebuild import ReleaseNotebook, find_notebook, read_graded, rebuild
from autograder.core.errors import CourseError
from tests.bridge import tiny


@pytest.fixture
def origin(course):
    """The tiny course's release."""
    return ReleaseNotebook.load(course, "times")


def build(course, origin, notebook, language="en"):
    built = rebuild(read_graded(tiny.hand_in(course, "ann", notebook), course), origin, language)
    nbformat.validate(built)
    MetadataValidator().validate_nb(built)
    return built


def graded(notebook):
    return {
        cell.metadata.nbgrader.grade_id: cell.metadata.nbgrader.points
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    }


SPOILT = {
    "as it should be": lambda n: n,
    "every cell twice": lambda n: n | {"cells": n["cells"] * 2},
    "no metadata": lambda n: n | {"cells": [cell | {"metadata": {}} for cell in n["cells"]]},
    "no ids": lambda n: n | {"cells": [{k: v for k, v in cell.items() if k != "id"} for cell in n["cells"]]},
    "no tests": lambda n: (
        n
        | {
            "cells": [
                cell
                for cell in n["cells"]
                if not str(cell["metadata"].get("nbgrader", {}).get("grade_id")).startswith("test_")
            ]
        }
    ),
    "no question": lambda n: n | {"cells": n["cells"][:-1]},
    "old points": lambda n: (
        n
        | {
            "cells": [
                cell | {"metadata": {"nbgrader": cell["metadata"].get("nbgrader", {}) | {"points": "many"}}}
                for cell in n["cells"]
            ]
        }
    ),
    "odd outputs": lambda n: (
        n | {"cells": [cell | {"outputs": [7, {"output_type": "stream"}]} for cell in n["cells"]]}
    ),
    "half a character": lambda n: (
        n | {"cells": [*n["cells"], tiny.text("\udcff"), tiny.code("x = '\ud800'")]}
    ),
    "2,000 cells": lambda n: n | {"cells": [*n["cells"], *(tiny.code(f"x = {i}") for i in range(2000))]},
}


@pytest.mark.parametrize("how", SPOILT)
def test_nbgrader_finds_the_graded_cells_of_the_release_and_no_others(course, origin, blank, how):
    """Valid for nbformat and nbgrader, each graded cell once, with the course's points."""
    built = build(course, origin, SPOILT[how](tiny.filled(blank)))
    assert graded(built) == origin.worth
    nbformat.writes(built).encode()


def test_what_cannot_be_read_leaves_the_release(course, origin):
    """Without a readable submission the graded cells are there, and nobody's work is in them."""
    built = build(course, origin, "{")
    assert graded(built) == origin.worth
    assert "NotImplementedError" in tiny.cell_of(built, "double")["source"]


def test_the_students_work_and_outputs_are_kept(course, origin, blank):
    """Solutions, answers, own cells and what they showed are the student's; test cells and locked text are
    ours."""
    notebook = tiny.filled(blank, why="My *own* words")
    notebook["cells"][0]["source"] = "edited"
    tiny.cell_of(notebook, "test_double")["source"] = "print('mine')"
    notebook["cells"].append(
        tiny.code("1 + 1")
        | {
            "outputs": [
                {
                    "output_type": "display_data",
                    "metadata": {},
                    "data": {"image/png": tiny.PNG, "text/plain": "<Figure>"},
                }
            ]
        }
    )
    built = build(course, origin, notebook)
    assert "return x * 2" in tiny.cell_of(built, "double")["source"]
    assert tiny.cell_of(built, "why")["source"] == "My *own* words"
    assert built.cells[-1].outputs[0].data["image/png"] == tiny.PNG
    assert tiny.cell_of(built, "test_double")["source"].endswith('check("double")')
    assert tiny.cell_of(built, "intro")["source"].startswith("# Multiplying")


def test_an_answer_in_a_copy_of_the_cell_counts_as_the_answer(course, origin, blank):
    """Who answers in a second copy of the question has not left it unanswered."""
    notebook = tiny.filled(blank, why="".join(tiny.cell_of(blank, "why")["source"]))
    notebook["cells"].append(tiny.cell_of(blank, "why") | {"source": "in the copy"})
    assert "in the copy" in tiny.cell_of(build(course, origin, notebook), "why")["source"]


@pytest.mark.parametrize(("language", "said"), [("en", "repaired"), ("zh", "修复")])
def test_repairs_are_told_on_top(course, origin, blank, language, said):
    """What was repaired is the first thing the student reads, in the course's language."""
    built = build(course, origin, SPOILT["no tests"](tiny.filled(blank)), language)
    assert said in built.cells[0].source


def test_the_notebook_of_a_submission_is_the_right_one_or_the_only_one(tmp_path):
    """The right name wins; a single other name will do; of several, none is guessed."""
    assert find_notebook(tmp_path, "times").name == "times.ipynb"
    (tmp_path / "a.ipynb").write_text("{}")
    assert find_notebook(tmp_path, "times").name == "a.ipynb"
    (tmp_path / "b.ipynb").write_text("{}")
    assert find_notebook(tmp_path, "times").name == "times.ipynb"
    (tmp_path / "times.ipynb").write_text("{}")
    assert find_notebook(tmp_path, "times").name == "times.ipynb"


def test_a_release_of_another_source_is_refused(course):
    """When source and release give different points, nobody is graded by either."""
    path = course.source_notebook("times")
    notebook = json.loads(path.read_text())
    tiny.cell_of(notebook, "test_double")["metadata"]["nbgrader"]["points"] = 5
    path.write_text(json.dumps(notebook))
    with pytest.raises(CourseError, match="autograder release"):
        ReleaseNotebook.load(course, "times")
