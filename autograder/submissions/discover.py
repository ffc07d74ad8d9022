"""Finding submissions: notebooks, nbgrader's folders, downloads of learning platforms, zip archives.

Every file's path is read once, here: which student, which assignment. What a name says is used as it stands; where
names leave two possibilities, the submission gets a problem to be told of instead of a guess, and the others go on.
"""

import difflib
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from autograder.core.clean import clean_line
from autograder.core.errors import UsageError
from autograder.core.results import NO_IDS, Ids, Result
from autograder.core.text import Text, texts, translate
from autograder.submissions.originals import assignment_inside
from autograder.submissions.platforms import Named, Names, as_data, blackboard_logins
from autograder.submissions.walking import Entry, Walker, children, is_notebook, is_zip, stem

_TEXTS = texts(__file__)
OTHERS = _TEXTS["others"]  # besides the notebook that counts

STUDENT = "student"  # where no name tells whose notebook it is
# folders that are called after no student
_NO_STUDENTS = frozenset(
    "assignments submitted solutions release source autograded feedback downloaded downloads tmp"
    " data docs figures images notes".split()
) | {""}
_CLONES = "-submissions"  # of GitHub Classroom: `gh classroom clone` makes hw-submissions/hw-LOGIN/
_SHOWN = 5  # names in a message


@dataclass(frozen=True, slots=True)
class Found:
    """A submission, or what stands in its place.

    Attributes:
        student: who handed it in, as the names say: data, whatever characters it has; :data:`STUDENT` when none does.
        assignment: which assignment, or None when that cannot be told.
        path: the notebook, or None when there is a problem.
        shown: where it is, in words that may be shown: the path as given and the names below it.
        problem: why there is no notebook to grade: what was found, what was expected, what to do.
        notes: what was repaired or passed over.
        ids: how the platform that it comes from knows the student.
    """

    student: str
    assignment: str | None
    path: Path | None
    shown: str
    problem: Text | None = None
    notes: tuple[Text, ...] = ()
    ids: Ids = NO_IDS

    def unreadable(self, language: str | None = None) -> Result:
        """The result of a submission with a problem."""
        message, name = translate(self.problem, language), self.assignment or ""
        return Result.ungraded(
            "unreadable", message, student=self.student, assignment=name, notebook=self.shown, ids=self.ids
        )


def discover(
    paths: Iterable[Path | str],
    assignments: Sequence[str],
    *,
    asked: str | None = None,
    scratch: Path | None = None,
) -> list[Found]:
    """All submissions under ``paths``, in the order of the paths and of the names below them.

    Args:
        paths: notebooks, zip archives, and folders: ``STUDENT/ASSIGNMENT/NOTEBOOK.ipynb``,
            ``ASSIGNMENT/NOTEBOOK.ipynb``, ``STUDENT/NOTEBOOK.ipynb``, loose notebooks (``mlp.ipynb``,
            ``alice_mlp.ipynb``), or downloads of a platform. Links below them are not followed.
        assignments: the names of the course's assignments, all of them.
        asked: the assignment that is looked for: a notebook whose name tells nothing is of this one, where somebody
            typed it or a platform named it.
        scratch: where archives are unpacked; by default a temporary folder that goes when the program ends.

    Raises:
        UsageError: when a path does not exist, or nothing at all is found under it.
    """
    search = _Search(Names(assignments), asked, scratch)
    claims: dict[tuple[Path, str, str], _Claim] = {}
    for order, given in enumerate(paths):
        for claim in search.path(Path(given)):
            claims.setdefault(
                (claim.entry.path, claim.entry.kind, str(claim.student)), replace(claim, order=order)
            )
    return search.chosen(claims.values())


def display_name(name: str) -> str:
    """A student's name fit for a terminal or, escaped, a page: nothing hidden in it, not too long."""
    return clean_line(name, 80) or "?"


@dataclass(frozen=True, slots=True)
class _Claim:
    """An entry with what its path says.

    Attributes:
        folder: the place among the parts of the folder that is called after the assignment.
        order: which of the paths that were typed it is under.
        among: whether its folder is one among students' folders.
    """

    entry: Entry
    student: str | None
    assignment: str | None
    named: Named
    folder: int | None
    order: int = 0
    among: bool = False


class _Search:
    """One search; archives are unpacked when one is met."""

    def __init__(self, names: Names, asked: str | None, scratch: Path | None) -> None:
        self.names = names
        self._asked = asked or (names.assignments[0] if len(names.assignments) == 1 else None)
        self._walker = Walker(names, scratch)

    def path(self, given: Path) -> list[_Claim]:
        """What is under one path that somebody typed."""
        if not os.path.lexists(given):
            raise UsageError(_nowhere(given))
        path, shown = Path(os.path.realpath(given)), given.as_posix()  # links that somebody typed are meant
        try:
            if path.is_dir():
                found = self._folder(path, shown)
            elif path.suffix.lower() == ".zip":
                claim = self._claim(Entry(path, shown, (path.name,), "notebook"))
                entries = self._walker.unpacked(path, shown, (), 0)
                found = self._resolved(entries, claim.student, claim.assignment)
            else:
                found = self._file(path, shown)
        except OSError as exc:
            raise UsageError(f"{clean_line(given)} cannot be read: {exc.strerror or exc}") from exc
        if not self.chosen(found):
            raise UsageError(
                f"no notebooks found in {clean_line(given)}: expected "
                f"STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb, ASSIGNMENT/ASSIGNMENT.ipynb or notebooks "
                f"called after an assignment, which are {_some(self.names.assignments)}"
            )
        return found

    # What somebody typed

    def _file(self, path: Path, shown: str) -> list[_Claim]:
        """One notebook: the folders above it tell what its name does not."""
        parts: tuple[str, ...] = (path.name,)
        if self.names.assignment(path.parent.name):
            above = path.parent.parent.name
            parts = (*([above] if above.lower() not in _NO_STUDENTS else []), path.parent.name, path.name)
        told = self.names.read(path.name, stem(path.name))
        by_file = (told.student, told.assignment) == (None, None)
        return self._resolved([Entry(path, shown, parts, "notebook")], None, self._asked, by_file)

    def _folder(self, path: Path, shown: str) -> list[_Claim]:
        """A folder: of students, of one student, of one assignment, or a course."""
        for course in ("submitted", "assignments"):  # the course's own folder, or a student's copy of it
            if (path / course).is_dir() and not (path / course).is_symlink():
                return self._folder(path / course, f"{shown}/{course}")
        inside = [child for child in children(path) if child.is_dir(follow_symlinks=False)]
        if inside and all(child.name.endswith(_CLONES) for child in inside):
            return [
                one for child in inside for one in self._folder(path / child.name, f"{shown}/{child.name}")
            ]
        above = path.parent.name if path.parent.name.lower() not in _NO_STUDENTS else None
        owner = path.name if path.name.lower() not in _NO_STUDENTS else None
        known = self.names.assignment(path.name)
        books = [child.name for child in children(path) if known and is_notebook(child.name)]
        if known and (len(books) <= 1 or f"{known}.ipynb" in books):  # one submission; its student is above
            parts = (path.name,) if above is None else (above, path.name)
            own = Entry(path, shown, parts, "folder")
            return self._resolved([own, *self._walker.walk(path, shown, parts)], None, None)
        entries = self._walker.walk(path, shown, ())
        title, clones, _ = path.name.rpartition(_CLONES)
        if clones and self.names.read(f"{title}-x", f"{title}-x").assignment is None:
            # a title of the classroom's own, which stands before each login
            entries = (
                replace(one, parts=(one.parts[0].removeprefix(f"{title}-"), *one.parts[1:]))
                for one in entries
            )
        return self._resolved(entries, owner, known, by_file=known is not None)

    # Whose, and of which assignment

    def _claim(self, entry: Entry) -> _Claim:
        """What an entry's path says."""
        names = entry.parts or (entry.path.name,)
        stems = [
            stem(part) if at == len(names) - 1 or is_zip(part) else part for at, part in enumerate(names)
        ]
        above = len(names) - (entry.kind != "folder")  # parts that are folders
        known = [self.names.assignment(stem) for stem in stems[:above]]
        place = next((at for at, one in enumerate(known) if one), None)
        told = [self.names.read(*pair, at < above) for at, pair in enumerate(zip(names, stems, strict=True))]
        named = next((one for one in told if one.ids.platform), told[-1])
        named = replace(named, when=max(one.when for one in told), online=any(one.online for one in told))
        student = named.student
        if not named.ids.platform and above and len(names) > 1:
            owner = 0 if place is None else place - 1
            as_is = place is not None and not is_zip(names[owner])  # nbgrader's STUDENT/ASSIGNMENT
            student = None if owner < 0 else names[owner] if as_is else told[owner].student or stems[owner]
        assignment = known[place] if place is not None else None
        assignment = assignment or next((one.assignment for one in reversed(told) if one.assignment), None)
        return _Claim(entry, student, assignment, named, place)

    def _inside(self, claim: _Claim) -> str | None:
        """The course's assignment that a notebook says itself, where its path says none."""
        told = assignment_inside(claim.entry.path) if claim.entry.kind == "notebook" else None
        return self.names.assignment(told) if told else None

    @staticmethod
    def _is_official(claim: _Claim) -> bool:
        """Whether a platform says whose it is."""
        return bool(claim.named.ids.platform or claim.entry.people)

    def _in_own_folder(self, claim: _Claim) -> bool:
        """Whether it is a file in a folder that is called after a student, if names are to be believed."""
        parts, kind = claim.entry.parts, claim.entry.kind
        if kind == "folder" or len(parts) != 2 or claim.folder is not None or self._is_official(claim):
            return False
        return parts[0].lower() not in _NO_STUDENTS

    def _resolved(
        self, entries: Iterable[Entry], owner: str | None, implied: str | None, by_file: bool = False
    ) -> list[_Claim]:
        """Claims that say whose they are, and of which assignment if anything does.

        Args:
            owner: whose they are where the paths do not say.
            implied: their assignment, where what was typed says it.
            by_file: whether each loose file is a student's, whose name it bears.
        """
        claims = [self._claim(entry) for entry in entries]
        at_home = any(claim.folder == 0 for claim in claims) and not implied
        claims = [  # in a folder that one works in, other files lie about
            replace(claim, assignment=claim.assignment or implied or self._inside(claim))
            for claim in claims
            if claim.assignment or self._is_official(claim) or not at_home
        ]
        files = {one.named.ids.file or "" for one in claims if one.named.ids.platform == "blackboard"}
        logins = blackboard_logins(files)
        told = {one.assignment for one in claims if self._is_official(one) and one.assignment}
        for_platform = self._asked or (told.pop() if len(told) == 1 else None)
        books = [one for one in claims if one.entry.kind == "notebook"]
        theirs = {one.assignment for one in books if self._in_own_folder(one)}
        by_file = by_file or self._of_many([one for one in books if len(one.entry.parts) == 1])
        found = []
        for claim in claims:
            official = self._is_official(claim)
            assignment = claim.assignment or (for_platform if official else None)
            among = bool(theirs) and self._in_own_folder(claim)
            if among and assignment is None and len(theirs) == 1:
                (assignment,) = theirs
            student = logins.get(claim.named.ids.file or "", claim.student)
            alone = owner is None and assignment is not None
            loose = len(claim.entry.parts) == 1 and (by_file or alone or claim.entry.kind == "problem")
            if student is None and loose and (implied or claim.named.assignment is None):
                student = stem(claim.entry.path.name)
            ids = claim.named.ids
            if ids.platform == "blackboard":
                ids = msgspec.structs.replace(ids, login=as_data(student or ""))
            for name, own in claim.entry.people or ((student or owner or STUDENT, ids),):
                named, who = replace(claim.named, ids=own), as_data(name)
                found.append(replace(claim, student=who, assignment=assignment, named=named, among=among))
        return found

    @staticmethod
    def _of_many(loose: list[_Claim]) -> bool:
        """Whether files of one folder are those of several students: some are called after one, or their names tell
        nothing and they are of one assignment."""
        told = [one.assignment for one in loose if one.assignment and one.named.assignment is None]
        return any(one.student for one in loose) or len(told) > len(set(told))

    def chosen(self, claims: Iterable[_Claim]) -> list[Found]:
        """The submissions among claims: one of each student for each assignment."""
        groups: dict[tuple[object, ...], list[_Claim]] = defaultdict(list)
        for claim in claims:
            ids, place = claim.named.ids, claim.folder
            apart = claim.student == STUDENT  # nobody knows whether two of them are one
            where = claim.entry.parts[: place + 1] if place is not None else claim.entry.path
            key = (claim.student, claim.assignment, ids.id or ids.submission, where if apart else None)
            groups[key].append(claim)
        found = [(group[0].order, one) for group in groups.values() for one in self._choose(group)]
        solved = {(one.student, one.ids.id) for _, one in found if one.path}
        found.sort(key=lambda pair: (pair[0], pair[1].shown))
        told = (
            one for _, one in found if one.path or one.assignment or (one.student, one.ids.id) not in solved
        )
        return _apart(list(told))

    def _choose(self, group: list[_Claim]) -> Iterator[Found]:
        """The one submission of a student for an assignment, or the problem in its place."""
        assignment = group[0].assignment
        books = sorted((one for one in group if one.entry.kind == "notebook"), key=self._rank)
        problems = [one for one in group if one.entry.kind == "problem" and self._matters(one)]
        if books:
            yield self._found(books[-1], self._notes(books[-1], len(books)) if assignment else ())
        elif problems:
            yield self._found(problems[0])
        else:
            yield from self._without(group, [one for one in group if one.entry.kind == "other"])

    def _without(self, group: list[_Claim], files: list[_Claim]) -> Iterator[Found]:
        """A submission without a notebook, where it is one: a platform's, or in an assignment's or a student's folder."""
        assignment = group[0].assignment
        official = any(self._is_official(one) or one.folder is not None or one.among for one in group)
        if not official and (assignment is None or all(len(one.entry.parts) == 1 for one in files)):
            return
        files = [one for one in files if not one.named.online] or files
        first = (files or group)[0]
        text = _TEXTS["no-notebook"]
        if files:
            said = _TEXTS["online"] if all(one.named.online for one in files) else _TEXTS["other"]
            text = said.format(_some(one.entry.path.name for one in files))
        if assignment:
            text += _TEXTS["named"].format(assignment) + _TEXTS["hand-in"]
        else:
            text += _TEXTS["no-assignment"].format(_some(self.names.assignments))
        yield self._found(replace(first, entry=replace(first.entry, problem=text, kind="problem")))

    def _matters(self, claim: _Claim) -> bool:
        """Whether a link, a closed folder or an archive that cannot be opened is in the place of a submission."""
        return (
            claim.assignment is not None
            or len(claim.entry.parts) <= 1
            or claim.named.ids.platform is not None
            or claim.among
        )

    def _rank(self, claim: _Claim) -> tuple[object, ...]:
        """Later is better: not in what another student handed in, then the right name in the right folder, then a
        platform's order, then the newest."""
        outermost = (claim.entry.parts or ("",))[0]
        owner = self.names.read(outermost, stem(outermost)).student
        theirs = owner is None or claim.student in (as_data(owner), as_data(outermost))
        name, (day, *numbers) = claim.entry.path.name, claim.named.when
        try:
            when = round(os.lstat(claim.entry.path).st_mtime, 1)
        except (OSError, ValueError):
            when = 0.0
        exact = claim.folder is not None and name == f"{claim.assignment}.ipynb"
        right = exact or (claim.folder is None and claim.named.rest == claim.assignment)
        digits = [int(one) for one in re.findall(r"\d{1,9}", name)]
        return (theirs, exact, day, right, *numbers, -len(claim.entry.parts), when, digits, name)

    def _notes(self, best: _Claim, count: int) -> tuple[Text, ...]:
        """What is to be said of the notebook that counts."""
        entry, assignment, folder = best.entry, str(best.assignment), best.folder
        exact = entry.path.name == f"{assignment}.ipynb"
        told = self.names.read("", stem(entry.path.name)).assignment or best.named.assignment
        in_place, above = exact and folder is not None, assignment if folder is None else entry.parts[folder]
        remarks = (
            (above != assignment and not is_zip(above), _TEXTS["folder-renamed"].format(assignment)),
            (count > 1 and in_place, OTHERS.format(assignment)),
            (count > 1 and not in_place, _TEXTS["latest"].format(count, clean_line(entry.path.name, 80))),
            (told is None or (folder is not None and not exact), _TEXTS["renamed"].format(assignment)),
            (folder is not None and len(entry.parts) > folder + 2 and not entry.archives, _TEXTS["deeper"]),
        )
        return tuple(text for holds, text in remarks if holds)

    def _found(self, claim: _Claim, notes: tuple[Text, ...] = ()) -> Found:
        entry, problem = claim.entry, claim.entry.problem
        if problem is None and claim.assignment is None:
            problem = _TEXTS["no-assignment"].format(_some(self.names.assignments))
        path = None if problem else entry.path
        shown = clean_line(entry.shown, 1000)
        return Found(
            str(claim.student), claim.assignment, path, shown, problem, notes if path else (), claim.named.ids
        )


def _apart(found: list[Found]) -> list[Found]:
    """Namesakes told apart by the platform's number."""
    numbers: dict[str, set[str | None]] = defaultdict(set)
    for item in found:
        numbers[item.student].add(item.ids.id or item.ids.submission)
    return [
        replace(item, student=f"{item.student}_{number}")
        if (number := item.ids.id or item.ids.submission) and len(numbers[item.student]) > 1
        else item
        for item in found
    ]


def _some(names: Iterable[str]) -> str:
    """The first few names, fit to be shown."""
    names = [display_name(name) for name in names]
    return ", ".join(names[: _SHOWN * 2] + (["…"] if len(names) > _SHOWN * 2 else []))


def _nowhere(path: Path) -> str:
    """What to say of a path that does not exist: the nearest folder that does, and what is in it."""
    folder = path.parent
    while not os.path.isdir(folder) and folder != folder.parent:  # noqa: PTH112  Path.is_dir raises for odd names
        folder = folder.parent
    try:
        names = [child.name for child in children(folder)]
    except OSError:
        names = []
    missing = path.relative_to(folder).parts[0] if path.is_relative_to(folder) else path.name
    close = difflib.get_close_matches(missing, names, _SHOWN) or names
    there = f"it has {_some(close)}" if names else "it is empty"
    return f"{clean_line(path)} does not exist; {clean_line(folder)} does, and {there}"
