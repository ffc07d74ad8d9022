"""From the bytes of a notebook to its cells, whatever the bytes are, without ever holding its outputs.

msgspec skips what is not asked for without allocating anything, checks JSON while it does, and bounds
nesting; so a notebook with 50 MB of outputs costs its file's size and no more. Types are checked one value
at a time, so that one odd value costs itself only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from msgspec import Raw

from autograder.core.charset import decode
from autograder.core.text import Text
from autograder.submissions import messages
from autograder.submissions.files import to_utf8
from autograder.submissions.model import Kind

MAX_CELLS = 20_000
MAX_OBJECTS = 3_000_000  # `{}` in place of cells takes thirty times its size in memory
MAX_METADATA = 64 * 1024  # bytes of one cell's metadata; nbgrader's and Jupyter's own take a few hundred
_ODD_CELLS = 4 * 1024 * 1024  # bytes of a cell list with odd entries, which takes more memory to read
_KINDS: dict[str, Kind] = {
    "code": "code",
    "markdown": "markdown",
    "raw": "raw",
    "heading": "markdown",
    "html": "markdown",
    "text": "markdown",
}  # these were in formats 2 and 3
# What Python's json writes and JSON does not know, each after all that is to be left as it is: whole
# strings, and escapes read from the left, so that whole surrogate pairs are passed over.
_WORDS = re.compile(rb'(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"|[^"NI]++)*+(NaN|Infinity)', re.DOTALL)
_SURROGATES = re.compile(
    rb"(?:[^\\]++|\\[^u]|\\u(?![dD][89a-fA-F])|\\u[dD][89abAB][0-9a-fA-F]{2}"
    rb"\\u[dD][c-fC-F][0-9a-fA-F]{2})*+(\\u[dD][89a-fA-F][0-9a-fA-F]{2})",
    re.DOTALL,
)
_MENDED = 1_000_000  # of each; more is no notebook, and takes long
# half of a surrogate pair, encoded as if it were a character
_HALVES = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")


@dataclass(frozen=True, slots=True)
class LooseCell:
    """A cell as it was handed in; nothing in it is to be trusted.

    Attributes:
        index: its place in the file, from 0.
        kind: None when it is neither code, markdown nor raw.
        source: None when it is not text.
        grade_id: nbgrader's name for it.
        cell_id: Jupyter's id.
        tags: its tags.
        graded: whether nbgrader's metadata calls it graded.
        points: nbgrader's points, of any type.
        mended: whether characters were taken out of the source.
    """

    index: int
    kind: Kind | None
    source: str | None
    grade_id: str | None = None
    cell_id: str | None = None
    tags: frozenset[str] = frozenset()
    graded: bool = False
    points: Any = None
    mended: bool = False
    locked: bool = False
    solution: bool = False

    @property
    def label(self) -> str:
        """How the cell is called when it has no part in the assignment."""
        return messages.place(self.index)


@dataclass(frozen=True, slots=True)
class LooseNotebook:
    """The cells of a file, and what had to be repaired to get at them."""

    cells: tuple[LooseCell, ...]
    notes: tuple[Text, ...] = field(default=())


class _Top(msgspec.Struct):
    cells: Raw = Raw(b"")
    worksheets: Raw = Raw(b"")
    nbformat: Raw = Raw(b"")


class _Sheet(msgspec.Struct, gc=False):
    cells: Raw = Raw(b"")


class _Cell(msgspec.Struct, gc=False):
    cell_type: Raw = Raw(b"")
    source: Raw = Raw(b"")
    input: Raw = Raw(b"")  # a code cell's source in formats 2 and 3
    level: Raw = Raw(b"")  # of a heading, in formats 2 and 3
    metadata: Raw = Raw(b"")
    id: Raw = Raw(b"")


def load(data: bytes) -> LooseNotebook:
    """Parse a notebook.

    Raises:
        Unreadable: when there are no cells to be had from it.
    """
    data, notes = _prepare(data)
    try:
        return _parse(data, notes)
    except (UnicodeDecodeError, _NotJson) as exc:
        text, encoding = decode(data)
        try:
            told = messages.MENDED if encoding is None else messages.DECODED.format(encoding)
            return _parse(text.encode("utf-8", "replace"), [*notes, told])
        except _NotJson:
            parts = exc.parts if isinstance(exc, _NotJson) else messages.NOT_TEXT
            raise messages.unreadable(parts) from exc


class _NotJson(Exception):
    """The bytes are no JSON, as ``parts`` say; they may be in another encoding."""

    def __init__(self, parts: messages.Parts) -> None:
        super().__init__(str(parts.found))
        self.parts = parts


def _parse(data: bytes, notes: Sequence[Text]) -> LooseNotebook:
    """Parse UTF-8.

    Raises:
        Unreadable: when there are no cells to be had from it.
        _NotJson: when it is no JSON.
        UnicodeDecodeError: when a cell's source is not UTF-8.
    """
    if data.count(b"{") > MAX_OBJECTS:
        raise messages.unreadable(messages.MANY_OBJECTS)
    top, mended = _top(data)
    found = [*notes, messages.MENDED] if mended else [*notes]
    version = _loose(top.nbformat, int)
    if top.cells:
        if version is not None and version > 4:
            raise messages.unreadable(messages.TOO_NEW)
        if version is None:
            found.append(messages.NO_FORMAT)
        entries, odd = _entries(top.cells)
    elif top.worksheets:
        if version is not None and version < 2:
            raise messages.unreadable(messages.TOO_OLD)
        entries, odd = _sheets(top.worksheets)
        found.append(messages.UPGRADED.format(3 if version is None else version))
    else:
        raise messages.unreadable(messages.NO_CELLS)
    if odd:
        found.append(messages.NOT_CELLS.format(odd))
    return LooseNotebook(tuple(_cell(index, entry) for index, entry in entries), tuple(found))


def _prepare(data: bytes) -> tuple[bytes, list[Text]]:
    """UTF-8 bytes that may be JSON, and notes; says what else they plainly are."""
    if not data.strip():
        raise messages.unreadable(messages.EMPTY)
    if not data.strip(b"\0"):
        raise messages.unreadable(messages.ZEROS)
    data, note = to_utf8(data)
    notes = [note] if note else []
    if data.endswith(b"\0"):
        data = data.rstrip(b"\0")
        notes.append(messages.PADDED)
    start = data[:64].lstrip()
    for sign, parts in messages.SIGNS:
        if start.startswith(sign):
            raise messages.unreadable(messages.CONFLICT if start.startswith(b"<<<<<<<") else parts)
    return data, notes


def _top(data: bytes) -> tuple[_Top, bool]:
    """The notebook's own fields, not yet parsed, and whether its JSON had to be mended."""
    for mended in (False, True):
        try:
            return msgspec.json.decode(_mend(data) if mended else data, type=_Top), mended
        except RecursionError as exc:
            raise messages.unreadable(messages.TOO_DEEP) from exc
        except msgspec.ValidationError as exc:
            raise messages.unreadable(messages.NO_CELLS) from exc
        except (msgspec.DecodeError, UnicodeDecodeError) as exc:
            fault = exc
    raise _NotJson(_not_json(data, fault)) from fault


def _mend(data: bytes) -> bytes:
    """Replace what Python's json writes and JSON does not know: NaN and Infinity by 0, halves of surrogate
    pairs.

    Each by something of its own length, so that a large file is copied once, and no pieces of it are kept.
    """
    mended = bytearray(data)
    for pattern, instead in ((_WORDS, b"0"), (_SURROGATES, b"\\ufffd")):
        end = 0
        for _ in range(_MENDED):
            # not `finditer`: that would look from every byte once more
            if not (match := pattern.match(data, end)):
                break
            start, end = match.span(1)
            mended[start:end] = instead.ljust(end - start)
    return bytes(mended)


def _not_json(data: bytes, exc: Exception) -> messages.Parts:
    if b"\n<<<<<<< " in data and b"\n>>>>>>> " in data:
        return messages.CONFLICT
    if not data.lstrip().startswith((b"{", b"[")):
        return messages.NOT_JSON._replace(found=messages.NOT_JSON.found.format(0))
    if "truncated" in str(exc):
        return messages.TRUNCATED
    where = re.search(r"\(byte (\d+)\)", str(exc))
    return messages.NOT_JSON._replace(found=messages.NOT_JSON.found.format(where[1] if where else 0))


def _entries(raw: Raw, before: int = 0) -> tuple[list[tuple[int, _Cell]], int]:
    """A list of cells with their places, and how many entries are no cells."""
    try:
        every: list[_Cell | None] = list(msgspec.json.decode(raw, type=list[_Cell]))
    except msgspec.ValidationError as exc:
        if bytes(memoryview(raw)[:1]) != b"[" or memoryview(raw).nbytes > _ODD_CELLS:
            raise messages.unreadable(messages.NO_CELLS) from exc
        every = [_loose(entry, _Cell) for entry in msgspec.json.decode(raw, type=list[Raw])]
    if len(every) + before > MAX_CELLS:
        parts = messages.MANY_CELLS
        raise messages.unreadable(parts._replace(found=parts.found.format(MAX_CELLS)))
    found = [(before + place, entry) for place, entry in enumerate(every) if entry is not None]
    return found, len(every) - len(found)


def _sheets(raw: Raw) -> tuple[list[tuple[int, _Cell]], int]:
    """The cells of all worksheets of a notebook in format 2 or 3; nobody ever had more than one."""
    sheets = _loose(raw, list[_Sheet])
    if sheets is None or not all(sheet.cells for sheet in sheets):
        raise messages.unreadable(messages.NO_CELLS)
    found: list[tuple[int, _Cell]] = []
    odd = 0
    for sheet in sheets:
        cells, strange = _entries(sheet.cells, len(found) + odd)
        found += cells
        odd += strange
    return found, odd


def _cell(index: int, entry: _Cell) -> LooseCell:
    """One cell, with every value of a wrong type taken for absent."""
    metadata = _metadata(entry.metadata)
    nbgrader = metadata.get("nbgrader")
    nbgrader = nbgrader if isinstance(nbgrader, dict) else {}
    tags = metadata.get("tags")
    source, mended = _text(entry.source or entry.input)
    written = _loose(entry.cell_type, str) or ""
    if written == "heading" and source:
        source = "#" * min(max(_loose(entry.level, int) or 1, 1), 6) + " " + " ".join(source.splitlines())
    return LooseCell(
        index=index,
        kind=_KINDS.get(written),
        source=source,
        mended=mended,
        grade_id=_short(nbgrader.get("grade_id")),
        cell_id=_short(_loose(entry.id, str)),
        tags=frozenset(tag for tag in tags[:100] if isinstance(tag, str))
        if isinstance(tags, list)
        else frozenset(),
        graded=nbgrader.get("grade") is True,
        locked=nbgrader.get("locked") is True,
        solution=nbgrader.get("solution") is True,
        points=nbgrader.get("points"),
    )


def _metadata(raw: Raw) -> dict[str, Any]:
    """A cell's metadata; nothing when it is no object, or one beyond all measure."""
    if memoryview(raw).nbytes > MAX_METADATA:
        return {}
    return _loose(raw, dict[str, Any]) or {}


def _text(raw: Raw) -> tuple[str | None, bool]:
    """A cell's source, which may be split into lines, and whether characters had to be taken out of it.

    Raises:
        UnicodeDecodeError: when its bytes are not UTF-8.
    """
    if not raw:
        return "", False
    try:
        value, mended = _decode(raw, str | list[str]), False
    except UnicodeDecodeError:
        value, mended = _decode(Raw(_HALVES.sub("\ufffd".encode(), bytes(raw))), str | list[str]), True
    if value is None:
        return None, False
    text = "".join(value)
    return text.replace("\0", ""), mended or "\0" in text


def _decode(raw: Raw, kind: Any) -> Any:
    """A value of the type asked for, or None.

    Raises:
        UnicodeDecodeError: when it holds a string that is not UTF-8.
    """
    try:
        return msgspec.json.decode(raw, type=kind) if raw else None
    except (msgspec.MsgspecError, RecursionError):
        return None


def _loose(raw: Raw, kind: Any) -> Any:
    """The same, with None for what is not UTF-8 too."""
    try:
        return _decode(raw, kind)
    except UnicodeDecodeError:
        return None


def _short(value: Any) -> str | None:
    return value if isinstance(value, str) and 0 < len(value) <= 200 else None
