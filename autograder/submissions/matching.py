"""Which submitted cell is which cell of the assignment, by what is certain first: names, ids, texts, then
places.

Nothing is guessed: where two answers are possible, the submission is unreadable and told so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from autograder.core.text import Text
from autograder.submissions import messages, source
from autograder.submissions.loading import LooseCell
from autograder.submissions.model import EXPERIMENT_TAG, Release, ReleaseCell, Role

_SHOWN = 8  # labels in one note
_COPIES = 50  # cells that could be one exercise's; more is no accident, and looking at all of them takes long
_PARSED = 2_000_000  # characters of a submission that are parsed; beyond them, lines are looked at


class Match:
    """The cells of a submission against those of a release.

    Attributes:
        mine: place in the release -> place in the submission.
        roles: place in the submission -> what the cell is for; places that are not in it are ordinary cells.
        places: exercise -> place in the submission of the cell that holds its solution.
        answers: written question -> places of its cells.
        notes: what the student is told of the repairs.
    """

    def __init__(self, release: Release, cells: Sequence[LooseCell]) -> None:
        self.release, self.cells = release, cells
        self.mine: dict[int, int] = {}
        self.roles: dict[int, Role] = {}
        self.places: dict[str, int] = {}
        self.answers: dict[str, list[int]] = {}
        self.notes: list[Text] = []
        self._recognised: dict[str, str] = {}
        self._keys: dict[int, tuple[str | None, str]] = {}
        self._names: dict[int, frozenset[str] | None] = {}
        self._budget = _PARSED
        self._named = {cell.grade_id: cell for cell in release.cells if cell.grade_id}
        self._stripped = not any(cell.grade_id for cell in cells)
        self._run()

    def _run(self) -> None:
        self._by_grade_id()
        self._by_cell_id()
        self._by_text()
        missing = [cell for cell in self._solutions() if not (self._by_name(cell) or self._by_place(cell))]
        missing = [cell for cell in missing if not self._in_another_cell(cell)]
        if missing:
            raise self._missing(missing)
        for cell in self.release.cells:
            if (cell.index not in self.mine and cell.role == "written") or (
                cell.index not in self.mine and cell.role == "experiment" and self._stripped
            ):
                self._by_place(cell)
        self._experiments()
        if self._recognised:
            cells = messages.listed(f"{name} ({label})" for name, label in self._recognised.items())
            self.notes.insert(0, messages.RECOGNISED.format(cells))

    # Names

    def _by_grade_id(self) -> None:
        claims: dict[str, list[int]] = defaultdict(list)
        for place, cell in enumerate(self.cells):
            if cell.grade_id in self._named:
                claims[cell.grade_id].append(place)
        for name, places in claims.items():
            ours = self._named[name]
            if ours.role == "solution":
                self._take(ours, self._choose(name, ours, places))
            elif ours.role == "written":
                self._take(ours, places[0])
                self.answers[name] = places
                self.roles.update(dict.fromkeys(places[1:], "duplicate"))
            else:
                self._take(ours, places[0])
                copies = [
                    place for place in places[1:] if ours.role == "test" or self._same(place, places[0])
                ]
                self.roles.update(dict.fromkeys(copies, "duplicate"))

    def _choose(self, name: str, ours: ReleaseCell, places: list[int]) -> int:
        """The one among cells with the same grade_id that counts; what the others are is set.

        Raises:
            Unreadable: when none can be read, or more than one could be meant.
        """
        left = [place for place in places if self.cells[place].source is not None][:_COPIES]
        self.roles.update(dict.fromkeys(places, "duplicate"))
        if not left:
            raise self._error(messages.DAMAGED, (self.cells[places[0]].index + 1,), (name,))
        why = None
        stub = ours.source
        tests = (
            (messages.FILLED, "duplicate", lambda place: not source.is_stub(self._text(place), stub)),
            (messages.IS_CODE, "duplicate", lambda place: self.cells[place].kind == "code"),
            (messages.DEFINES, "other", lambda place: self._defines(place, name)),
        )
        for reason, role, test in tests:
            if not self._all_same(left):
                kept = [place for place in left if test(place)]
                if kept and len(kept) < len(left):
                    self.roles.update({place: role for place in left if place not in kept})
                    left, why = kept, reason
        if not self._all_same(left):
            labels = messages.listed(shown(self.cells[place].label for place in left))
            parts = messages.DOUBLED
            raise messages.unreadable(
                parts._replace(found=parts.found.format(name=name, count=len(left), labels=labels))
            )
        self.roles.update(dict.fromkeys(left[1:], "duplicate"))
        if len(left) > 1:
            self.notes.append(messages.COPIES.format(name))
        elif why:
            self.notes.append(
                messages.ONE_OF_COPIES.format(name=name, label=self.cells[left[0]].label, why=why)
            )
        return left[0]

    # Ids, texts, contents

    def _by_cell_id(self) -> None:
        """Jupyter's ids outlive nbgrader's metadata: some editors keep the one and drop the other."""
        owners: dict[str, list[int]] = defaultdict(list)
        for place, cell in enumerate(self.cells):
            if cell.cell_id and place not in self.roles:
                owners[cell.cell_id].append(place)
        for ours in self._left():
            places = owners.get(ours.cell_id or "", [])
            if len(places) == 1 and self.cells[places[0]].source is not None:
                if ours.role == "solution":
                    self._recognised[str(ours.exercise)] = self.cells[places[0]].label
                self._take(ours, places[0])

    def _by_text(self) -> None:
        """Unchanged cells; solution cells come later, as a filled one counts before an unchanged one."""
        owners: dict[str, list[int]] = defaultdict(list)
        for place, cell in enumerate(self.cells):
            if place not in self.roles and cell.source and cell.source.strip():
                owners[source.tidy(cell.source)].append(place)
        for ours in self._left():
            places = owners.get(source.tidy(ours.source), [])
            if ours.role != "solution" and places:
                self._take(ours, places.pop(0))

    def _by_name(self, ours: ReleaseCell) -> bool:
        """The ordinary code cell that defines the exercise's name, or is its unchanged stub."""
        name = ours.exercise or ""
        found = [
            place
            for place, cell in enumerate(self.cells)
            if place not in self.roles and cell.kind == "code" and self._defines(place, name)
        ][-_COPIES:]
        filled = [place for place in found if not source.is_stub(self._text(place), ours.source)]
        self.roles.update({place: "duplicate" for place in found if filled and place not in filled})
        found = filled or found[:1]
        here = self._between(ours)
        inside = [place for place in found if place in here]
        if not found:
            return False
        if len(found) > 1 and len(inside) != 1:
            self.notes.append(messages.LAST_OF_SEVERAL.format(name=name))
        place = inside[0] if len(inside) == 1 else found[-1]
        self._recognised[name] = self.cells[place].label
        self._take(ours, place)
        return True

    def _by_place(self, ours: ReleaseCell) -> bool:
        """The only cell between known neighbours, where the assignment has only this one, too."""
        here = self._between(ours)
        low, high = self._neighbours(ours)
        wanted = [
            cell
            for cell in self.release.cells[low + 1 : high]
            if cell.kind == ours.kind and cell.index not in self.mine
        ]
        there = [
            place
            for place in here
            if place not in self.roles and self.cells[place].kind == ours.kind and self._text(place).strip()
        ]
        if len(wanted) != 1 or len(there) != 1:
            return False
        if ours.role == "solution":
            self._recognised[str(ours.exercise)] = self.cells[there[0]].label
        self._take(ours, there[0])
        return True

    def _in_another_cell(self, ours: ReleaseCell) -> bool:
        """A cell of the assignment that defines the name besides its own: two cells that were merged,
        mostly."""
        name = ours.exercise or ""
        found = [
            place
            for place, role in self.roles.items()
            if role in ("solution", "experiment") and self._defines(place, name)
        ]
        if not found:
            return False
        place = max(found)
        self.roles[place] = "solution"
        self.places[name] = place
        self.notes.append(messages.SHARED.format(name=name, label=self.label(place)))
        return True

    def _experiments(self) -> None:
        """Cells that students tag as experiments are taken at their word: what they define is lent to the
        others."""
        added = [
            place
            for place, cell in enumerate(self.cells)
            if EXPERIMENT_TAG in cell.tags and cell.kind == "code" and place not in self.roles
        ]
        self.roles.update(dict.fromkeys(added, "experiment"))
        if added:
            self.notes.append(
                messages.EXPERIMENTS_ADDED.format(
                    messages.listed(shown(self.cells[place].label for place in added))
                )
            )

    # Helpers

    def label(self, place: int) -> str:
        """What a submitted cell is called in messages: its name in the assignment, or its number."""
        for index, mine in self.mine.items():
            if mine == place and self.release.cells[index].grade_id:
                return str(self.release.cells[index].grade_id)
        return self.cells[place].label

    def _solutions(self) -> list[ReleaseCell]:
        return [cell for cell in self._left() if cell.role == "solution"]

    def _left(self) -> list[ReleaseCell]:
        return [cell for cell in self.release.cells if cell.index not in self.mine]

    def _take(self, ours: ReleaseCell, place: int) -> None:
        self.mine[ours.index] = place
        self.roles[place] = ours.role
        if ours.role == "solution":
            self.places[str(ours.exercise)] = place
        elif ours.role == "written":
            self.answers.setdefault(str(ours.grade_id), [place])

    def _neighbours(self, ours: ReleaseCell) -> tuple[int, int]:
        """Places in the release of the nearest cells before and after that were found."""
        known = sorted(self.mine)
        low = max((index for index in known if index < ours.index), default=-1)
        return low, min((index for index in known if index > ours.index), default=len(self.release.cells))

    def _between(self, ours: ReleaseCell) -> range:
        """The submitted cells between those neighbours; none where their order was changed."""
        low, high = self._neighbours(ours)
        return range(
            self.mine[low] + 1 if low >= 0 else 0,
            self.mine[high] if high < len(self.release.cells) else len(self.cells),
        )

    def _text(self, place: int) -> str:
        return self.cells[place].source or ""

    def _defines(self, place: int, name: str) -> bool:
        """Whether a cell defines a name, without parsing any cell twice or more than the budget."""
        text = self._text(place)
        if name not in text:
            return False
        if place not in self._names:
            self._budget -= len(text)
            self._names[place] = source.bound_names(text) if self._budget >= 0 else None
        names = self._names[place]
        return source.seems_to_define(text, name) if names is None else name in names

    def _same(self, one: int, other: int) -> bool:
        return self._key(one) == self._key(other)

    def _all_same(self, places: Sequence[int]) -> bool:
        return all(self._same(place, places[0]) for place in places)

    def _key(self, place: int) -> tuple[str | None, str]:
        if place not in self._keys:
            self._keys[place] = self.cells[place].kind, source.tidy(self._text(place))
        return self._keys[place]

    def _missing(self, missing: list[ReleaseCell]) -> Exception:
        names = messages.listed([str(cell.exercise) for cell in missing])
        if len(missing) == len(self.release.exercises):
            return self._error(messages.WRONG_NOTEBOOK, (self.release.assignment,), (names,))
        return self._error(messages.MISSING, (names,))

    @staticmethod
    def _error(parts: messages.Parts, found: tuple = (), expected: tuple = ()) -> Exception:
        return messages.unreadable(
            parts._replace(found=parts.found.format(*found), expected=parts.expected.format(*expected))
        )


def shown(labels: Iterable[str]) -> list[str]:
    """The first few labels of many."""
    labels = list(labels)
    return labels if len(labels) <= _SHOWN else [*labels[:_SHOWN], "…"]
