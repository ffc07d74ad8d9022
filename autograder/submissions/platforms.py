"""What a learning platform's download says of a student in the names of its files and folders.

Canvas writes ``doejane_LATE_12_34_mlp-1.ipynb``, Moodle ``Jane Doe_12_assignsubmission_file_/mlp.ipynb``,
Blackboard ``Homework_jdoe_attempt_2026-11-29-22-00-00_mlp.ipynb``, Gradescope ``submission_12/mlp.ipynb`` beside a
``submission_metadata.yml``, and GitHub Classroom ``mlp-jdoe/mlp.ipynb``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from autograder.core.charset import decode
from autograder.core.errors import Unreadable
from autograder.core.results import NO_IDS, Ids
from autograder.submissions.files import read_bytes

METADATA = "submission_metadata.yml"
_METADATA_LIMIT = 8 << 20  # bytes
_MAX_PEOPLE = 100_000
_PATTERNS = {
    "moodle": (r"(?P<student>.+?)_(?P<id>\d+)_assignsubmission_(?P<kind>[a-z]+)(?:_(?P<rest>.*))?",),
    "blackboard": (
        r"(?P<title>.+)_(?P<student>[^_]+)_attempt_(?P<when>\d{4}(?:-\d\d){5})(?:_(?P<rest>.+)|\.txt)?",
    ),
    "canvas": (
        r"(?:LATE_)?(?P<student>anon)_(?P<id>[A-Za-z0-9]+)_(?P<submission>\d+)_(?P<rest>.+)",
        r"(?P<student>.+?)(?:_LATE)?_(?P<id>\d+)_(?P<submission>\d+)_(?P<rest>.+)",
        r"(?P<student>.+?)(?:_LATE)?_(?P<id>\d+)_(?P<rest>(?:text|link)(?:\.html)?)",
    ),
}
_KNOWN = [
    (platform, re.compile(pattern, re.DOTALL)) for platform, found in _PATTERNS.items() for pattern in found
]
# of a browser, a file manager or Jupyter; Canvas's second attempt ends in -1
_COPY = re.compile(r"(?:[ _]*\((\d+)\)|[ -]+copy(\d*))+$", re.IGNORECASE)
# of the student's own
_VERSION = re.compile(
    r"(?:[-_ .]+(?:v(?:er(?:sion)?)?[-_ .]?\d+|final|finished|done|new|latest|fixed|submission|submitted)"
    r"|[-_ .]*(?:最终|完成|提交|修改)版?)+$",
    re.IGNORECASE,
)
_ATTEMPT = re.compile(r"-(\d{1,3})$")


@dataclass(frozen=True, slots=True)
class Named:
    """What one name says; None for what it does not.

    Attributes:
        rest: the student's own name for the file, without its end.
        when: of several attempts, which one this is; later ones are greater.
        online: whether it is text that was typed on the platform.
    """

    student: str | None = None
    assignment: str | None = None
    ids: Ids = NO_IDS
    rest: str = ""
    when: tuple[str, int, int] = ("", 0, 0)
    online: bool = False


class Names:
    """Reads names, for a course that has these assignments."""

    def __init__(self, assignments: Sequence[str]) -> None:
        self.assignments = tuple(sorted(assignments))

    def assignment(self, name: str) -> str | None:
        """The assignment that a name is, but for case and the kind of gap between words."""
        if name in self.assignments:
            return name
        return next((known for known in self.assignments if _plain(known) == _plain(name)), None)

    def read(self, name: str, stem: str, folder: bool = False) -> Named:
        """What the name of a file or folder says; ``stem`` is the name without the end that says its kind."""
        for platform, pattern in _KNOWN:
            if match := pattern.fullmatch(stem):
                return self._of_platform(platform, match, name)
        bare = _COPY.sub("", stem)
        attempt = _number(_COPY.search(stem))
        own = bare if folder else _VERSION.sub("", bare)
        if known := self.assignment(own):
            return Named(None, known, rest=bare, when=("", attempt, 0))
        student, found, first = self._in_words(own)
        ids = NO_IDS
        if folder and found and first:
            ids = Ids(platform="github", login=student, file=as_data(name))
        return Named(student, found, ids, bare, ("", attempt, 0))

    def _of_platform(self, platform: str, match: re.Match[str], name: str) -> Named:
        said = match.groupdict()
        rest = re.sub(r"\.(ipynb|html|zip)$", "", said.get("rest") or "")
        attempt = _number(_ATTEMPT.search(rest)) if platform == "canvas" else _number(_COPY.search(rest))
        bare = _ATTEMPT.sub("", _COPY.sub("", rest)) if platform == "canvas" else _COPY.sub("", rest)
        submission = said.get("submission")
        known = self.assignment(bare) or self._in_words(bare)[1]
        if known is None and said.get("title"):
            known = self.assignment(said["title"]) or self._in_words(said["title"])[1]
        ids = Ids(
            platform=platform,
            id=said.get("id"),
            login=as_data(said["student"]) if platform == "blackboard" else None,
            submission=submission,
            file=as_data(name),
        )
        when = (said.get("when") or "", attempt, int((submission or "0")[:18]))
        online = said.get("kind") == "onlinetext" or (
            submission is None if platform == "canvas" else platform == "blackboard" and not rest
        )
        return Named(said["student"], known, ids, bare, when, online)

    def _in_words(self, name: str) -> tuple[str | None, str | None, bool]:
        """Student and assignment of ``alice_mlp`` or ``mlp-alice``, and whether the assignment comes first."""
        told: dict[str, tuple[str, bool]] = {}
        for known in self.assignments:
            words = re.escape(known).replace("_", "[-_ ]")
            for first, pattern in ((False, rf"(.+?)[-_ .]+{words}"), (True, rf"{words}[-_ .]+(.+)")):
                match = re.fullmatch(pattern, name, re.IGNORECASE | re.DOTALL)
                if match and known not in told:
                    told[known] = match[1], first
        longest = [known for known in told if not any(known != other and known in other for other in told)]
        if len(longest) != 1:
            return None, None, False
        student, first = told[longest[0]]
        return student, longest[0], first


def blackboard_logins(names: Iterable[str]) -> dict[str, str]:
    """Name of a file in Blackboard's download -> login: what follows the title that most students' files share.

    Titles and logins may both hold underscores, so that one name alone leaves it open where the login begins.
    """
    owners = {name: re.split(r"_attempt_\d{4}-", name)[0].split("_") for name in names}
    heads = Counter(
        tuple(words[:end])
        for words in {tuple(words) for words in owners.values()}
        for end in range(1, len(words))
    )
    logins = {}
    for name, words in owners.items():
        starts = range(1, len(words))
        start = max(starts, key=lambda end: (heads[tuple(words[:end])], end))
        logins[name] = "_".join(words[start:])
    return logins


def submitters(folder: Path) -> dict[str, list[tuple[str, Ids]]]:
    """Folder -> names and ids of those who handed it in, as Gradescope's export says; nothing where it says nothing."""
    try:
        text = decode(read_bytes(folder / METADATA, _METADATA_LIMIT))[0]
    except Unreadable:
        return {}
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        """Leaves out the objects of Ruby's, such as times, that Gradescope writes as they are."""

    Loader.add_constructor(None, lambda *_: None)
    try:
        found: Any = yaml.load(text, Loader=Loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    people: dict[str, list[tuple[str, Ids]]] = {}
    for name, one in islice(_listed(found), _MAX_PEOPLE):
        if isinstance(one, dict) and isinstance(name, str):
            people.setdefault(name, []).append(_submitter(name, one))
    return people


def _listed(found: Any) -> Iterator[tuple[Any, Any]]:
    for name, entry in found.items() if isinstance(found, dict) else ():
        listed = entry.get(":submitters") if isinstance(entry, dict) else None
        yield from ((name, one) for one in (listed if isinstance(listed, list) else ()))


def _submitter(folder: str, one: dict[Any, Any]) -> tuple[str, Ids]:
    told = (one.get(key) for key in (":name", ":sid", ":email"))
    name, sid, email = (
        str(value).strip() or None if isinstance(value, str | int) else None
        for value in told  # others' text may be endless: YAML's aliases
    )
    number = folder.rpartition("_")[2] or folder
    ids = Ids(platform="gradescope", id=sid, email=email, submission=number, file=folder)
    return name or email or sid or folder, ids


def _number(match: re.Match[str] | None) -> int:
    return int(next((group for group in match.groups() if group), "1")[:9]) if match else 0


def _plain(name: str) -> str:
    return re.sub(r"[-_ ]+", "_", name.strip()).casefold()


def as_data(name: str) -> str:
    """A name that can be written to any file: what was not text in it is spelled out."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
