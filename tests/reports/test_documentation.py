"""The documents for integrators say what is so."""

from __future__ import annotations

import json
import re
import shlex
import typing
from pathlib import Path

import msgspec
import pytest

from autograder.core import results
from autograder.reports.gradebooks import CANVAS_COLUMNS, MOODLE_KEYS
from autograder.reports.report_model import SCHEMA
from autograder.reports.statistics import MIN_COUNT, MIN_EACH

DOCS = Path(__file__).parents[2] / "docs"
RESULTS = (DOCS / "results.md").read_text(encoding="utf-8")
EXPORTS = (DOCS / "exports.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """The text under a heading."""
    return re.split(r"^##", re.split(rf"^##+ {title}\n", RESULTS, flags=re.M)[1], maxsplit=1, flags=re.M)[0]


@pytest.mark.parametrize(
    "title, model",
    [
        ("Document", results.Document),
        ("Result", results.Result),
        ("Ids", results.Ids),
        ("Exercise", results.ExerciseResult),
        ("Test", results.TestResult),
    ],
)
def test_every_field_is_described_in_order_and_no_other(title, model):
    """The tables are the model."""
    described = [
        name
        for row in re.findall(r"^\| ([^|]+) \|", section(title), re.M)[2:]
        for name in re.findall(r"`(\w+)`", row)
    ]
    assert described == list(model.__struct_fields__)


@pytest.mark.parametrize(
    "title, outcomes",
    [("Result", results.ResultOutcome), ("Exercise", results.ExerciseOutcome), ("Test", results.TestOutcome)],
)
def test_every_outcome_is_described(title, outcomes):
    """No value can come that the document does not explain."""
    (row,) = re.findall(r"^\| `outcome` \|.*$", section(title), re.M)
    assert set(typing.get_args(outcomes)) <= set(re.findall(r"`(\w+)`", row))


def test_the_example_is_a_document():
    """It is read by the very function that readers are shown, and keeps its values."""
    example = re.search(r"```json\n(.*?)```", RESULTS, re.S)[1]
    document = results.from_json(example)
    assert json.loads(results.to_json(document)) == json.loads(example)
    assert document.exit_status == 1 and document.schema == results.SCHEMA


def test_the_exit_statuses_are_those_of_the_model():
    """0, 1 and 3 as the model says; 2 belongs to the command line."""
    assert re.findall(r"^\| (\d) \|", section("Exit status of `autograder grade`"), re.M) == [
        "0",
        "1",
        "2",
        "3",
    ]
    one = results.from_json(re.search(r"```json\n(.*?)```", RESULTS, re.S)[1]).results[1]
    for outcome, status in (("graded", 0), ("unreadable", 1), ("not_graded", 3)):
        assert (
            results.Document(suite="", results=(msgspec.structs.replace(one, outcome=outcome),)).exit_status
            == status
        )


def test_versions_and_limits_of_the_statistics_are_right():
    """What the text says of the report's JSON is what the code has."""
    assert f"own ({SCHEMA})" in RESULTS and f"fewer than {MIN_COUNT} submissions" in RESULTS
    assert f"fewer than {MIN_EACH}\npass" in RESULTS


def test_export_columns_are_described():
    """Every fixed heading stands in the document."""
    for column in (*CANVAS_COLUMNS, *MOODLE_KEYS.values(), "Points Possible"):
        assert f"`{column}`" in EXPORTS


@pytest.mark.parametrize("name", ["classroom.yml", "grade.yml"])
def test_the_example_workflows_have_the_form_of_workflows(name):
    """Valid YAML; a trigger, permissions, steps that either use an action of a fixed version or run a
    command."""
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    text = (DOCS / "examples" / name).read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert f"examples/{name}" in EXPORTS
    assert {"name", True, "permissions", "jobs"} == set(workflow)  # YAML 1.1 reads the key `on` as true
    assert workflow["permissions"]["contents"] == "read"
    for job in workflow["jobs"].values():
        assert job["runs-on"] and job["timeout-minutes"]
        for step in job["steps"]:
            assert ("uses" in step) != ("run" in step)
            assert re.search(r"@v\d+$", step.get("uses", "x@v1"))
            assert "${{" not in step.get("run", ""), (
                "an expression in a script can be injected into: pass it by the environment"
            )


def documented_commands() -> list[list[str]]:
    """Every call of ``autograder`` in the documents and workflows of this folder."""
    texts = [
        EXPORTS,
        *(path.read_text(encoding="utf-8") for path in sorted((DOCS / "examples").glob("*.yml"))),
    ]
    lines = [line.strip().removeprefix("run: ") for text in texts for line in text.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("autograder ")]


@pytest.mark.parametrize("arguments", documented_commands(), ids=" ".join)
def test_every_documented_command_and_option_exists(arguments):
    """The command line knows the command, and every option that is shown with it."""
    import typer.main

    from autograder.cli import app

    commands = typer.main.get_command(app).commands
    options = {name for option in commands[arguments[0]].params for name in option.opts}
    assert {word for word in arguments if word.startswith("-")} <= options
