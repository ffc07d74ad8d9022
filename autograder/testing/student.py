"""``student``: calls the student's functions by value, wherever they live."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol, Self

import numpy as np
import torch

from autograder.core import errors, values
from autograder.sandbox.responder import Responder
from autograder.sandbox.settings import Settings, fill_what_is_empty, put_right
from autograder.testing.show import show

Request = list[Any]
_STRIDE = 0x9E3779B1  # between the seeds of one request and the next


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, what came back (a value, or the error that was raised), and how a student would write the call."""

    request: Request
    reply: Any
    called: Callable[[], str] | None = None


class Backend(Protocol):
    """Where the student's code lives: one verb."""

    def ask(self, request: Request, seconds: float | None) -> Any:
        """Answer ``[operation, seed, *arguments]`` with a value.

        Raises:
            errors.StudentError: when the student's code gives none. errors.OurFault: when the machinery does.
        """


class Student:
    """The fixture of the same name.

    ``student.relu(X)`` calls the notebook's ``relu`` with a copy of ``X`` and returns a copy of what it returns: None,
    bool, int, float, str, bytes, list, tuple, dict with string keys, tensors; a ``Handle`` for a Module or optimiser,
    which may be handed back in later calls; an ``Opaque`` for anything else.

    Raises (from every call): :class:`autograder.core.errors.StudentError`.
    """

    def __init__(self, backend: Backend, seconds: float | None = 10.0) -> None:
        self._backend = backend
        self._seconds = seconds
        self._seed: int | None = None
        self._asked: list[Asked] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)

        def function(*args: Any, **kwargs: Any) -> Any:
            return self.call(name, *args, **kwargs)

        function.__name__ = name
        return function

    def call(self, name: str, /, *args: Any, **kwargs: Any) -> Any:
        """Call the notebook's function ``name``."""
        return self._ask(described(name, args, kwargs), "call", name, list(args), kwargs)

    def after(self, name: str, /, *args: Any, **kwargs: Any) -> tuple[Any, tuple[Any, ...]]:
        """Call it; its result, and the positional arguments as the call left them."""
        result, left = self._ask(described(name, args, kwargs), "after", name, list(args), kwargs)
        return result, left

    def raises(self, name: str, /, *args: Any, **kwargs: Any) -> tuple[str, ...] | None:
        """Call it; the names of the exception's class and its bases, or None when it returned."""
        try:
            self.call(name, *args, **kwargs)
        except errors.NotImplementedYet:
            raise
        except errors.StudentRaised as exc:
            return exc.mro
        return None

    def run(
        self,
        source: str,
        name: str,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        called: Callable[[], str] | None,
    ) -> Any:
        """Run a probe (see :func:`autograder.testing.probe`) beside the student's code; ``called`` makes what
        :meth:`last_call` is to answer."""
        return self._ask(called, "probe", source, name, list(args), kwargs)

    def set(self, **globals_: Any) -> None:
        """Set globals of the notebook, such as ``num_inputs`` or ``W1``."""
        self._ask(None, "set", globals_)

    def has(self, name: str) -> bool:
        """Whether the notebook defines ``name``."""
        return bool(self._ask(None, "has", name))

    def seed(self, seed: int) -> None:
        """Seed torch's, numpy's and Python's generators before each request from now on, each time in another way."""
        self._seed = seed

    def begin(self, seed: int) -> None:
        """A new example: forget what was asked, and seed."""
        self._asked = []
        self._seed = seed

    def asked(self) -> list[Asked]:
        """What was asked since :meth:`begin`."""
        return self._asked

    def recall(self, asked: list[Asked]) -> None:
        """Put back an earlier answer of :meth:`asked`."""
        self._asked = asked

    def calls(self) -> list[Asked]:
        """The calls since :meth:`begin`."""
        return [one for one in self._asked if one.request[0] not in ("set", "has")]

    def last_call(self) -> str | None:
        """The latest call, as a student would write it."""
        calls = self.calls()
        return calls[-1].called() if calls and calls[-1].called else None

    def last_given(self) -> tuple[str, tuple[Any, ...]]:
        """The operation of the latest request, and its arguments; see :func:`arguments_of`."""
        return self._asked[-1].request[0], arguments_of([one.request for one in self._asked])

    def limit(self, seconds: float | None) -> None:
        """Give each request from now on so many seconds."""
        self._seconds = seconds

    def again(self, request: Request) -> Any:
        """Ask once more, and keep no note of it."""
        return self._backend.ask(request, self._seconds)

    def _ask(self, called: Callable[[], str] | None, operation: str, *arguments: Any) -> Any:
        seed = None
        if self._seed is not None and operation not in ("set", "has"):
            seed, self._seed = self._seed % 2**31, self._seed + _STRIDE
        request = [operation, seed, *arguments]
        try:
            reply = self._backend.ask(request, self._seconds)
        except errors.StudentError as exc:
            self._asked.append(Asked(request, exc, called))
            raise
        self._asked.append(Asked(request, reply, called))
        return reply


def described(name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Callable[[], str]:
    """A call as text, made only when it is needed."""
    return lambda: f"{name}({', '.join([*map(show, args), *(f'{k}={show(v)}' for k, v in kwargs.items())])})"


def arguments_of(requests: Sequence[Request]) -> tuple[Any, ...]:
    """The arguments of the last of these requests. The globals that were set before count as arguments by name."""
    *before, (operation, _, *arguments) = requests
    set_ = {name: value for one in before if one[0] == "set" for name, value in one[2].items()}
    if set_ and operation in ("call", "after", "probe"):
        arguments[-1] = {**arguments[-1], **set_}
    return tuple(arguments)


def value_of(reply: list[Any]) -> Any:
    """The value that a reply carries.

    Raises:
        errors.StudentError: for the other kinds of reply.
    """
    kind, *rest = reply
    if kind == "value":
        return rest[0]
    *rest, why = rest
    cause = None if why is None else tuple(why)
    if kind == "missing":
        missing, found = rest
        raise errors.MissingName(missing, found, cause)
    name, detail, where, mro = rest
    # torch raises it, too
    stub = name == "NotImplementedError" and (not detail or (where and name in where[2]))
    error = errors.NotImplementedYet if stub else errors.StudentRaised
    raise error(name, detail, tuple(where) if where else None, tuple(mro), cause)


class LiveBackend:
    """The student's code in this very process: the notebook's kernel, ``pytest assignments/``, a reference solution.

    What crosses is copied just as between processes. The caller's random state, and the globals that tests set, are put
    back by :meth:`restore`.
    """

    def __init__(
        self,
        namespace: dict[str, Any],
        locate: Callable[[str], str | None] = lambda _: None,
        line: Callable[[str, int], str] = lambda *_: "",
        lost: Mapping[str, tuple[str, str]] | None = None,
    ) -> None:
        self._responder = Responder(namespace, locate, line, lost)
        self._namespace = namespace
        self._before: dict[str, Any] = {}

    def ask(self, request: Request, seconds: float | None) -> Any:
        """Answer at once; a deadline cannot be kept inside the process, so ``seconds`` is not looked at."""
        return self.read(self.reply(request))

    def ask_all(self, requests: Sequence[bytes], seconds: float | None) -> Iterator[bytes]:
        """Answer encoded requests; the bytes of their replies."""
        return (self.reply(values.decode(request)) for request in requests)

    def reply(self, request: Request) -> bytes:
        """Answer at once; the bytes of the reply."""
        if request[0] == "set":
            for name in request[2]:
                self._before.setdefault(name, self._namespace.get(name, _ABSENT))
        return values.encode(self._responder.answer(values.decode(values.encode(request))))

    @staticmethod
    def read(data: bytes | bytearray) -> Any:
        """The value that the bytes of a reply carry; raises as :meth:`ask`."""
        return value_of(values.decode(data))

    def restore(self) -> None:
        """Put back the globals that tests set."""
        for name, value in self._before.items():
            if value is _ABSENT:
                self._namespace.pop(name, None)
            else:
                self._namespace[name] = value
        self._before.clear()

    @contextmanager
    def quietly(self) -> Iterator[Self]:
        """In here the process's settings are the usual ones; at the end they, the random state and the globals are put
        back."""
        torchs, numpys, pythons = torch.get_rng_state(), np.random.get_state(), random.getstate()
        settings = Settings()
        put_right()  # what the tests themselves make is float32, on the CPU, whatever the notebook has set
        take_back = fill_what_is_empty()
        try:
            yield self
        finally:
            take_back()
            torch.set_rng_state(torchs)
            np.random.set_state(numpys)
            random.setstate(pythons)
            settings.restore()
            self.restore()


_ABSENT = object()
