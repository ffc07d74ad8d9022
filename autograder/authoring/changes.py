"""What can become of one node of a solution's syntax tree when somebody slips."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Any

Change = Any  # a node, or a list of statements
_OPERATORS: MappingProxyType[type, tuple[type, ...]] = MappingProxyType(
    {
        ast.Add: (ast.Sub,),
        ast.Sub: (ast.Add,),
        ast.Mult: (ast.Div, ast.Add),
        ast.Div: (ast.Mult,),
        ast.FloorDiv: (ast.Div, ast.Mult),
        ast.Mod: (ast.FloorDiv,),
        ast.Pow: (ast.Mult,),
        ast.MatMult: (ast.Mult,),
    }
)
_ORDERED = (ast.Sub, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.MatMult)
_COMPARISONS: MappingProxyType[type, tuple[type, ...]] = MappingProxyType(
    {
        ast.Lt: (ast.LtE, ast.GtE),
        ast.LtE: (ast.Lt, ast.Gt),
        ast.Gt: (ast.GtE, ast.LtE),
        ast.GtE: (ast.Gt, ast.Lt),
        ast.Eq: (ast.NotEq,),
        ast.NotEq: (ast.Eq,),
        ast.Is: (ast.IsNot,),
        ast.IsNot: (ast.Is,),
        ast.In: (ast.NotIn,),
        ast.NotIn: (ast.In,),
    }
)
_PAIRS = (
    ("sum", "mean"),
    ("max", "min"),
    ("argmax", "argmin"),
    ("maximum", "minimum"),
    ("amax", "amin"),
    ("zeros", "ones"),
    ("zeros_like", "ones_like"),
    ("train", "eval"),
    ("randn", "rand"),
    ("exp", "expm1"),
    ("log", "log1p"),
    ("rand_like", "randn_like"),
    ("mul_", "add_"),
    ("sub_", "add_"),
    ("zero_", "detach_"),
    ("normal_", "uniform_"),
)
_RENAMED = MappingProxyType({one: other for pair in _PAIRS for one, other in (pair, pair[::-1])})
_SYMMETRIC = frozenset({"maximum", "minimum", "max", "min", "logaddexp", "zip"})
_REDUCTIONS = ("none", "mean", "sum")
_LIBRARIES = frozenset(
    {"torch", "nn", "F", "np", "numpy", "math", "random", "d2l", "functional", "init", "optim", "data"}
)
_SIMPLE = (
    ast.Expr,
    ast.Assign,
    ast.AugAssign,
    ast.AnnAssign,
    ast.Assert,
    ast.Raise,
    ast.Return,
    ast.If,
    ast.For,
    ast.While,
)


def of(node: ast.AST, parameters: tuple[str, ...]) -> Iterator[Change]:
    """What to put in the node's place, one change after the other.

    Args:
        parameters: of the function around the node.
    """
    for kind, change in _TABLE.items():
        if isinstance(node, kind):
            yield from change(node)
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        yield from _other_name(node, parameters)


def _other_name(node: ast.Name, parameters: tuple[str, ...]) -> Iterator[Change]:
    if node.id in parameters and len(parameters) > 1:
        yield ast.Name(parameters[(parameters.index(node.id) + 1) % len(parameters)], ast.Load())
    if node.id[-1] in "12":
        yield ast.Name(node.id[:-1] + ("2" if node.id[-1] == "1" else "1"), ast.Load())


def _operation(node: ast.BinOp) -> Iterator[Change]:
    for other in _OPERATORS.get(type(node.op), ()):
        yield ast.BinOp(node.left, other(), node.right)
    if isinstance(node.op, _ORDERED):
        yield ast.BinOp(node.right, node.op, node.left)
    yield node.left
    yield node.right


def _comparison(node: ast.Compare) -> Iterator[Change]:
    for index, op in enumerate(node.ops):
        for other in _COMPARISONS.get(type(op), ()):
            yield ast.Compare(
                node.left, [*node.ops[:index], other(), *node.ops[index + 1 :]], node.comparators
            )
    if len(node.ops) == 2:
        yield ast.Compare(node.left, node.ops[:1], node.comparators[:1])
        yield ast.Compare(node.comparators[0], node.ops[1:], node.comparators[1:])


def _choice(node: ast.BoolOp) -> Iterator[Change]:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    yield from node.values


def _sign(node: ast.UnaryOp) -> Iterator[Change]:
    yield node.operand


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
            yield (
                ast.Constant(other)
                if not isinstance(other, int | float) or other >= 0
                else ast.UnaryOp(ast.USub(), ast.Constant(-other))
            )


def _call(node: ast.Call) -> Iterator[Change]:
    """The call dropped, an argument missing, two arguments swapped, a related function in its place."""
    function, plain = node.func, not any(isinstance(arg, ast.Starred) for arg in node.args)
    method = isinstance(function, ast.Attribute) and not _library(function.value)
    if method:
        yield function.value  # type: ignore[attr-defined]
    elif node.args and plain:
        yield node.args[0]
    if plain:
        yield from (ast.Call(function, args, node.keywords) for args in _fewer(node.args))
        if getattr(function, "attr", getattr(function, "id", None)) not in _SYMMETRIC:
            yield from (ast.Call(function, args, node.keywords) for args in _swapped(node.args))
    for index in range(len(node.keywords)):
        yield ast.Call(function, node.args, node.keywords[:index] + node.keywords[index + 1 :])
    if isinstance(function, ast.Attribute) and function.attr in _RENAMED:
        yield ast.Call(
            ast.Attribute(function.value, _RENAMED[function.attr], ast.Load()), node.args, node.keywords
        )
    if isinstance(function, ast.Name) and function.id in _RENAMED:
        yield ast.Call(ast.Name(_RENAMED[function.id], ast.Load()), node.args, node.keywords)
    if isinstance(function, ast.Name) and function.id == "range" and node.args:
        for op in (ast.Add(), ast.Sub()):
            yield ast.Call(function, [*node.args[:-1], ast.BinOp(node.args[-1], op, ast.Constant(1))], [])
        if len(node.args) == 1:
            yield ast.Call(function, [ast.Constant(1), *node.args], [])


def _library(node: ast.AST) -> bool:
    while isinstance(node, ast.Attribute):
        node = node.value
    return (isinstance(node, ast.Name) and node.id in _LIBRARIES) or (
        isinstance(node, ast.Call) and (isinstance(node.func, ast.Name) and node.func.id == "super")
    )


def _fewer(items: list[Any]) -> Iterator[list[Any]]:
    for index in range(len(items)):
        yield items[:index] + items[index + 1 :]


def _swapped(items: list[Any]) -> Iterator[list[Any]]:
    for index in range(len(items) - 1):
        yield [*items[:index], items[index + 1], items[index], *items[index + 2 :]]


def _attribute(node: ast.Attribute) -> Iterator[Change]:
    if (
        isinstance(node.ctx, ast.Load)
        and not _library(node.value)
        and node.attr in ("T", "mT", "data", "grad", "shape")
    ):
        yield node.value
    if isinstance(node.ctx, ast.Load) and node.attr[-1] in "12" and not node.attr[-2:-1].isdigit():
        yield ast.Attribute(node.value, node.attr[:-1] + ("2" if node.attr[-1] == "1" else "1"), node.ctx)


def _subscript(node: ast.Subscript) -> Iterator[Change]:
    if isinstance(node.ctx, ast.Load):
        yield node.value


def _slice(node: ast.Slice) -> Iterator[Change]:
    for name in ("lower", "upper", "step"):
        if getattr(node, name) is not None:
            parts = {part: getattr(node, part) for part in ("lower", "upper", "step")}
            yield ast.Slice(**{**parts, name: None})


def _conditional(node: ast.IfExp) -> Iterator[Change]:
    yield node.body
    yield node.orelse
    yield ast.IfExp(node.test, node.orelse, node.body)


def _items(node: ast.Tuple | ast.List) -> Iterator[Change]:
    kind = type(node)
    yield from (kind(items, node.ctx) for items in _swapped(node.elts))
    if isinstance(node.ctx, ast.Load):
        yield from (kind(items, node.ctx) for items in _fewer(node.elts))


def _comprehension(node: ast.comprehension) -> Iterator[Change]:
    if node.ifs:
        yield ast.comprehension(node.target, node.iter, [], node.is_async)


def _statement(node: ast.stmt) -> Iterator[Change]:
    yield []


def _augmented(node: ast.AugAssign) -> Iterator[Change]:
    for other in _OPERATORS.get(type(node.op), ()):
        yield ast.AugAssign(node.target, other(), node.value)
    value = ast.parse(ast.unparse(node.target), mode="eval").body
    yield ast.Assign([node.target], node.value, lineno=node.lineno)
    yield ast.Assign([node.target], ast.BinOp(value, node.op, node.value), lineno=node.lineno)


def _if(node: ast.If) -> Iterator[Change]:
    yield node.body
    yield node.orelse
    yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)


def _while(node: ast.While) -> Iterator[Change]:
    yield ast.While(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)


def _for(node: ast.For) -> Iterator[Change]:
    yield ast.For(node.target, node.iter, [*node.body, ast.Break()], node.orelse, lineno=node.lineno)


def _with(node: ast.With) -> Iterator[Change]:
    yield node.body


def _function(node: ast.FunctionDef) -> Iterator[Change]:
    """It gives back an argument; it has no decorators; two of its statements in a row change places."""

    def with_body(body: list[ast.stmt]) -> ast.FunctionDef:
        return ast.FunctionDef(
            node.name, node.args, body, node.decorator_list, node.returns, lineno=node.lineno
        )

    for arg in node.args.args:
        if arg.arg != "self":
            yield with_body([ast.Return(ast.Name(arg.arg, ast.Load()))])
    if node.decorator_list:
        yield ast.FunctionDef(node.name, node.args, node.body, [], node.returns, lineno=node.lineno)


def _block(node: Any) -> Iterator[Change]:
    """Two calls in a row change places."""
    for index in range(len(node.body) - 1):
        if isinstance(node.body[index], ast.Expr) and isinstance(node.body[index + 1], ast.Expr):
            (swapped,) = [items for at, items in enumerate(_swapped(node.body)) if at == index]
            yield type(node)(
                **{**{name: getattr(node, name, None) for name in node._fields}, "body": swapped}
            )


_TABLE: MappingProxyType[Any, Callable[[Any], Iterator[Change]]] = MappingProxyType(
    {
        ast.BinOp: _operation,
        ast.Compare: _comparison,
        ast.BoolOp: _choice,
        ast.UnaryOp: _sign,
        ast.Constant: _constant,
        ast.Call: _call,
        ast.Attribute: _attribute,
        ast.Subscript: _subscript,
        ast.Slice: _slice,
        ast.IfExp: _conditional,
        ast.Tuple: _items,
        ast.List: _items,
        ast.comprehension: _comprehension,
        _SIMPLE: _statement,
        ast.AugAssign: _augmented,
        ast.If: _if,
        ast.While: _while,
        ast.For: _for,
        ast.With: _with,
        ast.FunctionDef: _function,
        (ast.FunctionDef, ast.For, ast.With, ast.If): _block,
    }
)
