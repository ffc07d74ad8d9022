"""Mechanical mutants of a solution: one small change each, of the kind that a slip of the pen makes.

Hidden tests that let one of them pass do not look at something that they should, unless the mutant is equivalent: right,
only written otherwise.
"""

import ast
import copy
import difflib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from autograder.authoring import changes
from autograder.grading.reference import plain


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed solution.

    Attributes:
        what: the statement before and after, ``"return X @ w + b → return X @ w - b"``; its name.
        line: line of the statement in the solution's cell.
        code: the whole cell.
    """

    what: str
    line: int
    code: str


def mutants(source: str) -> tuple[Mutant, ...]:
    """All mutants of a cell; those that change nothing, or the same as another one, are left out.

    Raises:
        SyntaxError: when the cell is no Python.
    """
    tree = _without_docstrings(ast.parse(plain(source)))
    original = ast.unparse(tree)
    seen, found = {original}, []
    for holder, name, index, node, statement in list(_places(tree, None)):
        before = _headline(statement)
        for change in changes.of(node, _parameters(tree, statement)):
            with _changed(holder, name, index, change):
                code = _unparsed(tree)
                if code is None or code in seen:
                    continue
                seen.add(code)
                after = _headline(change if node is statement else statement)
                what = f"{before} → {after}" if after != before else _difference(original, code)
                found.append(Mutant(what, getattr(statement, "lineno", 0), code))
    return _told_apart(found)


def _told_apart(found: list[Mutant]) -> tuple[Mutant, ...]:
    """The same change can be made in two places of the cell: the later ones get a number."""
    counts: dict[str, int] = {}
    named = []
    for mutant in found:
        counts[mutant.what] = number = counts.get(mutant.what, 0) + 1
        named.append(mutant if number == 1 else Mutant(f"{mutant.what} ({number})", mutant.line, mutant.code))
    return tuple(named)


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return tree


# holder, its field, index there, the node, the statement around it
Place = tuple[Any, str, int | None, ast.AST, Any]


def _places(node: ast.AST, statement: Any) -> Iterator[Place]:
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "ctx") or isinstance(node, ast.JoinedStr | ast.Raise):
            continue
        if isinstance(node, ast.Assert) and name == "msg":
            continue
        children = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for index, child in children:
            if isinstance(child, ast.AST):
                around = child if isinstance(child, ast.stmt) else statement
                yield node, name, index, child, around
                yield from _places(child, around)


@contextmanager
def _changed(holder: Any, name: str, index: int | None, change: Any) -> Iterator[None]:
    """While open, the tree has ``change`` in the place of a node; a list stands for any number of statements."""
    before = now = getattr(holder, name)
    if index is None:
        now = change
    else:
        now = [*before[:index], *(change if isinstance(change, list) else [change]), *before[index + 1 :]]
        if name == "body" and not now:
            now = [ast.Pass()]
    setattr(holder, name, now)
    yield
    setattr(holder, name, before)


def _unparsed(tree: ast.Module) -> str | None:
    """The tree as code; None for what is no Python."""
    try:
        code = ast.unparse(ast.fix_missing_locations(copy.deepcopy(tree)))
        compile(code, "<mutant>", "exec")
    except (SyntaxError, ValueError, TypeError):
        return None
    return code


def _headline(node: Any) -> str:
    """A statement in one line; of a compound one, its first."""
    if isinstance(node, list):
        return "; ".join(map(_headline, node)) or "(dropped)"
    try:
        return ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).strip().splitlines()[0]
    except (AttributeError, IndexError):
        return "(dropped)"


def _difference(before: str, after: str) -> str:
    """The first lines that differ between two cells, where a change is inside a compound statement."""
    lines = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[:1] in "+-"]
    lost, new = ([line[2:].strip() for line in lines if line[0] == sign] for sign in "-+")
    return f"{lost[0] if lost else '(nothing)'} → {new[0] if new else '(dropped)'}"


def _parameters(tree: ast.Module, statement: Any) -> tuple[str, ...]:
    """The parameters of the innermost function around a statement."""
    found: tuple[str, ...] = ()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(inner is statement for inner in ast.walk(node)):
            found = tuple(arg.arg for arg in node.args.args if arg.arg != "self")
    return found
