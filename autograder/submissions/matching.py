"""Which submitted cell is which cell of the assignment, by what is certain first: names, ids, texts, places.

Every code cell of the student's runs, from top to bottom; what counts is what an exercise's name is bound to
where its test stands. So a solution cell that is there twice, or not at all, costs its own exercise at most.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from autograder.core import source
from autograder.core.text import Text
from autograder.submissions import messages
from autograder.submissions.loading import LooseCell
from autograder.submissions.model import EXPERIMENT_TAG, Release, ReleaseCell, Role

_SHOWN = 8  # labels in one note
_CHECK = re.compile(r"""\s*check\(["'](\w{1,80})["']\)\s*""")
_PARSED = 2_000_000  # characters of a submission that are parsed; beyond them, lines are looked at


class Match:
    """The cells of a submission against those of a release.

    Attributes:
        mine: place in the release -> place in the submission.
        roles: place in the submission -> what the cell is for; places that are not in it are ordinary cells.
        places: exercise -> place in the submission of the cell that counts; without those that nothing defines.
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
        self._claims: dict[str, list[int]] = defaultdict(list)  # exercise -> cells that are marked as its own
        self._recognised: dict[str, int] = {}
        self._names: dict[int, frozenset[str] | None] = {}
        self._budget = _PARSED
        self._run()

    def _run(self) -> None:
        self._by_grade_id()
        self._by_cell_id()
        self._by_text()
        tests = {cell.exercise: cell for cell in self.release.cells if cell.role == "test"}
        solutions = [cell for cell in self.release.cells if cell.role == "solution"]
        for cell in sorted(solutions, key=lambda cell: cell.exercise not in self._claims):
            self._solution(cell, tests[cell.exercise])
        foreign = sum(self._is_foreign(cell) for cell in self.cells)
        known = sum(cell.role == "test" and cell.index in self.mine for cell in self.release.cells)
        if not (self.places or known) or foreign > max(known, len(self.places)):
            expected = messages.listed(self.release.points)
            raise messages.unreadable("wrong-notebook", self.release.assignment, expected)
        stripped = not any(cell.grade_id for cell in self.cells)
        for cell in self._left():
            if cell.role == "written" or (cell.role == "experiment" and stripped):
                self._by_place(cell)
        self._experiments()
        if self._recognised:
            labels = [f"{name} ({self.cells[place].label})" for name, place in self._recognised.items()]
            self.notes.insert(0, messages.TEXTS["recognised"].format(messages.listed(labels)))

    # Names, ids, texts

    def _by_grade_id(self) -> None:
        self._named = {cell.grade_id: cell for cell in self.release.cells if cell.grade_id}
        claims: dict[str, list[int]] = defaultdict(list)
        for place, cell in enumerate(self.cells):
            if cell.grade_id in self._named and not self._merged(place, self._named[cell.grade_id]):
                claims[cell.grade_id].append(place)
        for name, places in claims.items():
            ours = self._named[name]
            if ours.role == "solution":
                self._claims[name] = places
                continue
            if ours.role == "test":  # a copy of it above the solution is not where the test stands
                solutions = claims.get(str(ours.exercise), [len(self.cells)])
                places.sort(key=lambda place: (place < solutions[0], place))
            self._take(ours, places[0])
            if ours.role == "written":
                self.answers[name] = places
            same = [place for place in places[1:] if ours.role != "other" or self._same(place, places[0])]
            self.roles.update(dict.fromkeys(same, "duplicate"))

    def _merged(self, place: int, ours: ReleaseCell) -> bool:
        """Whether a cell marked as one of the course's own holds solutions: cells were merged into it."""
        return ours.role in ("test", "other") and any(
            self._defines(place, name) and not source.defines(ours.source, name)
            for name in self.release.points
        )

    def _by_cell_id(self) -> None:
        """Jupyter's ids outlive nbgrader's metadata: some editors keep the one and drop the other."""
        owners: dict[str, list[int]] = defaultdict(list)
        claimed = {place for places in self._claims.values() for place in places}
        for place, cell in enumerate(self.cells):
            if cell.cell_id and place not in self.roles and place not in claimed and cell.source is not None:
                owners[cell.cell_id].append(place)
        for ours in self._left():
            places = owners.get(ours.cell_id or "", [])
            if len(places) != 1 or self._merged(places[0], ours):
                continue
            if ours.role != "solution":
                self._take(ours, places[0])
            elif ours.exercise not in self._claims:
                self._recognised[str(ours.exercise)] = places[0]
                self._claims[str(ours.exercise)] = places

    def _by_text(self) -> None:
        """Unchanged cells; a solution cell's stub says nothing of where the solution is."""
        owners: dict[str, list[int]] = defaultdict(list)
        for place, cell in enumerate(self.cells):
            if place not in self.roles and cell.source and cell.source.strip():
                owners[source.tidy(cell.source)].append(place)
        for ours in self._left():
            places = owners.get(source.tidy(ours.source), [])
            if ours.role != "solution" and places:
                self._take(ours, places.pop(0))

    # Solutions

    def _solution(self, ours: ReleaseCell, test: ReleaseCell) -> None:
        """Find the cell whose definition holds where the exercise's test stands."""
        name = str(ours.exercise)
        claims = self._claims.get(name, [])
        end = self.mine[test.index] if test.index in self.mine else self._between(test).stop
        known = set(claims)
        found = [
            place
            for place in range(len(self.cells))
            if self._runs(place, known) and self._defines(place, name)
        ]
        stubs = {place for place in found if source.is_stub(self._text(place), ours.source)}
        if any(place < end and place not in stubs and self.cells[place].kind == "code" for place in found):
            # what became text stays text
            found = [place for place in found if self.cells[place].kind == "code"]
        above = [place for place in found if place < end]
        marked = [place for place in claims if self.cells[place].source is not None]
        counts = above[-1:] or found[-1:] or marked[-1:]
        if not counts:
            if not self._by_place(ours) and not self._in_an_experiment(ours):
                self.notes.append(messages.TEXTS["missing"].format(name))
            return
        place = self.places[name] = counts[0]
        if claims:
            self._take(ours, self._marked(place, claims))
        elif place in self.mine.values():
            self.notes.append(
                messages.TEXTS["shared"].format(name=name, label=messages.cell(self.label(place)))
            )
        else:
            self._take(ours, place)
            self._recognised[name] = place
        self.roles[place] = "solution"
        self._say(name, claims, [one for one in found if one not in stubs], end)

    def _marked(self, place: int, claims: list[int]) -> int:
        """Which of the cells that are marked as an exercise's own bears its name: the one that counts, if it is one."""
        code = [
            one for one in claims if self.cells[one].kind == "code" and self.cells[one].source is not None
        ]
        return place if place in claims or not code else code[-1]

    def _say(self, name: str, claims: list[int], found: list[int], end: int) -> None:
        """Tell what was found of a solution that is not in its one cell; ``found``: where it is defined, stubs aside."""
        place = self.places[name]
        label = messages.cell(self.label(place))
        above = [one for one in found if one < end]
        if len(claims) > 1 or len(above) > 1:
            self.notes.append(messages.TEXTS["several"].format(name=name, label=label))
        elif claims and place not in claims:
            self.notes.append(
                messages.TEXTS["elsewhere"].format(name=name, label=messages.cell(self.cells[place].label))
            )
        if place not in found and any(one < place for one in above):
            self.notes.append(
                messages.TEXTS["covered"].format(name=name, label=messages.cell(self.label(above[-1])))
            )
        below = [one for one in found if one > end and one > place and self._is_definition(one, name)]
        if below and place < end:
            labels = messages.listed(shown(self.label(one) for one in below))
            self.notes.append(messages.TEXTS["below"].format(name=name, labels=labels))

    def _runs(self, place: int, claims: set[int]) -> bool:
        """Whether a cell runs as the student's own when the notebook is graded."""
        return place in claims or (
            self.cells[place].kind == "code"
            and self.roles.get(place, "other") in ("other", "solution")
            and EXPERIMENT_TAG not in self.cells[place].tags
        )

    def _by_place(self, ours: ReleaseCell) -> bool:
        """The only cell between known neighbours, where the assignment has only this one, too."""
        low, high = self._neighbours(ours)
        wanted = [
            cell
            for cell in self.release.cells[low + 1 : high]
            if cell.kind == ours.kind and cell.index not in self.mine
        ]
        there = [
            place
            for place in self._between(ours)
            if place not in self.roles and self.cells[place].kind == ours.kind and self._text(place).strip()
        ]
        if len(wanted) != 1 or len(there) != 1:
            return False
        self._take(ours, there[0])
        if ours.role == "solution":
            self._recognised[str(ours.exercise)] = self.places[str(ours.exercise)] = there[0]
        return True

    def _in_an_experiment(self, ours: ReleaseCell) -> bool:
        """An experiment that defines what has no cell of its own: it runs as a solution, then."""
        name = str(ours.exercise)
        found = [
            place
            for place, cell in enumerate(self.cells)
            if cell.kind == "code"
            and (self.roles.get(place) == "experiment" or EXPERIMENT_TAG in cell.tags)
            and self._defines(place, name)
        ]
        if found:
            self.places[name] = found[-1]
            self.roles[found[-1]] = "solution"
        return bool(found)

    def _experiments(self) -> None:
        """Cells that students tag as experiments are taken at their word: what they define is lent to the others."""
        added = [
            place
            for place, cell in enumerate(self.cells)
            if EXPERIMENT_TAG in cell.tags and cell.kind == "code" and place not in self.roles
        ]
        self.roles.update(dict.fromkeys(added, "experiment"))
        if added:
            labels = messages.listed(shown(self.cells[place].label for place in added))
            self.notes.append(messages.TEXTS["experiments-added"].format(labels))

    # Helpers

    def _is_foreign(self, cell: LooseCell) -> bool:
        """Whether it is a test cell of another assignment."""
        told = _CHECK.fullmatch(cell.source or "")
        return (cell.graded and cell.grade_id not in self._named) or (
            told is not None and told[1] not in self.release.points
        )

    def label(self, place: int) -> str:
        """What a submitted cell is called in messages: its name in the assignment, or its number."""
        for index, mine in self.mine.items():
            if mine == place and self.release.cells[index].grade_id:
                return str(self.release.cells[index].grade_id)
        return self.cells[place].label

    def _left(self) -> list[ReleaseCell]:
        return [cell for cell in self.release.cells if cell.index not in self.mine]

    def _take(self, ours: ReleaseCell, place: int) -> None:
        self.mine[ours.index] = place
        self.roles[place] = ours.role
        if ours.role == "written":
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
        names = self.bound(place)
        return source.seems_to_define(text, name) if names is None else name in names

    def bound(self, place: int) -> frozenset[str] | None:
        """The names that a cell binds; None when it is not to be parsed."""
        if place not in self._names:
            text = self._text(place)
            self._budget -= len(text)
            self._names[place] = source.bound_names(text) if self._budget >= 0 else None
        return self._names[place]

    def _is_definition(self, place: int, name: str) -> bool:
        return source.seems_to_define(self._text(place), name, only_definitions=True)

    def _same(self, one: int, other: int) -> bool:
        return source.same(self._text(one), self._text(other))


def shown(labels: Iterable[str]) -> list[str]:
    """The first few labels of many."""
    labels = list(labels)
    return labels if len(labels) <= _SHOWN else [*labels[:_SHOWN], "…"]
