"""What can be told of a cell's source without running it: which names it defines, and whether it is still a
stub."""

from __future__ import annotations

import ast
import builtins
import re
import symtable
import warnings
from collections.abc import Iterator

_LARGEST = 200_000  # characters that are parsed; a syntax tree takes some hundred times its source's memory
_MARK = "NotImplementedError"
_BLOCKS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.AsyncFor, ast.AsyncWith, ast.ExceptHandler)
_MAGIC = re.compile(r"^(?P<indent>[ \t]*)[%!?].*$|^[ \t]*\??[\w.]+\?{1,2}[ \t]*$", re.MULTILINE)


def same(one: str, other: str) -> bool:
    """Whether two sources differ at most in line ends and white space at the ends of lines and of the
    text."""
    return tidy(one) == tidy(other)


def defines(source: str, name: str) -> bool:
    """Whether the cell, run by itself, would bind ``name`` in the notebook's namespace."""
    if name not in source:
        return False
    names = bound_names(source)
    return seems_to_define(source, name) if names is None else name in names


def bound_names(source: str) -> frozenset[str] | None:
    """The names that the cell binds when it runs; None when it cannot be parsed."""
    tree = parse(source)
    return None if tree is None else frozenset(name for one in _statements(tree.body) for name in _bound(one))


def seems_to_define(source: str, name: str, only_definitions: bool = False) -> bool:
    """The same from its lines alone: a single slip of the pen leaves the line that begins the definition.

    Args:
        only_definitions: take functions and classes, and no other variables.
    """
    name = re.escape(name)
    variable = "" if only_definitions else rf"|^{name}[ \t]*=(?!=)"
    return (
        re.search(rf"^(?:(?:async[ \t]+)?def|class)[ \t]+{name}\b{variable}", source, re.MULTILINE)
        is not None
    )


def is_stub(source: str, stub: str) -> bool:
    """Whether the cell is still as released, comments, blank lines and spacing aside, or as empty as that."""
    if not source.strip() or same(source, stub):
        return True
    if len(source) > 2 * len(stub) + 2_000 or (_MARK in stub and _MARK not in source):
        return False
    tree, other = parse(source), parse(stub)
    if tree is None:
        return False
    return _raises_only(tree.body) or (other is not None and _shape(tree) == _shape(other))


def free_names(sources: list[str]) -> set[str]:
    """Names that the cells use and none of them binds."""
    used, bound = set(), set()
    for text in sources:
        if tree := parse(text):
            used |= {
                node.id
                for node in ast.walk(tree)
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
            }
            bound |= {name for statement in _statements(tree.body) for name in _bound(statement)}
    return used - bound


def global_names(text: str) -> set[str]:
    """The names that a cell's functions and classes take from the notebook when they run."""
    tree = parse(text)
    if tree is None:
        return set()
    try:
        waiting = [symtable.symtable(ast.unparse(tree), "<cell>", "exec")]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    found: set[str] = set()
    for table in waiting:
        waiting += table.get_children()
        if table.get_type() != "module":
            found |= {
                symbol.get_name()
                for symbol in table.get_symbols()
                if symbol.is_global() and symbol.is_referenced()
            }
    return {name for name in found if not hasattr(builtins, name)}


def definitions(source: str, names: set[str]) -> str:
    """The imports, functions, classes and plain constants of a cell that bind one of ``names``; nothing that
    does work.

    What these need from the same cell comes with them. Lines keep their numbers, for tracebacks.
    """
    tree = parse(source)
    if tree is None:
        return ""
    offered = [statement for statement in tree.body if _is_definition(statement)]
    wanted, chosen = set(names), set()
    while more := [
        place for place, statement in enumerate(offered) if place not in chosen and _bound(statement) & wanted
    ]:
        chosen.update(more)
        wanted |= {
            node.id
            for place in more
            for node in ast.walk(offered[place])
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        }
    lines = source.splitlines()
    kept = {line for place in chosen for line in _lines(offered[place])}
    return (
        "\n".join(text if number in kept else "" for number, text in enumerate(lines, 1)).rstrip()
        if kept
        else ""
    )


def parse(source: str) -> ast.Module | None:
    """The cell's syntax tree, magics taken for ``pass``; None when it has none (or is beyond all measure)."""
    if len(source) > _LARGEST:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a student's "\d" is no matter of ours
            return ast.parse(_MAGIC.sub(lambda line: (line["indent"] or "") + "pass", source))
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None


def tidy(source: str) -> str:
    """The source without white space at the ends of its lines and its own."""
    if len(source) > 5 * _LARGEST:  # nobody compares that line by line
        return source.strip()
    return "\n".join(line.rstrip() for line in source.splitlines()).strip()


def _raises_only(body: list[ast.stmt]) -> bool:
    """Whether there are functions, and all they do is to raise NotImplementedError."""
    inner = [
        statement
        for statement in body
        if not isinstance(statement, ast.Import | ast.ImportFrom)
        and not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))
    ]
    return bool(inner) and all(
        _raises_only(statement.body)
        if isinstance(statement, ast.FunctionDef | ast.ClassDef)
        else isinstance(statement, ast.Raise)
        and statement.exc is not None
        and ast.unparse(statement.exc).startswith(_MARK)
        for statement in inner
    )


def _shape(tree: ast.Module | None) -> str | None:
    try:
        return ast.dump(tree) if tree else None
    except RecursionError:
        return None


def _is_definition(statement: ast.stmt) -> bool:
    """Whether it only defines: a constant is one that is written out."""
    if isinstance(statement, ast.Assign):
        return all(
            isinstance(node, ast.Constant | ast.Tuple | ast.List | ast.UnaryOp | ast.USub | ast.Load)
            for node in ast.walk(statement.value)
        )
    return isinstance(
        statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom
    )


def _lines(statement: ast.stmt) -> range:
    """Its line numbers, decorators included."""
    first = min([statement.lineno, *(item.lineno for item in getattr(statement, "decorator_list", []))])
    return range(first, (statement.end_lineno or first) + 1)


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements that run with the cell, those inside ``if``, ``try``, ``with`` and loops included."""
    waiting = list(body)
    while waiting:
        statement = waiting.pop()
        yield statement
        if isinstance(statement, _BLOCKS):
            for field in ("body", "orelse", "finalbody", "handlers"):
                waiting += getattr(statement, field, [])


def _bound(statement: ast.stmt) -> set[str]:
    """The names that one statement binds."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {statement.name}
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return {(alias.asname or alias.name).split(".")[0] for alias in statement.names}
    targets = {ast.Assign: "targets", ast.AnnAssign: "target", ast.AugAssign: "target"}.get(type(statement))
    if targets is None or (isinstance(statement, ast.AnnAssign) and statement.value is None):
        return set()
    found = getattr(statement, targets)
    return {
        node.id
        for target in (found if isinstance(found, list) else [found])
        for node in ast.walk(target)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
