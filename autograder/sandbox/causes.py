"""What a notebook wants and cannot have where it is graded: a module, a file, the network, somebody who answers.

Such a thing costs only what uses it. The statement that fails for it is left out, the rest of its cell runs, and the
names that it would have bound are remembered with the cause, which whoever needs such a name later is told.
"""

from __future__ import annotations

import ast
import bdb
import builtins
import dis
import errno
import getpass
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from types import CodeType, ModuleType

Cause = tuple[str, str]
"""A kind (``module``, ``helper``, ``file``, ``network``, ``machine``, ``input``) and what it is about, such as the module's name."""

EVERY_NAME = "*"  # a lost ``from pandas import *`` may have bound anything
_LONGEST_CHAIN = 8
_OF_NETWORK = frozenset(
    {
        "URLError",
        "HTTPError",
        "gaierror",
        "ConnectionError",
        "ConnectionRefusedError",
        "TimeoutError",
        "ConnectTimeout",
    }
)
_OF_GPU = re.compile(r"\b(CUDA|NVIDIA|mps|xpu)\b")
_MAX_TEXT = 120
MAX_DETAIL = 500


class NoInput(EOFError):
    """``input()`` was called where nobody can answer."""


def no_input(*_: object, **__: object) -> str:
    """Stands for ``input``: raises at once.

    Raises:
        NoInput: always.
    """
    raise NoInput("input() cannot be answered here: take it out")


def nobody_answers() -> Callable[[], None]:
    """Have questions raise, and breakpoints that were left behind do nothing, every debugger's; what is returned takes it
    back."""
    before = builtins.input, getpass.getpass, bdb.Bdb.set_trace
    builtins.input = getpass.getpass = no_input
    bdb.Bdb.set_trace = no_stop  # type: ignore[method-assign]

    def take_back() -> None:
        builtins.input, getpass.getpass, bdb.Bdb.set_trace = before  # type: ignore[method-assign]

    return take_back


def no_stop(*_: object, **__: object) -> None:
    """Stands for a breakpoint: does nothing."""


def cause_of(error: BaseException | None, lost: Mapping[str, Cause]) -> Cause | None:
    """What ``error``, or one that led to it, wanted and could not have; None when the code itself is at fault.

    Args:
        lost: the names that earlier statements would have bound, each with its cause.
    """
    with suppress(Exception):  # what one says of itself may be anything
        for exc in _chain(error):
            found = _direct(exc, lost)
            if found is not None and found[1]:  # one that is raised by hand may name nothing
                return found[0], found[1][:_MAX_TEXT]
    return None


def text_of(exc: BaseException) -> str:
    """What an exception says, as far as it is shown; nothing where it cannot be asked."""
    try:
        said = exc.msg if isinstance(exc, SyntaxError) else exc  # its line is told by itself
        return str(said)[:MAX_DETAIL]
    except BaseException:
        return ""


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(_LONGEST_CHAIN):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def _direct(exc: BaseException, lost: Mapping[str, Cause]) -> Cause | None:
    if isinstance(exc, NoInput):
        return "input", "input()"
    if isinstance(exc, ImportError):
        return "module", str(exc.name or exc)
    if isinstance(exc, NameError):
        name = str(getattr(exc, "name", None))
        return lost.get(name) or lost.get(EVERY_NAME)
    if isinstance(exc, AttributeError):
        owner = getattr(exc, "obj", None)
        if isinstance(owner, ModuleType) and owner.__name__.split(".")[0] in ("d2l", "autograder"):
            return "helper", f"d2l.{exc.name}"
        return None
    if isinstance(exc, RuntimeError | AssertionError) and (told := str(exc).splitlines()):
        if "download" in str(exc).lower():  # as torchvision says it
            return "network", told[0]
        return ("machine", told[0]) if _OF_GPU.search(told[0]) else None
    return _of_os_error(exc) if isinstance(exc, OSError) else None


def _of_os_error(exc: OSError) -> Cause:
    """A file that is not there, the network, or something else of the machine's."""
    files = FileNotFoundError | PermissionError | IsADirectoryError | NotADirectoryError
    if isinstance(exc, files) and exc.filename is not None and exc.errno != errno.EPERM:  # that of a command
        return "file", str(exc.filename)
    return ("network" if type(exc).__name__ in _OF_NETWORK else "machine"), str(exc)


def stored_names(code: CodeType) -> set[str]:
    """The names that a statement would have bound."""
    return {
        str(step.argval)
        for step in dis.get_instructions(code)
        if step.opname in ("STORE_NAME", "STORE_GLOBAL", "IMPORT_STAR")
    } - {""}


class OneImportATime(ast.NodeTransformer):
    """Makes of each import that runs with its cell one statement a name, each of which may fail alone.

    Imports inside a function, a class or a ``try`` stay as they are: whoever wrote them there looks after them.
    """

    def visit_Import(self, node: ast.Import) -> list[ast.stmt]:
        """``import a, b``."""
        return [
            _guarded(ast.Import([alias]), node, alias.asname or alias.name.split(".")[0], alias.name)
            for alias in node.names
        ]

    def visit_ImportFrom(self, node: ast.ImportFrom) -> list[ast.stmt] | ast.stmt:
        """``from a import b, c``."""
        if node.module == "__future__":
            return node
        return [
            _guarded(
                ast.ImportFrom(node.module, [alias], node.level),
                node,
                alias.asname or alias.name,
                f"{node.module or '.'}.{alias.name}",
            )
            for alias in node.names
        ]

    def _as_it_is(self, node: ast.AST) -> ast.AST:
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = visit_Try = visit_TryStar = _as_it_is


def _guarded(statement: ast.stmt, where: ast.stmt, name: str, wanted: str) -> ast.stmt:
    """``try: <statement>`` and, should that fail, tell the shell which name is lost for want of what."""
    (guard,) = ast.parse(
        f"try:\n    pass\nexcept Exception:\n    get_ipython().import_failed({name!r}, {wanted!r})"
    ).body
    assert isinstance(guard, ast.Try)
    guard.body = [ast.copy_location(statement, where)]
    for node in ast.walk(guard):
        ast.copy_location(node, where)
    return guard
