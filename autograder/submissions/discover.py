"""Finding submissions: notebooks, nbgrader's folders, downloads of learning platforms, zip archives.

What a name says is used as it stands: which student, which assignment. Where names leave two possibilities,
the submission gets a problem to be told of instead of a guess, and the others go on.
"""

from __future__ import annotations

import atexit
import difflib
import os
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.core.clean import clean_line
from autograder.core.errors import UsageError
from autograder.core.results import Result
from autograder.core.text import Text, translate
from autograder.submissions.archives import NOTEBOOKS, ArchiveRefused, Unpacker

STUDENT = "student"  # where no name tells whose notebook it is
_NO_STUDENTS = frozenset(
    {
        "",
        "assignments",
        "submitted",
        "solutions",
        "release",
        "source",
        "autograded",
        "feedback",
        "downloaded",
        "downloads",
        "tmp",
    }
)
_SHOWN = 5  # names in a message

# What learning platforms make of the name of an uploaded file: Canvas, then Moodle (a folder or a file).
_PLATFORMS = (
    re.compile(r"(?P<student>[^_]+?)(?:_LATE)?_(?P<id>\d+)_\d+_(?P<rest>.+)", re.DOTALL),
    re.compile(r"(?P<student>.+?)_(?P<id>\d+)_assignsubmission_file(?:_(?P<rest>.*))?", re.DOTALL),
)
# a browser's or a file manager's second one
_COPY = re.compile(r"(?:[ _]*\(\d+\)|[ -]+copy\d*)+$", re.IGNORECASE)
_ATTEMPT = re.compile(r"-\d+$")  # Canvas's
_HIDDEN = re.compile(r"\.(?!\.)|(__pycache__|__MACOSX)$")

_NAMED = Text("It should be called {}.ipynb.", "文件名应为 {}.ipynb。")
_NO_NOTEBOOK = Text("There is no notebook in the folder{}. ", "文件夹中没有笔记本{}。")
_HAND_IN = Text(" Put the notebook there and hand it in again.", "请将笔记本放入其中，重新提交。")
_SEVERAL = Text(
    "There are {} notebooks and none of them has the right name. ", "有 {} 个笔记本，但没有一个名称正确。"
)
_RENAME = Text(" Rename the one that counts, or delete the others.", "请将有效的一个改名，或删除其余的。")
_LINK = Text(
    "There is a link to another place. A copy of the file or folder itself was expected. Hand in a copy.",
    "这是一个指向别处的链接。这里应当是文件或文件夹本身的副本。请提交副本。",
)
_NO_ASSIGNMENT = Text(
    "The name tells no assignment, or more than one. Expected was one of: {}. Rename it, and hand it in "
    "again.",
    "名称没有指明作业，或指明了多个。应为以下之一：{}。请改名后重新提交。",
)
_TWICE = Text(
    "There are {} submissions of this assignment under this name. One was expected. Delete all "
    "but the one that counts.",
    "该名称下有 {} 份本次作业的提交。应当只有一份。请只保留有效的一份。",
)
_CLOSED = Text(
    "The folder cannot be read. A folder with a notebook was expected. Check its permissions.",
    "文件夹无法读取。这里应当是包含笔记本的文件夹。请检查权限。",
)
_NESTED_ARCHIVES = Text(
    "There is an archive in an archive in an archive. A notebook was expected. Hand in the notebook itself.",
    "压缩包多层嵌套。这里应当是笔记本。请直接提交笔记本。",
)

RENAMED = Text(
    "The notebook is not called {}.ipynb; it was the only one there and was taken.",
    "笔记本的名称不是 {}.ipynb；因为只有这一个，已采用。",
)
OTHERS = Text("Other notebooks beside {}.ipynb were not looked at.", "{}.ipynb 之外的其他笔记本没有查看。")
DEEPER = Text("The notebook was in a folder further down.", "笔记本位于更深一层的文件夹中。")
FOLDER_RENAMED = Text(
    "The folder is not called {} exactly; it was taken for that assignment.",
    "文件夹名称与 {} 不完全一致；已按该作业处理。",
)
UNPACKED = Text("The notebook was taken out of a zip archive.", "笔记本取自 zip 压缩包。")


@dataclass(frozen=True, slots=True)
class Found:
    """A submission, or what stands in its place.

    Attributes:
        student: who handed it in, as the names say: data, whatever characters it has; :data:`STUDENT` when
            none does.
        assignment: which assignment, or None when that cannot be told.
        path: the notebook, or None when there is a problem.
        shown: where it is, in words that may be shown: the path as given and the names below it.
        problem: why there is no notebook to grade: what was found, what was expected, what to do.
        notes: what was repaired or passed over.
    """

    student: str
    assignment: str | None
    path: Path | None
    shown: str
    problem: Text | None = None
    notes: tuple[Text, ...] = ()

    def unreadable(self, language: str | None = None) -> Result:
        """The result of a submission with a problem."""
        return Result(
            student=self.student,
            assignment=self.assignment or "",
            notebook=self.shown,
            submission=None,
            outcome="unreadable",
            message=translate(self.problem, language),
            score=None,
            max_score=None,
            seconds=0.0,
            isolation=None,
        )


def discover(
    paths: Iterable[Path | str],
    assignments: Sequence[str],
    *,
    only: str | None = None,
    scratch: Path | None = None,
) -> list[Found]:
    """All submissions under ``paths``, in the order of the paths and of the names below them.

    Args:
        paths: notebooks, zip archives, and folders: ``STUDENT/ASSIGNMENT/NOTEBOOK.ipynb``,
            ``ASSIGNMENT/NOTEBOOK.ipynb``, ``STUDENT/NOTEBOOK.ipynb``, or loose notebooks (``mlp.ipynb``,
            ``alice_mlp.ipynb``, downloads of Canvas and Moodle). Links below them are not followed.
        assignments: the names of the course's assignments, all of them.
        only: the assignment that is looked for: submissions of others are left out, and a notebook that is
            typed and whose name tells nothing is of this one.
        scratch: where archives are unpacked; by default a temporary folder that goes when the program ends.

    Raises:
        UsageError: when a path does not exist, or nothing at all is found under it.
    """
    search = _Search(tuple(sorted(assignments)), scratch, only)
    found: dict[Path | str | None, Found] = {}
    for given in paths:
        for item in search.path(Path(given)):
            if only is None or item.assignment in (only, None):
                found.setdefault(item.path or f"{item.shown}\0{item.student}\0{item.assignment}", item)
    return list(found.values())


def display_name(name: str) -> str:
    """A student's name fit for a terminal or, escaped, a page: nothing hidden in it, not too long."""
    return clean_line(name, 80) or "?"


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder or file, how it is shown, and how many archives it is inside of."""

    path: Path
    shown: str
    archives: int = 0

    def inside(self, name: str) -> _Place:
        return _Place(self.path / name, f"{self.shown}/{name}", self.archives)


class _Search:
    """One search; ``assignments`` are known, archives are unpacked when one is met."""

    def __init__(self, assignments: tuple[str, ...], scratch: Path | None, only: str | None) -> None:
        self.assignments, self._scratch = assignments, scratch
        self._only = only or (assignments[0] if len(assignments) == 1 else None)
        self._unpacker: Unpacker | None = None

    def path(self, given: Path) -> list[Found]:
        """What is under one path that somebody typed."""
        if not os.path.lexists(given):
            raise UsageError(_nowhere(given))
        place = _Place(Path(os.path.realpath(given)), given.as_posix())  # links that somebody typed are meant
        try:
            if place.path.is_dir():
                found = self._typed_folder(place)
            elif place.path.suffix.lower() == ".zip":
                found = self._archive(place, None, None)
            else:
                found = [self._typed_file(place)]
        except OSError as exc:
            raise UsageError(f"{clean_line(given)} cannot be read: {exc.strerror or exc}") from exc
        if not found:
            raise UsageError(
                f"no notebooks found in {clean_line(given)}: expected "
                f"STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb, ASSIGNMENT/ASSIGNMENT.ipynb or notebooks "
                f"called after an assignment, which are {_some(self.assignments)}"
            )
        return _apart(found)

    def _typed_file(self, place: _Place) -> Found:
        student, assignment = self._names(_stem(place.path.name))
        parent, above = place.path.parent.name, place.path.parent.parent.name
        notes: tuple[Text, ...] = ()
        if folder := self._assignment(parent):
            student = student or (above if above.lower() not in _NO_STUDENTS else None)
            if assignment is None:
                assignment, notes = folder, (RENAMED.format(folder),)
        elif assignment is None and self._only:
            assignment, notes = self._only, (RENAMED.format(self._only),)
        return self._notebook(place, student, assignment, notes)

    def _typed_folder(self, place: _Place) -> list[Found]:
        name = place.path.name
        if assignment := self._assignment(name):
            books = [child.name for child in _children(place.path) if _is_notebook(child.name)]
            if len(books) == 1 or f"{assignment}.ipynb" in books:
                above = place.path.parent.name
                student = above if above.lower() not in _NO_STUDENTS else STUDENT
                return [*self._submission(place, student, assignment, ())]
            return [*self._folder(place, None, assignment)]
        for course in ("submitted", "assignments"):  # the course's own folder, or a student's copy of it
            if (place.path / course).is_dir() and not (place.path / course).is_symlink():
                return [*self._folder(place.inside(course), None, None)]
        return [*self._folder(place, None, None)]

    def _folder(self, place: _Place, student: str | None, implied: str | None) -> Iterator[Found]:
        """A folder of assignments (of one student, if known), of students, or of loose notebooks."""
        try:
            children = _children(place.path)
        except OSError:
            yield _problem(place, student, implied, _CLOSED)
            return
        mine = place.path.name.lower() not in _NO_STUDENTS and not place.archives
        owner = student or (place.path.name if mine else STUDENT)
        at_home = student is not None or any(self._assignment(child.name) for child in children)
        for child in children:
            inner = place.inside(child.name)
            name, which = self._names(_stem(child.name))
            if child.is_symlink():
                if which or (
                    student is None and (_is_notebook(child.name, (".zip",)) or os.path.isdir(inner.path))
                ):
                    yield _problem(
                        inner, student or name or (owner if which else child.name), which or implied, _LINK
                    )
            elif child.is_dir(follow_symlinks=False):
                yield from self._inner_folder(inner, student, owner, implied)
            elif child.name.lower().endswith(".zip"):
                if which or student is not None or not at_home:
                    yield from self._archive(inner, student or name or _stem(child.name), which or implied)
            elif _is_notebook(child.name):
                if implied and not which:
                    name, which = name or _stem(child.name), implied
                if which or not at_home:  # in a folder that one works in, other notebooks lie about
                    yield self._notebook(inner, student or name or owner, which, ())
            elif which and child.name in self.assignments:  # a notebook that lost the end of its name
                yield self._notebook(inner, owner, which, (RENAMED.format(which),))

    def _inner_folder(
        self, place: _Place, student: str | None, owner: str, implied: str | None
    ) -> Iterator[Found]:
        """A folder in a folder: an assignment's, a student's, or a misnamed one."""
        name = place.path.name
        if assignment := self._assignment(name):
            notes = () if name == assignment else (FOLDER_RENAMED.format(assignment),)
            yield from self._submission(place, owner, assignment, notes)
        elif _is_notebook(name):  # its reader says what is wrong with it
            name, which = self._names(_stem(name))
            yield self._notebook(place, student or name or owner, which or implied, ())
        elif student is None:
            yield from self._student(place, implied)
        elif next(_notebooks_below(place.path), None):
            yield _problem(place, student, None, _NO_ASSIGNMENT.format(_some(self.assignments)))

    def _student(self, place: _Place, implied: str | None) -> Iterator[Found]:
        """The folder of one student."""
        student, which = self._names(place.path.name, folder=True)
        student = student or place.path.name
        implied = implied or which
        if implied:
            yield from self._submission(place, student, implied, ())
            return
        found = list(self._folder(place, student, None))
        yield from found
        if not found and any(path.parent == place.path for path in _notebooks_below(place.path)):
            yield _problem(place, student, None, _NO_ASSIGNMENT.format(_some(self.assignments)))

    def _submission(
        self, place: _Place, student: str, assignment: str, notes: tuple[Text, ...]
    ) -> Iterator[Found]:
        """The folder of one student's submission of one assignment: one notebook of it counts."""
        right = f"{assignment}.ipynb"
        try:
            children = _children(place.path)
        except OSError:
            yield _problem(place, student, assignment, _CLOSED)
            return
        books = [
            child.name
            for child in children
            if _is_notebook(child.name) and not child.is_dir(follow_symlinks=False)
        ]
        archives = [
            child.name for child in children if child.name.lower().endswith(".zip") and not child.is_symlink()
        ]
        if any(child.name == right for child in children):
            notes += (OTHERS.format(assignment),) if len(books) > 1 else ()
            yield self._notebook(place.inside(right), student, assignment, notes)
        elif len(books) == 1:
            yield self._notebook(
                place.inside(books[0]), student, assignment, (*notes, RENAMED.format(assignment))
            )
        elif books:
            yield _problem(
                place, student, assignment, _SEVERAL.format(len(books)) + _NAMED.format(assignment) + _RENAME
            )
        elif len(archives) == 1:
            yield from self._archive(place.inside(archives[0]), student, assignment)
        else:
            yield self._deeper(place, student, assignment, notes, [child.name for child in children])

    def _deeper(
        self, place: _Place, student: str, assignment: str, notes: tuple[Text, ...], there: list[str]
    ) -> Found:
        """The only notebook further down, where the folder itself has none."""
        below = list(_notebooks_below(place.path))
        right = [path for path in below if path.name == f"{assignment}.ipynb"] or below
        if len(right) == 1:
            inner = _Place(
                right[0], f"{place.shown}/{right[0].relative_to(place.path).as_posix()}", place.archives
            )
            return self._notebook(inner, student, assignment, (*notes, DEEPER))
        named = _NAMED.format(assignment)
        if right:
            return _problem(place, student, assignment, _SEVERAL.format(len(right)) + named + _RENAME)
        listed = f" ({_some(there)})" if there else ""
        return _problem(place, student, assignment, _NO_NOTEBOOK.format(listed) + named + _HAND_IN)

    def _archive(self, place: _Place, student: str | None, assignment: str | None) -> list[Found]:
        """What is in a zip archive: a class, a student's assignments, or one submission."""
        if place.archives >= 2:
            return [_problem(place, student, assignment, _NESTED_ARCHIVES)]
        try:
            folder = self._unpack(place.path)
        except ArchiveRefused as exc:
            return [_problem(place, student, assignment, exc.text)]
        inner = _Place(folder, place.shown, place.archives + 1)
        while (wrapper := self._wrapper(inner.path, student)) is not None:
            inner = inner.inside(wrapper)
        if student and assignment:
            found = list(self._submission(inner, student, assignment, ()))
        else:
            found = list(self._folder(inner, student, assignment))
        return [replace(item, notes=(UNPACKED, *item.notes)) if item.path else item for item in found]

    def _wrapper(self, folder: Path, student: str | None) -> str | None:
        """The only thing in an archive's folder, if it is a folder that says nothing."""
        children = _children(folder)
        if len(children) != 1 or not children[0].is_dir(follow_symlinks=False):
            return None
        if self._assignment(children[0].name):
            return None
        if student is None and any(
            _is_notebook(child.name, (".zip",)) or self._assignment(child.name)
            for child in _children(folder / children[0].name)
        ):
            return None  # it is called after its student
        return children[0].name

    def _unpack(self, path: Path) -> Path:
        if self._unpacker is None:
            scratch = self._scratch
            if scratch is None:
                scratch = Path(tempfile.mkdtemp(prefix="autograder-"))
                atexit.register(shutil.rmtree, scratch, ignore_errors=True)
            self._unpacker = Unpacker(scratch)
        return self._unpacker.unpack(path)

    def _notebook(
        self, place: _Place, student: str | None, assignment: str | None, notes: tuple[Text, ...]
    ) -> Found:
        if assignment is None:
            return _problem(place, student, None, _NO_ASSIGNMENT.format(_some(self.assignments)))
        return Found(
            _data(student or STUDENT), assignment, place.path, clean_line(place.shown, 1000), None, notes
        )

    # Names

    def _assignment(self, name: str) -> str | None:
        """The assignment that a name is, but for case and the kind of gap between words."""
        if name in self.assignments:
            return name
        return next((known for known in self.assignments if _plain(known) == _plain(name)), None)

    def _names(self, name: str, folder: bool = False) -> tuple[str | None, str | None]:
        """The student and the assignment that a loose file's name tells; None for what it does not."""
        for platform in _PLATFORMS:
            if match := platform.fullmatch(name):
                rest = _ATTEMPT.sub("", _stem(match["rest"] or ""))
                return f"{match['student']}\0{match['id']}", self._names(rest)[1]
        if folder:
            return None, None
        name = _COPY.sub("", name)
        if known := self._assignment(name):
            return None, known
        told = {}
        for known in self.assignments:
            words = re.escape(known).replace("_", "[-_ ]")
            match = re.fullmatch(
                rf"(?P<student>.+?)[-_ .]+{words}", name, re.IGNORECASE | re.DOTALL
            ) or re.fullmatch(rf"{words}[-_ .]+(?P<student>.+)", name, re.IGNORECASE | re.DOTALL)
            if match:
                told[known] = match["student"]
        longest = [known for known in told if not any(known != other and known in other for other in told)]
        return (told[longest[0]], longest[0]) if len(longest) == 1 else (None, None)


def _apart(found: list[Found]) -> list[Found]:
    """Namesakes told apart by the platform's number; two submissions where one is due get a problem."""
    numbers: dict[str, set[str]] = defaultdict(set)
    for item in found:
        name, _, number = item.student.partition("\0")
        numbers[name].add(number)
    named = []
    for item in found:
        name, _, number = item.student.partition("\0")
        named.append(replace(item, student=f"{name}_{number}" if number and len(numbers[name]) > 1 else name))
    count: dict[tuple[str, str | None], int] = defaultdict(int)
    for item in named:
        count[item.student, item.assignment] += 1
    return [
        replace(item, path=None, problem=_TWICE.format(times))
        if item.path and item.student != STUDENT and (times := count[item.student, item.assignment]) > 1
        else item
        for item in named
    ]


def _problem(place: _Place, student: str | None, assignment: str | None, problem: Text) -> Found:
    return Found(_data(student or STUDENT), assignment, None, clean_line(place.shown, 1000), problem)


def _children(folder: Path) -> list[os.DirEntry[str]]:
    """What is in a folder, sorted; hidden things and Jupyter's and Python's own folders aside."""
    with os.scandir(folder) as entries:
        return sorted(
            (entry for entry in entries if not _HIDDEN.match(entry.name)), key=lambda entry: entry.name
        )


def _notebooks_below(folder: Path, depth: int = 3) -> Iterator[Path]:
    """The notebooks a few folders down."""
    try:
        children = _children(folder)
    except OSError:
        return
    for child in children:
        if child.is_dir(follow_symlinks=False):
            if depth:
                yield from _notebooks_below(folder / child.name, depth - 1)
        elif _is_notebook(child.name) and not child.is_symlink():
            yield folder / child.name


def _is_notebook(name: str, or_else: tuple[str, ...] = ()) -> bool:
    return name.lower().endswith((*NOTEBOOKS, *or_else))


def _stem(name: str) -> str:
    """A file's name without the end that says what it is."""
    return re.sub(r"(\.ipynb(\.txt|\.json)?|\.zip)$", "", name, flags=re.IGNORECASE)


def _plain(name: str) -> str:
    return re.sub(r"[-_ ]+", "_", name.strip()).casefold()


def _data(name: str) -> str:
    """A name that can be written to any file: what was not text in it is spelled out."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _some(names: Iterable[str]) -> str:
    """The first few names, fit to be shown."""
    names = [display_name(name) for name in names]
    return ", ".join(names[: _SHOWN * 2] + (["…"] if len(names) > _SHOWN * 2 else []))


def _nowhere(path: Path) -> str:
    """What to say of a path that does not exist: the nearest folder that does, and what is in it."""
    folder = path.parent
    while not os.path.isdir(folder) and folder != folder.parent:
        folder = folder.parent
    try:
        names = [child.name for child in _children(folder)]
    except OSError:
        names = []
    missing = path.relative_to(folder).parts[0] if path.is_relative_to(folder) else path.name
    close = difflib.get_close_matches(missing, names, _SHOWN) or names
    there = f"it has {_some(close)}" if names else "it is empty"
    return f"{clean_line(path)} does not exist; {clean_line(folder)} does, and {there}"
