"""Probes: small trusted functions that run beside the student's code, where a test needs more than a call.

A probe's source is sent to the worker; values go in, values come out. It stands alone: imports inside, no globals. Its
first argument gives the notebook's own objects: inside, ``student.relu`` is the student's function itself.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import Any

import torch

from autograder.core.text import Text
from autograder.testing import expect
from autograder.testing.student import Student, described


class Probe:
    """What :func:`probe` makes of a function."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.name = function.__name__
        self.__doc__ = function.__doc__

    @cached_property
    def source(self) -> str:
        """The function's source without its decorators and docstring."""
        (node,) = ast.parse(textwrap.dedent(inspect.getsource(self.function))).body
        assert isinstance(node, ast.FunctionDef)
        node.decorator_list = []
        if ast.get_docstring(node) is not None and len(node.body) > 1:
            node.body = node.body[1:]
        return ast.unparse(node)

    def of_call(self, student: Student, name: str, args: Sequence[Any], kwargs: Any, *more: Any) -> Any:
        """Run a probe that makes a call of the notebook's ``name``, which messages show as a student would write it."""
        arguments = (name, list(args), kwargs, *more)
        return student.run(self.source, self.name, arguments, {}, described(name, args, kwargs))

    def request(self) -> list[Any]:
        """The request that runs it, for a probe without further arguments."""
        return ["probe", None, self.source, self.name, [], {}]

    def __call__(self, student: Student, *args: Any, **kwargs: Any) -> Any:
        return student.run(self.source, self.name, args, kwargs, None)


def probe(function: Callable[..., Any]) -> Probe:
    """Make a function that takes ``student`` first run beside the student's code.

    Raises (when called): :class:`autograder.core.errors.StudentError` when the student's code raises inside the probe.
    """
    return Probe(function)


NO_GRADIENT = Text(
    "the result is connected to the input, so that gradients can flow", "结果应与输入相连，梯度才能回传"
)
_NO_GRADIENT_GOT = Text("a result without a graph", "结果没有计算图")
_NO_GRADIENT_HINT = Text(
    "compute with torch operations only: .item(), .numpy(), .detach(), .data and torch.tensor(...) cut the graph",
    "只用 torch 的运算：.item()、.numpy()、.detach()、.data 和 torch.tensor(...) 会切断计算图",
)


@probe
def _gradient(student, name, args, kwargs, upstream, wrt):  # type: ignore[no-untyped-def]
    import torch

    leaves = [args[i].detach().requires_grad_() for i in wrt]
    args = list(args)
    for i, leaf in zip(wrt, leaves, strict=True):
        args[i] = leaf
    out = getattr(student, name)(*args, **kwargs)
    if not isinstance(out, torch.Tensor):
        return out, None
    if not out.requires_grad:
        return out.detach(), "no graph"
    up = torch.ones_like(out) if upstream is None else upstream.to(out.dtype).expand_as(out)
    grads = torch.autograd.grad(out, leaves, up, allow_unused=True)
    return out.detach(), [grad if grad is None else grad.detach() for grad in grads]


def gradient(
    student: Student,
    name: str,
    *args: Any,
    upstream: torch.Tensor | None = None,
    wrt: tuple[int, ...] = (0,),
    hint: Text | None = None,
    **kwargs: Any,
) -> tuple[torch.Tensor, tuple[torch.Tensor, ...]]:
    """Call ``name`` and take the gradient of its result with respect to the positional arguments ``wrt``.

    Args:
        upstream: gradient of whatever follows with respect to the result, same shape as it; ones by default.

    Returns:
        The result, and one gradient for each of ``wrt``, each of its argument's shape.

    Raises:
        Mismatch: when the result is no tensor, or not connected to one of the arguments.
    """
    asked = Text("the gradient of {}", "{} 的梯度").format(name)
    out, grads = _gradient.of_call(student, name, args, kwargs, upstream, list(wrt))
    expect.tensor(out)
    if grads == "no graph" or any(grad is None for grad in grads):
        hint = hint or _NO_GRADIENT_HINT
        expect.fail(NO_GRADIENT, asked=asked, got=_NO_GRADIENT_GOT, hint=hint, relation="no-gradient")
    for grad, index in zip(grads, wrt, strict=True):
        expect.tensor(grad, tuple(args[index].shape), asked=asked)
    return out, tuple(grads)


@probe
def _listed(student, name, args, kwargs, limit):  # type: ignore[no-untyped-def]
    items = []
    for item in getattr(student, name)(*args, **kwargs):
        items.append(tuple(item) if isinstance(item, (list, tuple)) else item)
        if len(items) >= limit:
            break
    return items


def listed(student: Student, name: str, *args: Any, limit: int = 1000, **kwargs: Any) -> list[Any]:
    """Call a function that returns an iterable; its items (pairs as tuples), at most ``limit`` of them."""
    items: list[Any] = _listed.of_call(student, name, args, kwargs, limit)
    return items


# what tests call a result of :func:`kept`
EARLIER = Text("the result of an earlier call", "前一次调用的结果")


@probe
def _kept(student, name, first, later):  # type: ignore[no-untyped-def]
    import torch

    def copied(value: object) -> object:
        items = value if isinstance(value, (list, tuple)) else [value]
        return [item.detach().nan_to_num().clone() for item in items if isinstance(item, torch.Tensor)]

    function = getattr(student, name)
    result = function(*first)
    before = copied(result)
    function(*later)
    return result, before, copied(result)


def kept(student: Student, name: str, first: Sequence[Any], later: Sequence[Any]) -> Any:
    """Call ``name`` with the arguments ``first`` and then ``later``; the first result, as the second call left it.

    Raises:
        Mismatch: when the second call has changed a tensor that the first one returned, alone or in a list.
    """
    arguments = (name, list(first), list(later))
    result, before, after = student.run(_kept.source, _kept.name, arguments, {}, described(name, first, {}))
    expect.unchanged(after, before, EARLIER, relation="result-overwritten")
    return result


@probe
def _facts(student, name, args, kwargs):  # type: ignore[no-untyped-def]
    import torch

    out = getattr(student, name)(*args, **kwargs)
    if not isinstance(out, (list, tuple)):
        return out
    return [
        {
            "value": item.detach(),
            "requires_grad": item.requires_grad,
            "leaf": item.is_leaf,
            "parameter": isinstance(item, torch.nn.Parameter),
            "storage": item.data_ptr(),
        }
        if isinstance(item, torch.Tensor)
        else item
        for item in out
    ]


def facts(student: Student, name: str, *args: Any, **kwargs: Any) -> Any:
    """Call a function that returns a list of tensors; of each, a dict of ``value``, ``requires_grad``, ``leaf``,
    ``parameter`` (is it an ``nn.Parameter``?) and ``storage`` (an address, to tell sharing). Other items, and a result
    that is no list or tuple, come back as they are."""
    return _facts.of_call(student, name, args, kwargs)


KINDS = {one.source: one.name.removeprefix("_") for one in (_gradient, _listed, _facts)}


@lru_cache(maxsize=64)
def standalone(source: str, name: str) -> str:
    """A probe's source as a function called ``name`` that stands in a notebook: without its first argument,
    ``student``, and with the notebook's own names in its place; variables of the same names get others."""
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    first = function.args.args.pop(0).arg
    function.body = [node for node in function.body if ast.unparse(node) != "import torch"]
    function.name = name
    read = set(re.findall(rf"\b{first}\.(\w+)", source))
    for node in ast.walk(function):
        for label in ("id", "arg", "name"):
            own = getattr(node, label, None)
            if node is not function and own in read and not isinstance(node, ast.keyword | ast.alias):
                setattr(node, label, f"{own}_")
    text = re.sub(rf"getattr\({first}, ([^()]+)\)", r"globals()[\1]", ast.unparse(function))
    return re.sub(rf"\b{first}\.(\w+)", r"\1", re.sub(rf"\b{first}\.globals\b", "globals()", text))
