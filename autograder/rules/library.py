"""Calls into Python's own functions and into libraries, as far as they lead from a name to a function."""

from __future__ import annotations

import ast
import textwrap
import warnings
from collections.abc import Callable
from typing import Any

from autograder.rules import folding
from autograder.rules.folding import NotConstant
from autograder.rules.model import (
    NONE,
    OTHER,
    TENSOR,
    UNKNOWN,
    Args,
    Box,
    Const,
    Data,
    Env,
    Fields,
    Getter,
    Instance,
    Klass,
    Lib,
    LibDict,
    Made,
    Partial,
    Place,
    Scope,
    Super,
    Values,
    callables,
    strings,
    union,
)
from autograder.rules.objects import Objects
from autograder.rules.state import LIBRARIES, elements

# Functions of tensor libraries that give back (a form of) the function they are given.
_WRAPPERS = frozenset(
    """vmap pmap jit njit compile script script_if_tracing trace grad value_and_grad jacrev jacfwd vectorize
    frompyfunc functionalize checkpoint custom_op custom_jvp custom_vjp wrap allow_in_graph disable export
    once_differentiable ignore unused no_grad enable_grad inference_mode""".split()
)
_MAGICS = frozenset("time prun capture".split())  # what %timeit binds is gone afterwards


class Library(Objects):
    """The reading of calls that leave the student's code."""

    def library(self, path: str, args: Args, env: Env, node: ast.AST) -> Values:
        """What calling the library's function at ``path`` may give."""
        special = _SPECIAL.get(path)
        if special is not None:
            return special(self, args, env, node)
        try:
            if not args.named and not args.loose:
                return folding.builtin(path, args.positional)
        except NotConstant:
            pass
        given = callables(args.everything())
        root, last = path.partition(".")[0], path.rpartition(".")[2]
        if root in LIBRARIES:
            if last[:1].isupper() and (".nn." in path or ".optim." in path or ".transforms." in path):
                return union((Made(path),), given)
            return union(TENSOR, given) if last in _WRAPPERS or last[:1].isupper() else TENSOR
        if path.startswith("builtins.") and path.rpartition(".")[2] in (
            "print",
            "len",
            "hasattr",
            "callable",
            "repr",
        ):
            return UNKNOWN
        return union(OTHER if root not in ("builtins", "functools", "itertools", "copy") else UNKNOWN, given)

    def method(self, owner: Any, name: str, args: Args, env: Env, node: ast.AST) -> Values:
        """What a method of a constant, a container or a library's dictionary may give."""
        key = args.get(0)
        if name in ("get", "__getitem__", "pop", "setdefault") and not isinstance(owner, Const):
            return union(self.subscript(owner, key), args.get(1))
        if isinstance(owner, Const):
            try:
                return folding.method(owner.value, name, args.positional, dict(args.named))
            except NotConstant:
                return UNKNOWN
        if isinstance(owner, Box):
            if name == "items":
                pairs = [
                    Box(((0, (Const(key),) if isinstance(key, str) else UNKNOWN), (1, values)))
                    for key, values in owner.items
                ]
                return (Box(((None, union(pairs)),)),)
            return (
                (Box(((None, owner.everything()),)),)
                if name in ("values", "copy")
                else owner.everything() or UNKNOWN
            )
        if isinstance(owner, Scope) and name == "update":
            for name_, values in [
                *args.named,
                *(pair for box in key if isinstance(box, Box) for pair in box.items),
            ]:
                if isinstance(name_, str):
                    owner.env.vars[name_] = values
        return UNKNOWN

    def run_string(self, code: str, env: Env, node: ast.AST) -> Values:
        """Read code that stands in a constant string, as if it stood where the string is used."""
        self.tick(1 + len(code) // 10)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                tree = ast.parse(textwrap.dedent(code).strip())
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                return UNKNOWN
        place = self.place
        self.place = Place(place.cell, place.lines, place.line or getattr(node, "lineno", 1))
        try:
            if len(tree.body) == 1 and isinstance(tree.body[0], ast.Expr):
                return self.evaluate(tree.body[0].value, env)
            self.execute(tree.body, env)
        finally:
            self.place = place
        return UNKNOWN

    def _getattr(self, args: Args, env: Env, node: ast.AST) -> Values:
        names = strings(args.get(1))
        found = [self.attribute(owner, name) for owner in args.get(0) for name in names]
        return union(*found, callables(args.get(2))) if found else union(UNKNOWN, callables(args.get(2)))

    def _setattr(self, args: Args, env: Env, node: ast.AST) -> Values:
        for name in strings(args.get(1)):
            self.assign_attribute(args.get(0), name, args.get(2))
        return NONE

    def _vars(self, args: Args, env: Env, node: ast.AST) -> Values:
        if not args.positional:
            return (Scope(env),)
        found: list[Any] = []
        for owner in args.get(0):
            if isinstance(owner, Lib):
                found.append(LibDict(owner.path))
            elif isinstance(owner, Klass | Instance):
                klass = owner.klass if isinstance(owner, Instance) else owner
                found.append(Box((*klass.env.vars.items(), *klass.given.items())))
            elif isinstance(owner, Box):
                found.append(owner)
        return union(found) or UNKNOWN

    def _globals(self, args: Args, env: Env, node: ast.AST) -> Values:
        return (Scope(env.module()),)

    def _import_module(self, args: Args, env: Env, node: ast.AST) -> Values:
        return tuple(Lib(name) for name in strings(args.get(0, "name"))) or UNKNOWN

    def _dunder_import(self, args: Args, env: Env, node: ast.AST) -> Values:
        names = strings(args.get(0, "name"))
        return (
            union([Lib(name.partition(".")[0]) for name in names], [Lib(name) for name in names]) or UNKNOWN
        )

    def _eval(self, args: Args, env: Env, node: ast.AST) -> Values:
        codes = [value.value for value in args.get(0) if isinstance(value, Const)]
        codes = [code.decode(errors="replace") if isinstance(code, bytes) else code for code in codes]
        found = [self.run_string(code, env, node) for code in codes if isinstance(code, str)]
        return union(*found) or UNKNOWN

    def _compile(self, args: Args, env: Env, node: ast.AST) -> Values:
        return args.get(0, "source") or UNKNOWN

    def _magic(self, args: Args, env: Env, node: ast.AST) -> Values:
        if any(name in _MAGICS for name in strings(args.get(0))):
            for code in strings(args.get(1)) + strings(args.get(2)):
                self.run_string(code, env, node)
        return UNKNOWN

    def _type(self, args: Args, env: Env, node: ast.AST) -> Values:
        if len(args.positional) == 3:
            return union(OTHER, callables(args.everything()))
        found: list[Any] = []
        for owner in args.get(0):
            if isinstance(owner, Instance):
                found.append(owner.klass)
            elif isinstance(owner, Made):
                found.append(Lib(owner.path))
            elif isinstance(owner, Data) and owner is not Data.OTHER:
                found.append(Lib("torch.Tensor"))
        return union(found) or OTHER

    def _super(self, args: Args, env: Env, node: ast.AST) -> Values:
        if Data.TENSOR in args.get(1):
            return TENSOR
        klass = env.frame.klass
        return (Super(klass),) if klass is not None else OTHER

    def _map(self, args: Args, env: Env, node: ast.AST) -> Values:
        sources = [folding.items(values) for values in args.positional[1:]]
        if len(sources) == 1 and sources[0] is not None:
            rows = [Args((item,)) for item in sources[0]]
            results = [union(*(self.call(f, row, env, node) for f in args.get(0))) for row in rows]
            return (Box(tuple(enumerate(results))),)
        row = Args(tuple(elements(values) for values in args.positional[1:]))
        return (Box(((None, union(*(self.call(f, row, env, node) for f in args.get(0)))),)),)

    def _reduce(self, args: Args, env: Env, node: ast.AST) -> Values:
        known = folding.items(args.get(1))
        if known is None:
            return union(UNKNOWN, callables(args.everything()))
        rest = ([args.get(2)] if args.get(2) else []) + known
        result, rest = (rest[0], rest[1:]) if rest else (UNKNOWN, [])
        for item in rest:
            result = union(*(self.call(f, Args((result, item)), env, node) for f in args.get(0)))
            if self.recording:
                self.note(node, result, held=False)
        return result

    def _resolve(self, args: Args, env: Env, node: ast.AST) -> Values:
        return tuple(Lib(name.replace(":", ".")) for name in strings(args.get(0))) or UNKNOWN

    def _torchscript(self, args: Args, env: Env, node: ast.AST) -> Values:
        inner = Env(env)
        for code in strings(args.get(0)):
            self.run_string(code, inner, node)
        return (Box(tuple(inner.vars.items())),)

    def _partial(self, args: Args, env: Env, node: ast.AST) -> Values:
        early = Args(args.positional[1:], args.named, args.loose)
        return (Partial(callables(args.get(0)) or OTHER, early),)

    def _wraps(self, args: Args, env: Env, node: ast.AST) -> Values:
        return (Lib("builtins.@same"),)

    def _first(self, args: Args, env: Env, node: ast.AST) -> Values:
        return args.get(0) or UNKNOWN

    def _second(self, args: Args, env: Env, node: ast.AST) -> Values:
        return args.get(1) or UNKNOWN

    def _attrgetter(self, args: Args, env: Env, node: ast.AST) -> Values:
        return (Getter(tuple(name for values in args.positional for name in strings(values)), calls=False),)

    def _methodcaller(self, args: Args, env: Env, node: ast.AST) -> Values:
        return (Getter(tuple(strings(args.get(0))), calls=True),)

    def _getitem(self, args: Args, env: Env, node: ast.AST) -> Values:
        return union(*(self.subscript(owner, args.get(1)) for owner in args.get(0))) or UNKNOWN

    def _operator_call(self, args: Args, env: Env, node: ast.AST) -> Values:
        rest = Args(args.positional[1:], args.named, args.loose)
        return union(*(self.call(function, rest, env, node) for function in args.get(0))) or UNKNOWN

    def _namespace(self, args: Args, env: Env, node: ast.AST) -> Values:
        self.attributes.update(name for name, _ in args.named)
        boxes = [pair for value in args.get(0) if isinstance(value, Box) for pair in value.items]
        return (Box((*boxes, *args.named)),)

    def _namedtuple(self, args: Args, env: Env, node: ast.AST) -> Values:
        try:
            names = folding.constant(args.get(1, "field_names"))
        except NotConstant:
            return OTHER
        names = names.replace(",", " ").split() if isinstance(names, str) else names
        known = isinstance(names, list) and all(isinstance(name, str) for name in names)
        return (Fields(tuple(names)),) if known else OTHER

    def _get_ipython(self, args: Args, env: Env, node: ast.AST) -> Values:
        return (Lib("builtins.get_ipython"),)


_SPECIAL: dict[str, Callable[[Any, Args, Env, ast.AST], Values]] = {
    "builtins.getattr": Library._getattr,
    "builtins.object.__getattribute__": Library._getattr,
    "inspect.getattr_static": Library._getattr,
    "builtins.setattr": Library._setattr,
    "builtins.vars": Library._vars,
    "builtins.locals": Library._vars,
    "builtins.globals": Library._globals,
    "builtins.__import__": Library._dunder_import,
    "importlib.__import__": Library._dunder_import,
    "importlib.import_module": Library._import_module,
    "builtins.eval": Library._eval,
    "builtins.exec": Library._eval,
    "builtins.compile": Library._compile,
    "ast.literal_eval": Library._first,
    "builtins.get_ipython": Library._get_ipython,
    "builtins.get_ipython.run_line_magic": Library._magic,
    "builtins.get_ipython.run_cell_magic": Library._magic,
    "builtins.get_ipython.run_cell": Library._eval,
    "builtins.get_ipython.ex": Library._eval,
    "builtins.get_ipython.ev": Library._eval,
    "builtins.type": Library._type,
    "builtins.super": Library._super,
    "builtins.map": Library._map,
    "builtins.property": Library._first,
    "builtins.staticmethod": Library._first,
    "builtins.classmethod": Library._first,
    "builtins.@same": Library._first,
    "functools.reduce": Library._reduce,
    "pkgutil.resolve_name": Library._resolve,
    "pydoc.locate": Library._resolve,
    "torch.jit.CompilationUnit": Library._torchscript,
    "functools.partial": Library._partial,
    "functools.partialmethod": Library._partial,
    "functools.wraps": Library._wraps,
    "functools.update_wrapper": Library._first,
    "typing.cast": Library._second,
    "operator.attrgetter": Library._attrgetter,
    "operator.methodcaller": Library._methodcaller,
    "operator.getitem": Library._getitem,
    "operator.call": Library._operator_call,
    "types.SimpleNamespace": Library._namespace,
    "argparse.Namespace": Library._namespace,
    "builtins.dict": Library._namespace,
    "collections.namedtuple": Library._namedtuple,
}
