"""What an exercise's name stood for at its test cell: that is what is graded, whatever a later cell of the student's own
has bound the name to."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from autograder.core import source

_LATEST = 50  # bindings of a name that are remembered


@dataclass(frozen=True, slots=True)
class Binding:
    """A name bound by a cell that was run.

    Attributes:
        label: the number in the cell's margin.
        cell: the cell's id, where the notebook's editor tells it.
        text: the cell's source.
        value: what was bound, if it can be called; else None, so that no large tensor is kept.
    """

    label: str
    cell: str | None
    text: str
    value: Any


class Bindings:
    """Which cells of a session have bound which names, from now on.

    Args:
        shell: IPython's.
    """

    def __init__(self, shell: Any) -> None:
        self.shell = shell
        self._made = dict[str, deque[Binding]]()
        self._known = dict[str, int]()  # name -> id of what it is bound to
        self._running: Any = None
        self._note("", None, "")  # what was bound before anybody looked, by a cell that nobody knows
        shell.events.register("pre_run_cell", self._begins)
        shell.events.register("post_run_cell", self._ends)

    def of(self, name: str) -> list[Binding]:
        """The latest bindings of a name, those of the cell that is running included."""
        if self._running is not None:
            self._ran(self._running, self.shell.execution_count)
        return list(self._made.get(name, ()))

    def _begins(self, info: Any) -> None:
        self._running = info

    def _ends(self, result: Any) -> None:
        self._ran(result.info, result.execution_count)
        self._running = None

    def _ran(self, info: Any, number: int | None) -> None:
        self._note(f"[{number}]", getattr(info, "cell_id", None), info.raw_cell)

    def _note(self, label: str, cell: str | None, text: str) -> None:
        """Note what a cell has bound."""
        for name, value in self._look():
            made = Binding(label, cell, text, value if callable(value) else None)
            self._made.setdefault(name, deque(maxlen=_LATEST)).append(made)

    def _look(self) -> list[tuple[str, Any]]:
        """The names that are bound to something else than at the last look."""
        names = {name: value for name, value in self.shell.user_ns.items() if not name.startswith("_")}
        before, self._known = self._known, {name: id(value) for name, value in names.items()}
        return [(name, value) for name, value in names.items() if before.get(name) != id(value)]


_session: Bindings | None = None
# name -> what is graded, if there is something, and the latest
Rebound = Mapping[str, tuple[Binding | None, Binding]]


def remember(shell: Any) -> None:
    """Note from now on which cells bind which names."""
    global _session  # noqa: PLW0603  a process has one
    if _session is None or _session.shell is not shell:
        _session = Bindings(shell)


@contextmanager
def as_graded(
    namespace: dict[str, Any], names: Iterable[str], document: Mapping[str, Any] | None
) -> Iterator[Rebound]:
    """In here, exercises' names stand for what they stood for at their test cells.

    Args:
        namespace: the notebook's globals.
        names: the exercises'.
        document: the notebook's file, where it is known. A cell that is not in it is new, or was edited since: it may stand
            above the test cell.

    Yields:
        The names that a cell below their test cells has bound.
    """
    cells = (document or {}).get("cells")
    cells = [cell for cell in cells if isinstance(cell, dict)] if isinstance(cells, list) else []
    rebound = {name: pair for name in names if name in namespace and (pair := _rebound(name, cells))}
    now = {name: namespace[name] for name in rebound}
    for name, (graded, _) in rebound.items():
        if graded is None:
            del namespace[name]
        else:
            namespace[name] = graded.value
    try:
        yield rebound
    finally:
        namespace.update(now)


def _rebound(name: str, cells: list[dict[str, Any]]) -> tuple[Binding | None, Binding] | None:
    """What is graded of a name, and its latest binding; None where they are the same, or it cannot be told."""
    own = [place for place, cell in enumerate(cells) if _grade_id(cell) in (name, f"test_{name}")]
    bindings = [] if _session is None or not own else _session.of(name)
    above = [one for one in bindings if min(_places(one, cells), default=0) <= max(own)]
    graded = above[-1] if above else None
    if not bindings or graded is bindings[-1] or (graded is not None and graded.value is None):
        return None
    return graded, bindings[-1]


def _places(one: Binding, cells: list[dict[str, Any]]) -> list[int]:
    """Where in the file a binding's cell stands: by its id, or else by its text."""
    by_id = [place for place, cell in enumerate(cells) if one.cell and cell.get("id") == one.cell]
    return by_id or [
        place for place, cell in enumerate(cells) if source.same("".join(cell.get("source", "")), one.text)
    ]


def _grade_id(cell: Mapping[str, Any]) -> Any:
    marks = (cell.get("metadata") or {}).get("nbgrader") or {}
    return marks.get("grade_id")
