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
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Literal, TypeVar

WINDOW = 8  # consecutive nodes of a tree that make one fragment
RARE_SHARE = 0.10  # a fragment that more of the class has is common knowledge ...
RARE_COUNT = 5  # ... unless this few have it
NEAR = 0.70  # share of rare fragments in common that makes two submissions nearly identical
MIN_RARE = 15  # ... of at least this many
MIN_NODES = 60  # a submission with less in it says nothing
SOURCE_LIMIT = 50_000

_LEFT_OUT = {"annotation", "returns", "ctx", "type_comment"}
_NAMES = (ast.Name, ast.arg)
_SAYING: dict[type[ast.AST], str] = {
    ast.Name: "id",
    ast.arg: "arg",
    ast.keyword: "arg",
    ast.Attribute: "attr",
    ast.FunctionDef: "name",
    ast.ClassDef: "name",
    ast.Constant: "value",
}

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
    """A solution's syntax tree in order, as one string a node.

    Names of parameters and variables become numbers in order of appearance; docstrings and annotations go.
    Empty for an untouched stub, and for what is no Python.
    """
    lines = [line for line in source[:SOURCE_LIMIT].splitlines() if not line.lstrip().startswith(("%", "!"))]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # such as a bad escape in a student's string
            nodes = _in_order(ast.parse("\n".join(lines)))
        return _described(nodes) if any(map(_says_something, nodes)) else ()
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()


def _in_order(tree: ast.AST) -> list[ast.AST]:
    """The nodes depth first, without recursion (a student's tree may be deep); no docstrings and
    annotations."""
    found: list[ast.AST] = []
    stack = [tree]
    while stack:
        node = stack.pop()
        found.append(node)
        for name in reversed(node._fields):
            value = getattr(node, name, None)
            if value is None or name in _LEFT_OUT:
                continue
            if type(value) is list:
                stack += [
                    item for item in reversed(value) if isinstance(item, ast.AST) and not _is_text(item)
                ]
            elif isinstance(value, ast.AST):
                stack.append(value)
    return found


def _is_text(node: ast.AST) -> bool:
    """A string that stands alone: a docstring, or a comment in disguise."""
    return type(node) is ast.Expr and type(node.value) is ast.Constant and isinstance(node.value.value, str)


def _says_something(node: ast.AST) -> bool:
    """A statement of the student's own; a stub is only a definition that raises NotImplementedError."""
    if isinstance(node, ast.Raise):
        raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        return not (isinstance(raised, ast.Name) and raised.id == "NotImplementedError")
    return isinstance(node, ast.stmt) and not isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Pass))


def _described(nodes: list[ast.AST]) -> tuple[str, ...]:
    """One string a node: its kind, and what of it is not a matter of taste.

    What the code binds itself is numbered; other names (torch, nn) mean the same everywhere and are kept.
    """
    local = {node.arg for node in nodes if type(node) is ast.arg}
    local |= {node.id for node in nodes if type(node) is ast.Name and type(node.ctx) is ast.Store}
    numbers: dict[str, str] = {}
    found = []
    for node in nodes:
        kind = type(node)
        word = getattr(node, _SAYING[kind]) if kind in _SAYING else ""
        if kind in _NAMES and word in local:
            word = numbers.setdefault(word, f"v{len(numbers)}")
        found.append(f"{kind.__name__} {repr(word)[:60] if kind is ast.Constant else word}")
    return tuple(found)


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
    counts = Counter(chain.from_iterable(fragments.values()))
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
