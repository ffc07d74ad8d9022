"""Students may rename required parameters: tests and probes give them by position, and only the others by name."""

from __future__ import annotations

import ast

import nbformat
import pytest

from tests.course import COURSE


class _Renamed(ast.NodeTransformer):
    """Gives every required parameter of every function another name."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        places = [*node.args.posonlyargs, *node.args.args]
        required = places[: len(places) - len(node.args.defaults)]
        names = {item.arg: f"my_{item.arg}" for item in required if item.arg != "self"}
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name) and inner.id in names:
                inner.id = names[inner.id]
            elif isinstance(inner, ast.arg) and inner in required and inner.arg in names:
                inner.arg = names[inner.arg]
        self.generic_visit(node)
        return node


def renamed(assignment: str) -> dict[str, str]:
    """The reference solutions, with every required parameter renamed."""
    cells = nbformat.read(COURSE.source_notebook(assignment), as_version=4).cells
    marked = [(cell, cell.metadata.get("nbgrader", {})) for cell in cells if cell.cell_type == "code"]
    return {
        marks["grade_id"]: ast.unparse(_Renamed().visit(ast.parse(cell.source)))
        for cell, marks in marked
        if marks.get("solution")
    }


@pytest.mark.parametrize("assignment", COURSE.names())
def test_renamed_parameters_cost_nothing(assignment, grade):
    """Every reference solution keeps full marks when all its required parameters have other names."""
    result = grade(assignment, renamed(assignment))
    assert {one.name: one.outcome for one in result.exercises if one.outcome != "passed"} == {}
    assert result.score == result.max_score
