"""What can be told of a cell's source without running it: which names it binds, and whether it is still a stub."""

import ast
import builtins
import re
import symtable
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, wraps
from typing import TypeVar

_LARGEST = 200_000  # characters that are parsed; a syntax tree takes some hundred times its source's memory
SHORT = 5_000  # characters of a cell whose tree is kept
_Read = TypeVar("_Read")
_NUMBER = re.compile(r"\b0[xXoObB][\da-fA-F_]{3500}")  # one that Python reads, and cannot write in decimal
_MARK = "NotImplementedError"
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_WRITES = re.compile(r"\s*%%(?:writefile|file|bash|sh|script|html|javascript|js|latex|markdown|svg)\b")
_MAGIC = re.compile(r"^(?P<indent>[ \t]*)[%!?].*$|^[ \t]*\??[\w.]+\?{1,2}[ \t]*$", re.MULTILINE)


def lines_of(source: str) -> list[str]:
    """Its lines as Python counts them: a form feed or a U+2028 ends none."""
    return re.split(r"\r\n?|\n", source)


def same(one: str, other: str) -> bool:
    """Whether two sources differ at most in line ends and white space at the ends of lines and of the text."""
    return tidy(one) == tidy(other)


def remembered(longest: int) -> Callable[[Callable[[str], _Read]], Callable[[str], _Read]]:
    """What is read of a cell of at most so many characters is read once: many students hand in the course's own cells."""

    def remembering(read: Callable[[str], _Read]) -> Callable[[str], _Read]:
        kept = lru_cache(maxsize=200)(read)
        return wraps(read)(lambda source: kept(source) if len(source) <= longest else read(source))

    return remembering


def defines(source: str, name: str) -> bool:
    """Whether the cell, run by itself, would bind ``name`` in the notebook's namespace."""
    if name not in source:
        return False
    names = bound_names(source)
    return seems_to_define(source, name) if names is None else name in names


@remembered(_LARGEST)
def bound_names(source: str) -> frozenset[str] | None:
    """The names that the cell binds when it runs; None when it cannot be parsed."""
    if _WRITES.match(source):
        return frozenset()
    tree = parse(source)
    try:
        return None if tree is None else frozenset(name for name, _ in bindings(tree.body))
    except RecursionError:
        return None


def bindings(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, ast.AST | str]]:
    """The names that statements bind where they stand, blocks included, each with what it stands for.

    That is a definition, an expression, or the dotted path of what is imported; ``*`` for all that a module has.

    Raises:
        RecursionError: for code that is nested too deeply.
    """
    for node in nodes:
        if isinstance(node, _DEFINITIONS):
            yield node.name, node
            continue
        if isinstance(node, ast.Import):
            for alias in node.names:
                whole = alias.name if alias.asname else alias.name.partition(".")[0]
                yield alias.asname or whole, whole
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module or ''}.{alias.name}"
        for target, value in _assignments(node):
            yield from _assigned(target, value)
        if not isinstance(node, ast.Lambda):
            yield from bindings(ast.iter_child_nodes(node))


def _assignments(node: ast.AST) -> list[tuple[ast.AST, ast.AST | None]]:
    if isinstance(node, ast.Assign):
        return [(target, node.value) for target in node.targets]
    if isinstance(node, ast.AnnAssign | ast.AugAssign | ast.NamedExpr):
        return [(node.target, node.value)]
    if isinstance(node, ast.For | ast.AsyncFor):
        return [(node.target, node.iter)]
    if isinstance(node, ast.withitem) and node.optional_vars is not None:
        return [(node.optional_vars, node.context_expr)]
    return []


def _assigned(target: ast.AST, value: ast.AST | None) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(target, ast.Starred):
        target = target.value
    if isinstance(target, ast.Name) and value is not None:
        yield target.id, value
    elif isinstance(target, ast.Tuple | ast.List):
        given = value.elts if isinstance(value, ast.Tuple | ast.List) else []
        for index, part in enumerate(target.elts):
            yield from _assigned(part, given[index] if len(given) == len(target.elts) else value)


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


def free_names(sources: Iterable[str]) -> set[str]:
    """Names that the cells use and none of them binds."""
    used, bound = set[str](), set[str]()
    for text in sources:
        used |= _used_names(text)
        bound |= bound_names(text) or set()
    return used - bound


@remembered(_LARGEST)
def _used_names(source: str) -> frozenset[str]:
    tree = parse(source)
    return frozenset(_used(tree) if tree else ())


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
    """The imports, functions, classes and plain constants of a cell that bind one of ``names``; nothing that does work.

    What these need from the same cell comes with them. Lines keep their numbers, for tracebacks.
    """
    tree = parse(source)
    if tree is None:
        return ""
    offering: dict[str, list[ast.stmt]] = {}
    for statement in filter(_defines, tree.body):
        for name in {name for name, _ in bindings([statement])}:
            offering.setdefault(name, []).append(statement)
    waiting, chosen = list(names), set[ast.stmt]()
    while waiting:
        for statement in offering.pop(waiting.pop(), ()):
            if statement not in chosen:
                chosen.add(statement)
                waiting += _used(statement)
    lines = lines_of(source)
    kept = {line for statement in chosen for line in _lines(statement)}
    return "\n".join(text if number in kept else "" for number, text in enumerate(lines, 1)).rstrip()


@remembered(SHORT)
def parse(source: str) -> ast.Module | None:
    """The cell's syntax tree, magics taken for ``pass``; None when it has none (or is beyond all measure).

    Whoever gets a tree leaves it as it is: most cells of a class are the course's own, and share theirs.
    """
    if len(source) > _LARGEST or _NUMBER.search(source):
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
        else isinstance(statement, ast.Raise) and _name_of(statement.exc) == _MARK
        for statement in inner
    )


def _name_of(raised: ast.expr | None) -> str | None:
    """The name of the exception that is raised, itself or made by a call."""
    made = raised.func if isinstance(raised, ast.Call) else raised
    return made.id if isinstance(made, ast.Name) else None


def _shape(tree: ast.Module | None) -> str | None:
    try:
        return ast.dump(tree) if tree else None
    except RecursionError:
        return None


def _used(tree: ast.AST) -> set[str]:
    return {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }


def _defines(statement: ast.stmt) -> bool:
    """Whether it only defines: a constant is one that is written out."""
    if isinstance(statement, ast.Assign):
        plain = ast.Constant | ast.Tuple | ast.List | ast.UnaryOp | ast.USub | ast.Load
        return all(isinstance(node, plain) for node in ast.walk(statement.value))
    return isinstance(statement, (*_DEFINITIONS, ast.Import, ast.ImportFrom))


def _lines(statement: ast.stmt) -> range:
    """Its line numbers, decorators included."""
    first = min([statement.lineno, *(item.lineno for item in getattr(statement, "decorator_list", []))])
    return range(first, (statement.end_lineno or first) + 1)
