"""Statements: what they bind, which of them are reached."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

from autograder.rules import folding
from autograder.rules.expressions import Expressions, truth
from autograder.rules.model import (
    OTHER,
    UNKNOWN,
    Args,
    Box,
    Const,
    Env,
    Function,
    Instance,
    Klass,
    Lib,
    Values,
    callables,
    union,
)
from autograder.rules.objects import Objects
from autograder.rules.state import elements

# Libraries whose public names are looked up for ``from … import *``; nothing else is ever imported.
_STARRED = frozenset(
    """torch torch.nn torch.nn.functional torch.nn.modules torch.nn.modules.activation
    torch.nn.modules.dropout torch.special torch.optim numpy math cmath scipy.special""".split()
)
_BINDINGS = {"builtins.staticmethod": "none", "builtins.classmethod": "class"}


class Statements(Expressions, Objects):
    """The reading of statements."""

    def execute(self, body: Sequence[ast.stmt], env: Env) -> bool:
        """Read statements in order; True when what follows them is not reached (after a return, a raise
        …)."""
        for statement in body:
            self.tick()
            read = _READERS.get(type(statement))
            try:
                if read is None:
                    self._others(statement, env)
                elif read(self, statement, env):
                    return True
            except RecursionError:  # nested deeper than can be read in one go
                self._piecemeal(statement, env)
        return False

    def _piecemeal(self, statement: ast.stmt, env: Env) -> None:
        """Look at the parts of a statement one by one, those that are not too deep themselves."""
        if not self.recording or not isinstance(statement, ast.Expr | ast.Assign | ast.Return | ast.Assert):
            return
        for node in reversed([*ast.walk(statement)]):  # the innermost first: they are small
            if isinstance(node, ast.Name | ast.Attribute | ast.Call | ast.Subscript):
                try:
                    self.evaluate(node, env, held=True)
                except RecursionError:
                    continue

    def _define(self, node: ast.FunctionDef | ast.AsyncFunctionDef, env: Env) -> None:
        function = Function(node, env, self.place, self.defaults(node.args, env))
        values: Values = (function,)
        for decorator in reversed(node.decorator_list):
            wrappers = self.evaluate(decorator, env, held=True)
            for wrapper in wrappers:
                if isinstance(wrapper, Lib) and wrapper.path in _BINDINGS:
                    function.binding = _BINDINGS[wrapper.path]
            wrapped = union(*(self.call(wrapper, Args((values,)), env, decorator) for wrapper in wrappers))
            values = wrapped if callables(wrapped) else union(wrapped, values)
        self.store(env, node.name, values, node)

    def _define_class(self, node: ast.ClassDef, env: Env) -> None:
        bases = union(*(self.evaluate(base, env, held=True) for base in node.bases))
        inner = Env(env, is_class=True)
        klass = Klass(node.name, inner, bases, self.place, node)
        self.execute(node.body, inner)
        for values in inner.vars.values():
            for value in values:
                if isinstance(value, Function) and value.klass is None:
                    value.klass = klass
        values = (klass,)
        for decorator in reversed(node.decorator_list):
            wrapped = union(
                *(
                    self.call(wrapper, Args((values,)), env, decorator)
                    for wrapper in self.evaluate(decorator, env, held=True)
                )
            )
            values = wrapped if callables(wrapped) else union(wrapped, values)
        self.store(env, node.name, values, node)

    def _return(self, node: ast.Return, env: Env) -> bool:
        env.frame.results = union(env.frame.results, self.evaluate(node.value, env))
        return True

    def _raise(self, node: ast.Raise, env: Env) -> bool:
        self._others(node, env)
        return True

    def _jump(self, node: ast.Break | ast.Continue, env: Env) -> bool:
        return True

    def _assign(self, node: ast.Assign, env: Env) -> None:
        values = self.evaluate(node.value, env, held=isinstance(node.value, ast.Lambda))
        for target in node.targets:
            self.bind(target, values, env)

    def _annotated(self, node: ast.AnnAssign, env: Env) -> None:
        if node.value is not None:
            self.bind(node.target, self.evaluate(node.value, env), env)
        elif env.is_class and isinstance(node.target, ast.Name):
            self.attributes.add(node.target.id)

    def _augmented(self, node: ast.AugAssign, env: Env) -> None:
        right = self.evaluate(node.value, env)
        if isinstance(node.target, ast.Name):
            left = env.look_up(node.target.id) or UNKNOWN
            self.store(env, node.target.id, self.binary(node.op, left, right), node)
        else:
            self.evaluate(node.target.value, env, held=True)

    def bind(self, target: ast.AST, values: Values, env: Env) -> None:
        """Assign to a name, an attribute, an item, or a pattern of them."""
        self.tick()
        match target:
            case ast.Name(id=name):
                self.store(env, name, values, target)
            case ast.Starred(value=inner):
                self.bind(inner, (Box(((None, values),)),), env)
            case ast.Tuple(elts=targets) | ast.List(elts=targets):
                self._unpack(targets, values, env)
            case ast.Attribute(value=owner, attr=name):
                self.assign_attribute(self.evaluate(owner, env, held=True), name, values)
                if isinstance(owner, ast.Name):
                    self._extend(owner, ((name, values),), env)
            case ast.Subscript(value=owner, slice=key):
                owners = self.evaluate(owner, env, held=True)
                changed = self.assign_item(owners, self.evaluate(key, env), values)
                if isinstance(owner, ast.Name) and changed != owners:
                    self.store(env, owner.id, changed, target)

    def _extend(self, owner: ast.Name, item: tuple[tuple[str, Values], ...], env: Env) -> None:
        owners = env.look_up(owner.id) or ()
        if any(isinstance(value, Box) and len(value.items) < 200 for value in owners):
            changed = tuple(Box(value.items + item) if isinstance(value, Box) else value for value in owners)
            self.store(env, owner.id, changed, owner)

    def _unpack(self, targets: list[ast.expr], values: Values, env: Env) -> None:
        known = folding.items(values)
        if (
            known is not None
            and len(known) == len(targets)
            and not any(isinstance(t, ast.Starred) for t in targets)
        ):
            for target, value in zip(targets, known, strict=True):
                self.bind(target, value, env)
            return
        rows = [row for row in (folding.items((value,)) for value in values) if row is not None]
        for position, target in enumerate(targets):
            columns = [row[position] for row in rows if len(row) == len(targets)]
            self.bind(target, union(*columns) if len(columns) == len(values) else elements(values), env)

    def _delete(self, node: ast.Delete, env: Env) -> None:
        for target in node.targets:
            if isinstance(target, ast.Name):
                env.vars.pop(target.id, None)

    def _expression(self, node: ast.Expr, env: Env) -> None:
        self.evaluate(node.value, env, held=isinstance(node.value, ast.Name | ast.Attribute))

    def _import(self, node: ast.Import, env: Env) -> None:
        for alias in node.names:
            path = alias.name if alias.asname else alias.name.partition(".")[0]
            self.store(env, alias.asname or path, (Lib(path),), node)

    def _import_from(self, node: ast.ImportFrom, env: Env) -> None:
        if node.level:
            return
        for alias in node.names:
            if alias.name == "*":
                names = _public(node.module or "")
                self.tick(len(names) // 20)
                for name in names:
                    self.store(env, name, (Lib(f"{node.module}.{name}"),), node)
                continue
            values = self.attribute(Lib(node.module or ""), alias.name)
            self.store(env, alias.asname or alias.name, values, node)

    def _global(self, node: ast.Global, env: Env) -> None:
        env.frame.outer.update(dict.fromkeys(node.names, env.module()))

    def _nonlocal(self, node: ast.Nonlocal, env: Env) -> None:
        for name in node.names:
            outer = env.frame.parent
            while (
                outer is not None and (outer.is_class or name not in outer.vars) and outer.parent is not None
            ):
                outer = outer.parent
            if outer is not None:
                env.frame.outer[name] = outer

    # Branches: each is read from the same start, and what they bind is put together.

    def _branches(self, env: Env, bodies: Sequence[Callable[[], bool]]) -> bool:
        start, ends = env.vars, []
        for body in bodies:
            self.tick(1 + len(start) // 10)
            env.vars = dict(start)
            if not body():
                ends.append(env.vars)
        if not ends:
            env.vars = start
            return True
        env.vars = ends[0]
        for end in ends[1:]:
            for name, values in end.items():
                if env.vars.get(name) is not values:
                    env.vars[name] = union(env.vars.get(name, ()), values)
        return False

    def _if_statement(self, node: ast.If, env: Env) -> bool:
        known = truth(self.evaluate(node.test, env))
        if known is not None:
            return self.execute(node.body if known else node.orelse, env)
        return self._branches(
            env, [lambda: self.execute(node.body, env), lambda: self.execute(node.orelse, env)]
        )

    def _for(self, node: ast.For | ast.AsyncFor, env: Env) -> bool:
        values = self.evaluate(node.iter, env)

        known = folding.items(values)
        letters = known is not None and all(isinstance(value, Const) for item in known for value in item)

        def body() -> bool:
            for item in known if known and letters else [elements(values)]:
                self.bind(node.target, item, env)
                if self.execute(node.body, env):
                    break
            return False

        self._branches(env, [body, lambda: False])
        if known and not _breaks(node):
            self.bind(node.target, known[-1], env)  # what the loop leaves behind
        return self.execute(node.orelse, env) and not _breaks(node)

    def _while(self, node: ast.While, env: Env) -> bool:
        known = truth(self.evaluate(node.test, env))
        if known is False:
            return self.execute(node.orelse, env)
        self._branches(env, [lambda: self.execute(node.body, env) and False, lambda: False])
        return self.execute(node.orelse, env) and not _breaks(node)

    def _try(self, node: ast.Try, env: Env) -> bool:
        def body() -> bool:
            return self.execute(node.body, env) or self.execute(node.orelse, env)

        def handler(handled: ast.ExceptHandler) -> Callable[[], bool]:
            def run() -> bool:
                self.execute(node.body[:-1], env)  # some of the body may have run
                if handled.name:
                    self.store(env, handled.name, OTHER, handled)
                return self.execute(handled.body, env)

            return run

        ended = self._branches(env, [body, *(handler(handled) for handled in node.handlers)])
        return self.execute(node.finalbody, env) or ended

    def _with(self, node: ast.With | ast.AsyncWith, env: Env) -> bool:
        for item in node.items:
            values = self.evaluate(item.context_expr, env)
            if item.optional_vars is not None:
                entered = [
                    self.call(method, Args(), env, item.context_expr)
                    for value in values
                    if isinstance(value, Instance)
                    for method in self.attribute(value, "__enter__")
                ]
                boxes = [value.everything() for value in values if isinstance(value, Box)]
                self.bind(item.optional_vars, union(*entered, *boxes, callables(values)) or UNKNOWN, env)
        return self.execute(node.body, env)

    def _match(self, node: ast.Match, env: Env) -> bool:
        subject = self.evaluate(node.subject, env)

        def case(item: ast.match_case) -> Callable[[], bool]:
            def run() -> bool:
                for pattern in ast.walk(item.pattern):
                    name = getattr(pattern, "name", None) or getattr(pattern, "rest", None)
                    if isinstance(name, str):
                        self.store(env, name, union(subject, elements(subject)), node)
                if item.guard is not None:
                    self.evaluate(item.guard, env)
                return self.execute(item.body, env)

            return run

        return self._branches(env, [*(case(item) for item in node.cases), lambda: False])


def _breaks(node: ast.For | ast.AsyncFor | ast.While) -> bool:
    return any(isinstance(inner, ast.Break) for statement in node.body for inner in ast.walk(statement))


def _public(module: str) -> list[str]:
    """The names that ``from module import *`` binds; none for what is not one of a few trusted libraries."""
    if module not in _STARRED:
        return []
    try:
        loaded: ModuleType = importlib.import_module(module)
    except ImportError:
        return []
    names: list[str] | None = getattr(loaded, "__all__", None)
    return list(names) if names is not None else [name for name in vars(loaded) if not name.startswith("_")]


_READERS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.FunctionDef: Statements._define,
    ast.AsyncFunctionDef: Statements._define,
    ast.ClassDef: Statements._define_class,
    ast.Return: Statements._return,
    ast.Raise: Statements._raise,
    ast.Break: Statements._jump,
    ast.Continue: Statements._jump,
    ast.Assign: Statements._assign,
    ast.AnnAssign: Statements._annotated,
    ast.AugAssign: Statements._augmented,
    ast.Delete: Statements._delete,
    ast.Expr: Statements._expression,
    ast.Import: Statements._import,
    ast.ImportFrom: Statements._import_from,
    ast.Global: Statements._global,
    ast.Nonlocal: Statements._nonlocal,
    ast.If: Statements._if_statement,
    ast.For: Statements._for,
    ast.AsyncFor: Statements._for,
    ast.While: Statements._while,
    ast.Try: Statements._try,
    ast.TryStar: Statements._try,
    ast.With: Statements._with,
    ast.AsyncWith: Statements._with,
    ast.Match: Statements._match,
}
