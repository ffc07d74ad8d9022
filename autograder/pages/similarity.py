"""Which submissions of a class hold the same or nearly the same solutions: a question to ask, never a
verdict.

A solution is compared as its syntax tree without names of variables, comments, docstrings, annotations and
layout. Short exercises have few right answers, so what many write says nothing: *near-identical* is judged
only on fragments that are rare in the class.
"""

from __future__ import annotations

import ast
import warnings
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, TypeVar

WINDOW = 8  # consecutive nodes of a tree that make one fragment
RARE_SHARE = 0.10  # a fragment that more of the class has is common knowledge ...
RARE_COUNT = 5  # ... unless this few have it
NEAR = 0.70  # share of rare fragments in common that makes two submissions nearly identical
MIN_RARE = 15  # ... of at least this many
MIN_NODES = 60  # a submission with less in it says nothing
SOURCE_LIMIT = 50_000

Kind = Literal["same_file", "identical", "near"]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Group:
    """Students whose solutions to an assignment are alike.

    Attributes:
        kind: ``same_file`` (the same bytes), ``identical`` (but for names, comments, layout) or ``near``.
        students: sorted.
        similarity: the lowest share of rare fragments in common that links two of them; 1 for the other
            kinds. share: share of the class that is in the group; a large one often means code from the book.
    """

    kind: Kind
    students: tuple[str, ...]
    similarity: float
    share: float


def similar_solutions(
    sources: Mapping[str, Mapping[str, str]],
    files: Mapping[str, str] | None = None,
    parsed: dict[str, tuple[str, ...]] | None = None,
) -> tuple[Group, ...]:
    """Group the students of one assignment.

    Args:
        sources: student -> name of an exercise -> source of the solution cell.
        files: student -> digest of the submitted file.
        parsed: a cache of :func:`fingerprint`, shared between calls.

    Returns:
        Groups of at least two, the surest kind first; a student is in one group of a kind at most, and a
        group that says nothing beyond a surer one is left out.
    """
    parsed = {} if parsed is None else parsed
    trees = {student: _tree(cells, parsed) for student, cells in sources.items()}
    trees = {student: tree for student, tree in trees.items() if len(tree) >= MIN_NODES}
    total = max(len(sources), len(files or {}), 1)
    kinds: dict[Kind, list[tuple[set[str], float]]] = {
        "same_file": [(set(members), 1.0) for members in _by_value(files or {})],
        "identical": [(set(members), 1.0) for members in _by_value(trees)],
        "near": _near(trees),
    }
    found: list[Group] = []
    for kind, groups in kinds.items():
        for members, similarity in groups:
            if not any(members <= set(known.students) for known in found):
                found.append(Group(kind, tuple(sorted(members)), similarity, len(members) / total))
    return tuple(found)


def fingerprint(source: str) -> tuple[str, ...]:
    """A solution's syntax tree in order, as one string a node; empty for an untouched stub and for what is no
    Python.

    Names of parameters and variables become numbers in order of appearance; docstrings and annotations go.
    """
    lines = [line for line in source[:SOURCE_LIMIT].splitlines() if not line.lstrip().startswith(("%", "!"))]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # such as a bad escape in a student's string
            tree = ast.parse("\n".join(lines))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    nodes = list(_in_order(tree))
    if not any(_says_something(node) for node in nodes):
        return ()
    local = _local_names(nodes)
    numbers: dict[str, str] = {}
    return tuple(_describe(node, local, numbers) for node in nodes)


def _in_order(tree: ast.AST) -> Iterable[ast.AST]:
    """The nodes depth first, without recursion (a student's tree may be deep), docstrings and annotations
    left out."""
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        yield node
        children: list[ast.AST] = []
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "ctx", "type_comment"):
                continue
            if isinstance(value, list):
                children += [item for item in value if isinstance(item, ast.AST) and not _is_text(item)]
            elif isinstance(value, ast.AST):
                children.append(value)
        stack += reversed(children)


def _is_text(node: ast.AST) -> bool:
    """A string that stands alone: a docstring, or a comment in disguise."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _says_something(node: ast.AST) -> bool:
    """A statement of the student's own; a stub is only a definition that raises NotImplementedError."""
    if isinstance(node, ast.Raise):
        raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        return not (isinstance(raised, ast.Name) and raised.id == "NotImplementedError")
    return isinstance(node, ast.stmt) and not isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Pass))


def _local_names(nodes: Iterable[ast.AST]) -> set[str]:
    """What the code itself binds; other names (torch, nn) mean the same everywhere and are kept."""
    return {node.arg for node in nodes if isinstance(node, ast.arg)} | {
        node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def _describe(node: ast.AST, local: set[str], numbers: dict[str, str]) -> str:
    kind = type(node).__name__
    if isinstance(node, (ast.Name, ast.arg)):
        name = node.id if isinstance(node, ast.Name) else node.arg
        return f"{kind} {numbers.setdefault(name, f'v{len(numbers)}') if name in local else name}"
    if isinstance(node, ast.Constant):
        return f"{kind} {repr(node.value)[:60]}"
    if isinstance(node, ast.Attribute):
        return f"{kind} {node.attr}"
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return f"{kind} {node.name}"
    return f"{kind} {node.arg}" if isinstance(node, ast.keyword) else kind


def _tree(cells: Mapping[str, str], parsed: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """All solution cells of a submission, one after the other."""
    nodes: list[str] = []
    for name in sorted(cells):
        source = cells[name]
        if source not in parsed:
            parsed[source] = fingerprint(source)
        nodes += parsed[source]
    return tuple(nodes)


def _by_value(values: Mapping[str, Hashable]) -> list[list[str]]:
    """Keys that share a value, where two or more do; the largest groups first."""
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for key in sorted(values):
        groups[values[key]].append(key)
    return sorted(
        (members for members in groups.values() if len(members) > 1),
        key=lambda members: (-len(members), members),
    )


def _near(trees: Mapping[str, tuple[str, ...]]) -> list[tuple[set[str], float]]:
    """Groups linked by rare fragments in common."""
    fragments = {
        student: {hash(tree[i : i + WINDOW]) for i in range(len(tree) - WINDOW + 1)}
        for student, tree in trees.items()
    }
    counts = Counter(fragment for own in fragments.values() for fragment in own)
    most = max(RARE_COUNT, int(RARE_SHARE * len(trees)))
    holders: dict[int, list[str]] = defaultdict(list)
    rare: dict[str, int] = {}
    for student in sorted(fragments):
        own = [fragment for fragment in fragments[student] if counts[fragment] <= most]
        rare[student] = len(own)
        for fragment in own:
            if counts[fragment] > 1:
                holders[fragment].append(student)
    shared = Counter(pair for students in holders.values() for pair in combinations(students, 2))
    links = {
        (a, b): count / (rare[a] + rare[b] - count) for (a, b), count in shared.items() if count >= MIN_RARE
    }
    return _linked({pair: share for pair, share in links.items() if share >= NEAR})


def _linked(links: Mapping[tuple[str, str], float]) -> list[tuple[set[str], float]]:
    """Connected components, each with its weakest link."""
    member_of: dict[str, set[str]] = {}
    for a, b in sorted(links):
        union = member_of.get(a, {a}) | member_of.get(b, {b})
        for student in union:
            member_of[student] = union
    groups = {id(group): group for group in member_of.values()}.values()
    return sorted(
        ((group, min(share for pair, share in links.items() if pair[0] in group)) for group in groups),
        key=lambda found: (-found[1], sorted(found[0])),
    )
