"""What each kind of expression may stand for."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from autograder.rules import folding
from autograder.rules.folding import NotConstant
from autograder.rules.model import (
    MAX_ITEMS,
    NONE,
    OTHER,
    TENSOR,
    UNKNOWN,
    Args,
    Box,
    Const,
    Data,
    Env,
    Function,
    Instance,
    Lib,
    LibDict,
    Scope,
    Value,
    Values,
    callables,
    strings,
    union,
)
from autograder.rules.state import State, elements

_BUILTINS = frozenset(dir(__builtins__) if not isinstance(__builtins__, dict) else __builtins__) | {
    "get_ipython",
    "__builtins__",
}
_CONVENTIONS = {"torch": "torch", "nn": "torch.nn", "F": "torch.nn.functional", "np": "numpy", "math": "math"}
_FILLS = frozenset("append add insert extend update".split())
_ASKS = ("builtins.isinstance", "builtins.issubclass")  # these look at what they are given, and call nothing


class Expressions(State):
    """The reading of expressions."""

    def evaluate(self, node: ast.AST | None, env: Env, held: bool = False) -> Values:
        """What the expression may stand for; in code that counts, what is forbidden in it is recorded."""
        if node is None:
            return NONE
        self.tick()
        read = _READERS.get(type(node))
        values = read(self, node, env) if read else self._others(node, env)
        if self.recording and isinstance(
            node, ast.Name | ast.Attribute | ast.Call | ast.Subscript | ast.Lambda
        ):
            self.note(node, values, held)
        return values

    def _others(self, node: ast.AST, env: Env) -> Values:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self.evaluate(child, env)
        return UNKNOWN

    def _name(self, node: ast.Name, env: Env) -> Values:
        values = env.look_up(node.id)
        if values is not None:
            return values
        if node.id in _BUILTINS:
            return (Lib(f"builtins.{node.id}" if node.id != "__builtins__" else "builtins"),)
        return (Lib(_CONVENTIONS[node.id]),) if node.id in _CONVENTIONS else OTHER

    def _constant(self, node: ast.Constant, env: Env) -> Values:
        return (Const(node.value),) if not isinstance(node.value, complex | type(...)) else UNKNOWN

    def _attribute(self, node: ast.Attribute, env: Env) -> Values:
        owners = self.evaluate(node.value, env, held=True)
        return union(*(self.attribute(owner, node.attr) for owner in owners))

    def _subscript(self, node: ast.Subscript, env: Env) -> Values:
        owners = self.evaluate(node.value, env, held=True)
        if isinstance(node.slice, ast.Slice):
            bounds = [
                self.evaluate(bound, env) for bound in (node.slice.lower, node.slice.upper, node.slice.step)
            ]
            try:
                return folding.slice_of(owners, *bounds)
            except NotConstant:
                return owners
        key = self.evaluate(node.slice, env)
        return union(*(self.subscript(owner, key) for owner in owners))

    def subscript(self, owner: Value, key: Values) -> Values:
        """What ``owner[key]`` may stand for."""
        keys = [value.value for value in key if isinstance(value, Const)]
        if isinstance(owner, Box):
            return (
                union(*(owner.at(self._index(owner, item)) for item in keys)) if keys else owner.everything()
            )
        if isinstance(owner, LibDict):
            return union(*(self.attribute(Lib(owner.path), name) for name in strings(key))) or UNKNOWN
        if owner == Lib("sys.modules"):
            return tuple(Lib(name) for name in strings(key)) or UNKNOWN
        if isinstance(owner, Scope):
            return union(*(owner.env.look_up(name) or OTHER for name in strings(key))) or UNKNOWN
        if isinstance(owner, Const) and isinstance(owner.value, str | bytes) and keys:
            return tuple(
                Const(owner.value[i])
                for i in keys
                if type(i) is int and -len(owner.value) <= i < len(owner.value)
            )
        if isinstance(owner, Instance):
            methods = self.attribute(owner, "__getitem__")
            return union(*(self.call(method, Args((key,)), Env(), ast.Pass()) for method in methods))
        if isinstance(owner, Data):
            return (owner,)
        return UNKNOWN

    @staticmethod
    def _index(box: Box, key: object) -> object:
        return key + len(box.items) if type(key) is int and key < 0 else key

    def _call(self, node: ast.Call, env: Env) -> Values:
        functions = self.evaluate(node.func, env, held=True)
        asks = any(isinstance(function, Lib) and function.path in _ASKS for function in functions)
        if asks and len(functions) == 1:
            for arg in node.args[:1]:
                self.evaluate(arg, env, held=True)
            return UNKNOWN
        args = self._arguments(node, env)
        self._fill(node.func, args, env)
        return union(*(self.call(function, args, env, node) for function in functions))

    def _fill(self, function: ast.expr, args: Args, env: Env) -> None:
        """``items.append(f)`` and the like change what the name stands for."""
        if not isinstance(function, ast.Attribute) or function.attr not in _FILLS:
            return
        if isinstance(function.value, ast.Name):
            boxes = env.look_up(function.value.id) or ()
            more: list[tuple[Any, Values]] = [*args.named]
            for value in args.everything() if function.attr in ("extend", "update") else ():
                more += value.items if isinstance(value, Box) else ()
            if function.attr in ("append", "add", "insert"):
                more.append((None, args.everything()))
            if more and any(isinstance(value, Box) for value in boxes):
                filled = (Box((*value.items, *more)) if isinstance(value, Box) else value for value in boxes)
                self.store(env, function.value.id, tuple(filled), function)

    def _arguments(self, node: ast.Call, env: Env) -> Args:
        positional: list[Values] = []
        named: dict[str, Values] = {}
        loose = False
        for arg in node.args:
            if isinstance(arg, ast.Starred):
                values = self.evaluate(arg.value, env)
                known = folding.items(values)
                positional += known if known is not None else [elements(values)]
                loose |= known is None
            else:
                positional.append(self.evaluate(arg, env))
        for keyword in node.keywords:
            values = self.evaluate(keyword.value, env)
            if keyword.arg is not None:
                named[keyword.arg] = values
                continue
            for value in values:
                pairs = value.items if isinstance(value, Box) else ()
                named.update((key, item) for key, item in pairs if isinstance(key, str))
                loose |= not isinstance(value, Box)
        return Args(tuple(positional), tuple(named.items()), loose)

    def binary(self, operator: ast.operator, left: Values, right: Values) -> Values:
        """What ``left operator right`` may stand for."""
        try:
            return folding.binary(operator, left, right)
        except NotConstant:
            pass
        boxes = [value for value in left + right if isinstance(value, Box)]
        if boxes:
            return (Box(tuple((None, box.everything()) for box in boxes)),)
        return TENSOR if Data.TENSOR in left + right else UNKNOWN

    def _binary(self, node: ast.BinOp, env: Env) -> Values:
        chain = [node]
        while isinstance(chain[-1].left, ast.BinOp):  # a long sum is nested as deep as it is long
            chain.append(chain[-1].left)
        values = self.evaluate(chain[-1].left, env)
        for link in reversed(chain):
            values = self.binary(link.op, values, self.evaluate(link.right, env))
        return values

    def _unary(self, node: ast.UnaryOp, env: Env) -> Values:
        values = self.evaluate(node.operand, env)
        value = values[0] if len(values) == 1 else None
        if isinstance(value, Const) and isinstance(node.op, ast.Not):
            return (Const(not value.value),)
        if (
            isinstance(value, Const)
            and isinstance(node.op, ast.USub)
            and isinstance(value.value, int | float)
        ):
            return (Const(-value.value),)
        return TENSOR if Data.TENSOR in values else UNKNOWN

    def _boolean(self, node: ast.BoolOp, env: Env) -> Values:
        return union(*(self.evaluate(value, env) for value in node.values))

    def _compare(self, node: ast.Compare, env: Env) -> Values:
        recording, sides = self.recording, []
        for side in (node.left, *node.comparators):
            self.recording = recording and not _is_dotted(side)  # `type(m) == nn.Linear` uses no layer
            try:
                sides.append(self.evaluate(side, env, held=True))
            finally:
                self.recording = recording
        return TENSOR if any(Data.TENSOR in side for side in sides) else UNKNOWN

    def _if(self, node: ast.IfExp, env: Env) -> Values:
        known = truth(self.evaluate(node.test, env))
        arms = [node.body, node.orelse] if known is None else [node.body if known else node.orelse]
        return union(*(self.evaluate(arm, env) for arm in arms))

    def _lambda(self, node: ast.Lambda, env: Env) -> Values:
        return (Function(node, env, self.place, self.defaults(node.args, env)),)

    def defaults(self, args: ast.arguments, env: Env) -> dict[str, Values]:
        """The default values of parameters, as they stand when the function is defined."""
        recording, self.recording = self.recording, False  # a default counts where it is used
        try:
            places = [*args.posonlyargs, *args.args]
            found = zip(places[len(places) - len(args.defaults) :], args.defaults, strict=True)
            keyword = zip(args.kwonlyargs, args.kw_defaults, strict=True)
            return {
                arg.arg: self.evaluate(value, env) for arg, value in [*found, *keyword] if value is not None
            }
        finally:
            self.recording = recording

    def _sequence(self, node: ast.List | ast.Tuple | ast.Set, env: Env) -> Values:
        found: list[Values] = []
        loose: list[Values] = []
        for item in node.elts:
            if isinstance(item, ast.Starred):
                values = self.evaluate(item.value, env)
                known = folding.items(values)
                found += known or []
                loose += [elements(values)] if known is None else []
            else:
                found.append(self.evaluate(item, env))
        if loose or len(found) > MAX_ITEMS:
            return (Box(((None, union(*found, *loose)),)),)
        return (Box(tuple(enumerate(found))),)

    def _dict(self, node: ast.Dict, env: Env) -> Values:
        items: list[tuple[object, Values]] = []
        for key, value in zip(node.keys, node.values, strict=True):
            values = self.evaluate(value, env)
            if key is None:
                items += [pair for box in values if isinstance(box, Box) for pair in box.items]
                continue
            keys = self.evaluate(key, env, held=True)
            known = keys[0].value if len(keys) == 1 and isinstance(keys[0], Const) else None
            items.append((known, values))
        if len(items) > MAX_ITEMS:
            return (Box(((None, union(*(values for _, values in items))),)),)
        return (Box(tuple(items)),)

    def _joined(self, node: ast.JoinedStr, env: Env) -> Values:
        parts = [self.evaluate(part, env) for part in node.values]
        try:
            pieces = [str(folding.constant(part)) for part in parts[: MAX_ITEMS + 1]]
            return folding.values_of("".join(pieces)) if len(parts) <= MAX_ITEMS else UNKNOWN
        except NotConstant:
            return UNKNOWN

    def _formatted(self, node: ast.FormattedValue, env: Env) -> Values:
        values = self.evaluate(node.value, env)
        return values if node.format_spec is None and node.conversion in (-1, ord("s")) else UNKNOWN

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp, env: Env) -> Values:
        inner = Env(env, is_frame=False)
        first = node.generators[0]
        source = self.evaluate(first.iter, env)
        known = folding.items(source)
        if len(node.generators) > 1 or first.ifs or known is None:
            self._generate(node.generators, source, inner)
            return (Box(((None, self.evaluate(node.elt, inner)),)),)
        found = []
        for item in known:
            self.bind(first.target, item, inner)
            found.append(self.evaluate(node.elt, inner))
        return (Box(tuple(enumerate(found))),)

    def _dict_comprehension(self, node: ast.DictComp, env: Env) -> Values:
        inner = Env(env, is_frame=False)
        source = self.evaluate(node.generators[0].iter, env)
        items = []
        known_items = folding.items(source) if len(node.generators) == 1 else None
        rows: list[Values | None] = [*known_items] if known_items else [None]
        for item in rows:
            if item is None:
                self._generate(node.generators, source, inner)
            else:
                self.bind(node.generators[0].target, item, inner)
            keys = self.evaluate(node.key, inner)
            known = (
                keys[0].value if item is not None and len(keys) == 1 and isinstance(keys[0], Const) else None
            )
            items.append((known, self.evaluate(node.value, inner)))
        return (Box(tuple(items)),)

    def _generate(self, generators: list[ast.comprehension], source: Values, env: Env) -> None:
        for position, generator in enumerate(generators):
            values = source if position == 0 else self.evaluate(generator.iter, env)
            self.bind(generator.target, elements(values), env)
            for test in generator.ifs:
                self.evaluate(test, env)

    def _walrus(self, node: ast.NamedExpr, env: Env) -> Values:
        values = self.evaluate(node.value, env)
        self.bind(node.target, values, env.frame)
        return values

    def _yield(self, node: ast.Yield | ast.YieldFrom | ast.Await, env: Env) -> Values:
        values = self.evaluate(node.value, env)
        if isinstance(node, ast.Await):
            return values
        given = elements(values) if isinstance(node, ast.YieldFrom) else values
        env.frame.results = union(env.frame.results, callables(given), UNKNOWN)
        return UNKNOWN


def truth(values: Values) -> bool | None:
    """Whether the values are true, where that is known."""
    if len(values) == 1 and isinstance(values[0], Const):
        return bool(values[0].value)
    return None


def _is_dotted(node: ast.expr) -> bool:
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)


_READERS: dict[type[ast.AST], Callable[..., Values]] = {
    ast.Name: Expressions._name,
    ast.Constant: Expressions._constant,
    ast.Attribute: Expressions._attribute,
    ast.Subscript: Expressions._subscript,
    ast.Call: Expressions._call,
    ast.BinOp: Expressions._binary,
    ast.UnaryOp: Expressions._unary,
    ast.BoolOp: Expressions._boolean,
    ast.Compare: Expressions._compare,
    ast.IfExp: Expressions._if,
    ast.Lambda: Expressions._lambda,
    ast.List: Expressions._sequence,
    ast.Tuple: Expressions._sequence,
    ast.Set: Expressions._sequence,
    ast.Dict: Expressions._dict,
    ast.JoinedStr: Expressions._joined,
    ast.FormattedValue: Expressions._formatted,
    ast.ListComp: Expressions._comprehension,
    ast.SetComp: Expressions._comprehension,
    ast.GeneratorExp: Expressions._comprehension,
    ast.DictComp: Expressions._dict_comprehension,
    ast.NamedExpr: Expressions._walrus,
    ast.Yield: Expressions._yield,
    ast.YieldFrom: Expressions._yield,
    ast.Await: Expressions._yield,
}
