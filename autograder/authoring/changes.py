"""What can become of one node of a solution's syntax tree when somebody slips."""

import ast
import copy
from collections.abc import Callable, Iterator
from typing import Any

Change = Any  # a node, or a list of statements


def _kinds(names: str) -> tuple[Any, ...]:
    return tuple(getattr(ast, name) for name in names.split())


_OPERATORS = {  # of calculations and comparisons: what each is taken for
    _kinds(one)[0]: _kinds(others.replace(",", " "))
    for one, others in (
        pair.split(":")
        for pair in (
            "Add:Sub Sub:Add Mult:Div,Add Div:Mult FloorDiv:Div,Mult Mod:FloorDiv Pow:Mult MatMult:Mult "
            "Lt:LtE,GtE LtE:Lt,Gt Gt:GtE,LtE GtE:Gt,Lt Eq:NotEq NotEq:Eq Is:IsNot IsNot:Is In:NotIn NotIn:In"
        ).split()
    )
}
_ORDERED = _kinds("Sub Div FloorDiv Mod Pow MatMult")
_PAIRS = [
    pair.split("/")
    for pair in (
        "sum/mean max/min argmax/argmin maximum/minimum amax/amin zeros/ones zeros_like/ones_like train/eval randn/rand "
        "exp/expm1 log/log1p rand_like/randn_like mul_/add_ sub_/add_ zero_/detach_ normal_/uniform_"
    ).split()
]
_RENAMED = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
_SYMMETRIC = frozenset("maximum minimum max min logaddexp zip".split())
_REDUCTIONS = ("none", "mean", "sum")
_LIBRARIES = frozenset("torch nn F np numpy math random d2l functional init optim data".split())
_SIMPLE = _kinds("Expr Assign AugAssign AnnAssign Assert Raise Return If For While")


def of(node: ast.AST, parameters: tuple[str, ...]) -> Iterator[Change]:
    """What to put in the node's place, one change after the other.

    Args:
        parameters: of the function around the node.
    """
    for kind, change in _TABLE.items():
        if isinstance(node, kind):
            yield from change(node)
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        if node.id in parameters and len(parameters) > 1:
            yield ast.Name(parameters[(parameters.index(node.id) + 1) % len(parameters)], ast.Load())
        if node.id[-1] in "12":
            yield ast.Name(_other_number(node.id), ast.Load())


def _other_number(name: str) -> str:
    return name[:-1] + ("2" if name[-1] == "1" else "1")


def _operation(node: ast.BinOp) -> Iterator[Change]:
    for other in _OPERATORS.get(type(node.op), ()):
        yield ast.BinOp(node.left, other(), node.right)
    if isinstance(node.op, _ORDERED):
        yield ast.BinOp(node.right, node.op, node.left)
    yield from (node.left, node.right)


def _comparison(node: ast.Compare) -> Iterator[Change]:
    for index, op in enumerate(node.ops):
        for other in _OPERATORS.get(type(op), ()):
            ops = [*node.ops[:index], other(), *node.ops[index + 1 :]]
            yield ast.Compare(node.left, ops, node.comparators)
    if len(node.ops) == 2:
        yield ast.Compare(node.left, node.ops[:1], node.comparators[:1])
        yield ast.Compare(node.comparators[0], node.ops[1:], node.comparators[1:])


def _choice(node: ast.BoolOp) -> Iterator[Change]:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    yield from node.values


def _constant(node: ast.Constant) -> Iterator[Change]:
    value = node.value
    others: tuple[Any, ...] = ()
    if isinstance(value, bool):
        others = (not value,)
    elif isinstance(value, int):
        others = (value + 1, value - 1, 0, -value)
    elif isinstance(value, float):
        others = (value + 1, 0.0, -value, value * 1.25)
    elif value in _REDUCTIONS:
        others = _REDUCTIONS
    for other in others:
        if other != value:
            negative = isinstance(other, int | float) and other < 0
            yield ast.UnaryOp(ast.USub(), ast.Constant(-other)) if negative else ast.Constant(other)


def _call(node: ast.Call) -> Iterator[Change]:
    """The call dropped, an argument missing, two arguments swapped, a related function in its place."""
    function, args, keywords = node.func, node.args, node.keywords
    plain = not any(isinstance(arg, ast.Starred) for arg in args)
    name = getattr(function, "attr", getattr(function, "id", None))
    if isinstance(function, ast.Attribute) and not _library(function.value):
        yield function.value
    elif args and plain:
        yield args[0]
    if plain:
        yield from (ast.Call(function, fewer, keywords) for fewer in _fewer(args))
        if name not in _SYMMETRIC:
            yield from (ast.Call(function, swapped, keywords) for swapped in _swapped(args))
    yield from (ast.Call(function, args, fewer) for fewer in _fewer(keywords))
    if name in _RENAMED and isinstance(function, ast.Attribute):
        yield ast.Call(ast.Attribute(function.value, _RENAMED[name], ast.Load()), args, keywords)
    elif name in _RENAMED:
        yield ast.Call(ast.Name(_RENAMED[name], ast.Load()), args, keywords)
    if isinstance(function, ast.Name) and name == "range" and args:
        for op in (ast.Add(), ast.Sub()):
            yield ast.Call(function, [*args[:-1], ast.BinOp(args[-1], op, ast.Constant(1))], [])
        if len(args) == 1:
            yield ast.Call(function, [ast.Constant(1), *args], [])


def _library(node: ast.AST) -> bool:
    while isinstance(node, ast.Attribute):
        node = node.value
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "super"
    return isinstance(node, ast.Name) and node.id in _LIBRARIES


def _fewer(items: list[Any]) -> Iterator[list[Any]]:
    for index in range(len(items)):
        yield items[:index] + items[index + 1 :]


def _swapped(items: list[Any]) -> Iterator[list[Any]]:
    for index in range(len(items) - 1):
        yield [*items[:index], items[index + 1], items[index], *items[index + 2 :]]


def _attribute(node: ast.Attribute) -> Iterator[Change]:
    if not isinstance(node.ctx, ast.Load):
        return
    if not _library(node.value) and node.attr in ("T", "mT", "data", "grad", "shape"):
        yield node.value
    if node.attr[-1] in "12" and not node.attr[-2:-1].isdigit():
        yield ast.Attribute(node.value, _other_number(node.attr), node.ctx)


def _slice(node: ast.Slice) -> Iterator[Change]:
    for name in ("lower", "upper", "step"):
        if getattr(node, name) is not None:
            yield _with(node, **{name: None})


def _items(node: ast.Tuple | ast.List) -> Iterator[Change]:
    yield from (_with(node, elts=items) for items in _swapped(node.elts))
    if isinstance(node.ctx, ast.Load):
        yield from (_with(node, elts=items) for items in _fewer(node.elts))


def _augmented(node: ast.AugAssign) -> Iterator[Change]:
    for other in _OPERATORS.get(type(node.op), ()):
        yield _with(node, op=other())
    value = ast.parse(ast.unparse(node.target), mode="eval").body
    yield ast.Assign([node.target], node.value, lineno=node.lineno)
    yield ast.Assign([node.target], ast.BinOp(value, node.op, node.value), lineno=node.lineno)


def _negated(node: ast.If | ast.While) -> Iterator[Change]:
    yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))


def _function(node: ast.FunctionDef) -> Iterator[Change]:
    """It gives back an argument; it has no decorators."""
    for arg in node.args.args:
        if arg.arg != "self":
            yield _with(node, body=[ast.Return(ast.Name(arg.arg, ast.Load()))])
    if node.decorator_list:
        yield _with(node, decorator_list=[])


def _block(node: Any) -> Iterator[Change]:
    """Two calls in a row change places."""
    for index, swapped in enumerate(_swapped(node.body)):
        if isinstance(node.body[index], ast.Expr) and isinstance(node.body[index + 1], ast.Expr):
            yield _with(node, body=swapped)


def _with(node: Any, **changed: Any) -> Any:
    """The same node, but for some fields."""
    made = copy.copy(node)
    for name, value in changed.items():
        setattr(made, name, value)
    return made


_TABLE: dict[Any, Callable[[Any], Iterator[Change]]] = {
    ast.BinOp: _operation,
    ast.Compare: _comparison,
    ast.BoolOp: _choice,
    ast.UnaryOp: lambda node: iter([node.operand]),
    ast.Constant: _constant,
    ast.Call: _call,
    ast.Attribute: _attribute,
    ast.Subscript: lambda node: iter([node.value] if isinstance(node.ctx, ast.Load) else []),
    ast.Slice: _slice,
    ast.IfExp: lambda node: iter([node.body, node.orelse, ast.IfExp(node.test, node.orelse, node.body)]),
    (ast.Tuple, ast.List): _items,
    ast.comprehension: lambda node: iter([_with(node, ifs=[])] if node.ifs else []),
    _SIMPLE: lambda node: iter([[]]),
    ast.AugAssign: _augmented,
    ast.If: lambda node: iter([node.body, node.orelse]),
    (ast.If, ast.While): _negated,
    ast.For: lambda node: iter([_with(node, body=[*node.body, ast.Break()])]),
    ast.With: lambda node: iter([node.body]),
    ast.FunctionDef: _function,
    (ast.FunctionDef, ast.For, ast.With, ast.If): _block,
}
