"""Attributes: what a name behind a dot may stand for, and what assigning to one changes."""

from __future__ import annotations

from autograder.rules.model import (
    OTHER,
    Args,
    Bound,
    Box,
    Const,
    Data,
    Env,
    Function,
    Instance,
    Klass,
    Lib,
    LibDict,
    Made,
    Method,
    Partial,
    Scope,
    Super,
    Value,
    Values,
    union,
)
from autograder.rules.state import TENSOR_METHODS, State

_SAME = frozenset(
    "__call__ __func__ __wrapped__ func forward".split()
)  # attributes by which a callable gives itself


class Objects(State):
    """The reading of attributes."""

    def attribute(self, owner: Value, name: str) -> Values:
        """What ``owner.name`` may stand for."""
        if name in ("__getattribute__", "__getattr__") and not isinstance(owner, Klass | Instance):
            kind = owner.path.rpartition(".")[2] if isinstance(owner, Lib) else ""
            if kind == "object" or kind[:1].isupper():
                return (Lib("builtins.getattr"),)
            return (Partial((Lib("builtins.getattr"),), Args(((owner,),))),)
        match owner:
            case Lib(path):
                return self._of_library(path, name)
            case Klass():
                return self._of_class(owner, name, None)
            case Instance(klass):
                return union(klass.given.get(name, ()), self._of_class(klass, name, owner))
            case Super(klass):
                return (
                    union(
                        *(
                            self._of_class(base, name, Instance(klass))
                            if isinstance(base, Klass)
                            else self.attribute(base, name)
                            for base in klass.bases
                        )
                    )
                    or OTHER
                )
            case Function():
                return (owner,) if name in _SAME else owner.attributes.get(name, OTHER)
            case Bound(function):
                return (owner,) if name in _SAME else function.attributes.get(name, OTHER)
            case Partial():
                return (owner,) if name in _SAME else OTHER
            case Box():
                return owner.at(name) or (Method(owner, name),)
            case Const() | LibDict() | Scope():
                return (Method(owner, name),)
            case Made(path):
                return (owner,) if name in _SAME else OTHER
            case Data():
                return self._of_data(owner, name)
        return OTHER

    def _of_library(self, path: str, name: str) -> Values:
        if name == "__dict__":
            return (LibDict(path),)
        full = f"{path}.{name}"
        return self.patched.get(full) or (Lib(full),)

    def _of_data(self, owner: Data, name: str) -> Values:
        patched = self.patched.get(f"torch.Tensor.{name}", ())
        if owner is Data.OTHER:
            return OTHER
        if name == "__class__":
            return (Lib("torch.Tensor"),)
        if name in TENSOR_METHODS and (owner is Data.TENSOR or name not in self.attributes):
            return patched or (Lib(f"torch.Tensor.{name}"),)
        return union(patched, (owner,))

    def _of_class(self, klass: Klass, name: str, owner: Instance | None) -> Values:
        if name == "__class__":
            return (klass,)
        for kind in klass.lineage():
            if isinstance(kind, Klass) and name in kind.env.vars:
                return tuple(self._as_method(value, klass, owner) for value in kind.env.vars[name])
            if isinstance(kind, Klass) and "__getattr__" in kind.env.vars and owner and name[:2] != "__":
                methods = kind.env.vars["__getattr__"]
                asked = Args(((owner,), (Const(name),)))
                return union(*(self.call(method, asked, Env(), kind.node) for method in methods))
        if name == "apply" and owner is None:  # torch.autograd.Function: it runs the methods of the class
            return self._applied(klass) or OTHER
        return OTHER

    @staticmethod
    def _applied(klass: Klass) -> Values:
        """The methods of an autograd Function; the first parameter of most is the context."""
        methods = [
            (name, value)
            for name, values in klass.env.vars.items()
            for value in values
            if isinstance(value, Function)
        ]
        split = "setup_context" in klass.env.vars  # the newer style: forward has no context
        return tuple(
            value if name == "forward" and split else Partial((value,), Args((OTHER,)))
            for name, value in methods
        )

    @staticmethod
    def _as_method(value: Value, klass: Klass, owner: Instance | None) -> Value:
        if not isinstance(value, Function) or value.binding == "none":
            return value
        if value.binding == "class":
            return Bound(value, klass)
        return value if owner is None else Bound(value, owner)

    def assign_attribute(self, owners: Values, name: str, values: Values) -> None:
        """``owner.name = values``."""
        for owner in owners:
            match owner:
                case Instance(klass):
                    klass.given[name] = union(klass.given.get(name, ()), values)
                    self.attributes.add(name)
                case Klass():
                    owner.env.vars[name] = values
                    self.attributes.add(name)
                case Function():
                    owner.attributes[name] = values
                    self.attributes.add(name)
                case Lib(path):
                    self.patched[f"{path}.{name}"] = values
                case Data():
                    if owner is not Data.TENSOR:
                        self.attributes.add(name)

    def assign_item(self, owners: Values, key: Values, values: Values) -> Values:
        """``owner[key] = values``; what the owner is from then on."""
        known = key[0].value if len(key) == 1 and isinstance(key[0], Const) else None
        found: list[Value] = []
        for owner in owners:
            if isinstance(owner, Box) and len(owner.items) < 200:
                owner = Box((*owner.items, (known, values)))
            elif isinstance(owner, LibDict) and isinstance(known, str):
                self.patched[f"{owner.path}.{known}"] = values
            elif isinstance(owner, Scope) and isinstance(known, str):
                owner.env.vars[known] = values
            found.append(owner)
        return union(found)
