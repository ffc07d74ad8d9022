"""Which submissions of a class hold the same solutions but for names: a question to ask, never a verdict.

Near copies are what copydetect and MOSS are for: ``autograder export solutions`` writes files for them.
"""

import ast
import copy
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from autograder.core.source import SHORT, parse, remembered

MIN_NODES = 60  # solutions with less in them say nothing: there are only so many ways to write a ReLU
SOURCE_LIMIT = 50_000  # characters

Kind = Literal["same_file", "identical"]


@dataclass(frozen=True, slots=True)
class Group:
    """Students whose solutions to an assignment are equal.

    Attributes:
        kind: ``same_file`` (the same bytes) or ``identical`` (but for names, comments, layout).
        students: sorted.
        share: share of the class that is in the group; a large one often means code from the book.
    """

    kind: Kind
    students: tuple[str, ...]
    share: float


def equal_solutions(
    sources: Mapping[str, Mapping[str, str]], files: Mapping[str, str] | None = None
) -> tuple[Group, ...]:
    """Group the students of one assignment.

    Args:
        sources: student -> name of an exercise -> source of the solution cell.
        files: student -> digest of the submitted file.

    Returns:
        Groups of at least two, those of a kind largest first; one that says nothing beyond a surer one is left out.
    """
    prints = {}
    for student, cells in sources.items():
        found = [fingerprint(cells[name]) for name in sorted(cells)]
        if sum(nodes for _, nodes in found) >= MIN_NODES:
            prints[student] = tuple(text for text, _ in found)
    total = max(len(sources), len(files or {}), 1)
    same = list(_by_value(files or {}))
    alike = [one for one in _by_value(prints) if not any(set(one) <= set(known) for known in same)]
    return (
        *(Group("same_file", members, len(members) / total) for members in same),
        *(Group("identical", members, len(members) / total) for members in alike),
    )


@remembered(SHORT)
def fingerprint(source: str) -> tuple[str, int]:
    """A solution without what a copier changes first: names of its own, comments, docstrings, annotations, layout.

    Returns:
        The text of its syntax tree, and how many nodes it has; empty and 0 for an untouched stub and for no Python.
    """
    tree = parse(source[:SOURCE_LIMIT])
    nodes = list(ast.walk(tree)) if tree else []
    if tree is None or not any(map(_says_something, nodes)):
        return "", 0
    try:
        return ast.dump(_Plain(nodes).visit(copy.deepcopy(tree))), len(nodes)
    except RecursionError:
        return "", 0


class _Plain(ast.NodeTransformer):
    """Numbers the names that the code binds itself; other names (torch, nn) mean the same everywhere and are kept."""

    def __init__(self, nodes: list[ast.AST]) -> None:
        self._own = {node.arg for node in nodes if isinstance(node, ast.arg)} | {
            node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        self._numbers: dict[str, str] = {}

    def _number(self, name: str) -> str:
        return self._numbers.setdefault(name, f"v{len(self._numbers)}") if name in self._own else name

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """A name."""
        return ast.Name(self._number(node.id), ast.Load())

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """A parameter, without its annotation."""
        return ast.arg(self._number(node.arg))

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """A function, without the annotation of what it returns."""
        node.returns = None
        return self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        """A string that stands alone is a docstring, or a comment in disguise."""
        lone = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return None if lone else self.generic_visit(node)


def _says_something(node: ast.AST) -> bool:
    """A statement of the student's own; a stub is only a definition that raises NotImplementedError."""
    if isinstance(node, ast.Raise):
        raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        return not (isinstance(raised, ast.Name) and raised.id == "NotImplementedError")
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return False
    return isinstance(node, ast.stmt) and not isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Pass))


def _by_value(values: Mapping[str, Hashable]) -> Iterator[tuple[str, ...]]:
    """Keys that share a value, where two or more do; the largest groups first."""
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for key in sorted(values):
        groups[values[key]].append(key)
    several = (tuple(members) for members in groups.values() if len(members) > 1)
    yield from sorted(several, key=lambda members: (-len(members), members))
