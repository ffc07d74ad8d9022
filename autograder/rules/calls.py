"""Calls: of the student's own functions and classes, followed into their bodies, and of what the library
gives."""

from __future__ import annotations

import ast

from autograder.rules.model import (
    NONE,
    TENSOR,
    UNKNOWN,
    Args,
    Bound,
    Box,
    Data,
    Env,
    Fields,
    Function,
    Getter,
    Instance,
    Klass,
    Lib,
    Made,
    Method,
    Partial,
    Value,
    Values,
    callables,
    union,
)
from autograder.rules.state import MAX_DEPTH, State

_AGAIN = (
    3  # times that one function's body is followed inside itself (a decorator used twice is no recursion)
)


class Calls(State):
    """The reading of calls."""

    def call(self, function: Value, args: Args, env: Env, node: ast.AST) -> Values:
        """What calling the function may give; the student's own code is followed."""
        match function:
            case Function():
                return self.follow(function, args)
            case Bound(inner, owner):
                return self.follow(inner, Args(((owner,), *args.positional), args.named, args.loose))
            case Klass():
                return self.construct(function, args)
            case Instance():
                methods = union(self.attribute(function, "__call__"), self.attribute(function, "forward"))
                return (
                    union(
                        *(
                            self.call(method, args, env, node)
                            for method in methods
                            if method is not Data.OTHER
                        )
                    )
                    or UNKNOWN
                )
            case Partial(targets, early):
                late = Args(
                    early.positional + args.positional,
                    tuple({**dict(early.named), **dict(args.named)}.items()),
                    early.loose or args.loose,
                )
                return union(*(self.call(target, late, env, node) for target in targets))
            case Getter(names, calls):
                return self._get(names, calls, args, env, node)
            case Fields(names):
                named = [*zip(names, args.positional, strict=False), *args.named]
                self.attributes.update(names)
                return (Box(tuple(named)),)
            case Lib(path):
                return self.library(path, args, env, node)
            case Method(owner, name):
                return self.method(owner, name, args, env, node)
            case Made():
                return union(TENSOR, callables(args.everything()))
            case Data():
                return union((function,), callables(args.everything()))
        return UNKNOWN

    def _get(self, names: tuple[str, ...], calls: bool, args: Args, env: Env, node: ast.AST) -> Values:
        found: list[Values] = []
        for dotted in names:
            values = args.get(0)
            for name in dotted.split("."):
                values = union(*(self.attribute(value, name) for value in values))
            if self.recording:
                self.note(node, values, held=True)
            found.append(
                union(*(self.call(value, Args(), env, node) for value in values)) if calls else values
            )
        return union(*found)

    def follow(self, function: Function, args: Args) -> Values:
        """Read the function's body with these arguments; what it may return."""
        if not self.by_arguments:
            args = Args(loose=True)
        key = (function if self.by_arguments else function.node, args, self.recording)
        if key in self.known:
            return self.known[key]
        if len(self.active) >= MAX_DEPTH or self.active.count(function.node) >= _AGAIN:
            if self.recording and len(self.active) >= MAX_DEPTH:
                self.waiting.append(function)
            return UNKNOWN
        self.known[key] = UNKNOWN
        self.active.append(function.node)
        place, self.place = self.place, function.place
        try:
            self.known[key] = self._run(function, self._parameters(function, args))
        finally:
            self.place = place
            self.active.pop()
        return self.known[key]

    def _run(self, function: Function, env: Env) -> Values:
        if isinstance(function.node, ast.Lambda):
            return self.evaluate(function.node.body, env)
        ended = self.execute(function.node.body, env)
        results = env.results if ended else union(env.results, NONE)
        return results or NONE

    def _parameters(self, function: Function, args: Args) -> Env:
        env = Env(function.env)
        env.klass = function.klass
        spec, named = function.node.args, dict(args.named)
        places = [arg.arg for arg in (*spec.posonlyargs, *spec.args)]
        for position, name in enumerate(places):
            if position < len(args.positional):
                env.vars[name] = args.positional[position]
            else:
                given = named.pop(name, ())
                env.vars[name] = given or union(
                    function.defaults.get(name, () if args.loose else UNKNOWN), UNKNOWN if args.loose else ()
                )
        for arg in spec.kwonlyargs:
            env.vars[arg.arg] = named.pop(arg.arg, ()) or function.defaults.get(arg.arg, UNKNOWN)
        if spec.vararg:
            rest = args.positional[len(places) :]
            env.vars[spec.vararg.arg] = (
                Box(tuple(enumerate(rest)) if not args.loose else ((None, union(*rest, UNKNOWN)),)),
            )
        if spec.kwarg:
            env.vars[spec.kwarg.arg] = (Box((*named.items(), *([(None, UNKNOWN)] if args.loose else []))),)
        return env

    def construct(self, klass: Klass, args: Args) -> Values:
        """Make an instance of a student's class."""
        made = Instance(klass)
        starts = [
            value
            for kind in klass.lineage()
            if isinstance(kind, Klass)
            for name in ("__init__", "__new__", "__post_init__")
            for value in kind.env.vars.get(name, ())
            if isinstance(value, Function)
        ]
        for start in starts[:4]:
            self.follow(start, Args(((made,), *args.positional), args.named, args.loose))
        if not any(
            getattr(start.node, "name", "") == "__init__" for start in starts
        ):  # a dataclass, a NamedTuple
            fields = [
                item.target.id
                for item in getattr(klass.node, "body", ())
                if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
            ]
            for name, values in [*zip(fields, args.positional, strict=False), *args.named]:
                klass.given[name] = union(klass.given.get(name, ()), values)
        return (made,)

    def visit(self, value: Value) -> None:
        """Follow what was handed on to somebody unknown, who may call it with anything."""
        match value:
            case Function():
                self.follow(value, self._anything(value))
            case Bound(function, owner):
                self.follow(function, self._anything(function, owner))
            case Partial(targets, args):
                for target in targets:
                    if isinstance(target, Function):
                        self.follow(target, Args(args.positional, args.named, loose=True))
                    else:
                        self.visit(target)
            case Klass():
                self.construct(value, Args(loose=True))
                self._visit_methods(value, every=True)
            case Instance(klass):
                self._visit_methods(klass, every=False)

    def _visit_methods(self, klass: Klass, *, every: bool) -> None:
        for kind in klass.lineage():
            for name, values in kind.env.vars.items() if isinstance(kind, Klass) else ():
                hidden = name.startswith("__") and name.endswith("__") and name != "__init__"
                if every or hidden or name == "forward":
                    for value in values:
                        if isinstance(value, Function):
                            self.follow(value, self._anything(value, Instance(klass)))

    def _anything(self, function: Function, owner: Value | None = None) -> Args:
        first = ((owner,),) if owner is not None and function.binding != "none" else ()
        return Args(first, loose=True)
