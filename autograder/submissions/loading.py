"""From the bytes of a notebook to its cells, whatever the bytes are, without ever holding its outputs.

msgspec skips what is not asked for without allocating anything, checks JSON while it does, and bounds
nesting; so a notebook with 50 MB of outputs costs its file's size and no more. Types are checked one value
at a time, so that one odd value costs itself only.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import Raw

from autograder.core.charset import decode
from autograder.core.errors import Unreadable
from autograder.core.text import Text
from autograder.submissions import messages
from autograder.submissions.files import to_utf8
from autograder.submissions.model import Kind

MAX_CELLS = 20_000
MAX_CODE = 600_000  # characters between words, of all cells: their syntax trees take the marker a few seconds
_A_BRACE = 20
MAX_OBJECTS = 3_000_000  # `{}` in place of cells takes thirty times its size in memory
MAX_METADATA = 64 * 1024  # bytes of one cell's metadata; nbgrader's and Jupyter's own take a few hundred
_MAX_VALUES = 5_000_000  # in a file that Python's json is asked to read
_ODD_CELLS = 4 * 1024 * 1024  # bytes of a cell list with odd entries, which takes more memory to read
_KINDS: dict[Any, Kind] = {"code": "code", "markdown": "markdown", "raw": "raw"}
_OLD_KINDS: dict[Any, Kind] = _KINDS | {"heading": "markdown", "html": "markdown"}
_SIGNS = {  # how files begin that are none; the first that fits
    b"<<<<<<<": "conflict",
    b"<": "web-page",
    **dict.fromkeys((b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ"), "archive"),
    b"%PDF": "pdf",
    b"version https://git-lfs": "git-lfs",
    b"import ": "script",
    b"#": "plain-text",
}
_OF_WORDS = bytes(code for code in range(128) if chr(code).isalnum())
_HALVES = re.compile("[\ud800-\udfff]")  # of a pair of UTF-16's


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
        graded, solution, task, locked: what nbgrader's metadata calls it.
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
    solution: bool = False
    task: bool = False
    locked: bool = False
    points: Any = None
    mended: bool = False

    @property
    def label(self) -> str:
        """How the cell is called when it has no part in the assignment."""
        return f"cell {self.index + 1}"


@dataclass(frozen=True, slots=True)
class LooseNotebook:
    """The cells of a file, what had to be repaired to get at them, and what the release notes in it: the language, and the
    cells as they were handed out, as a notebook's bytes."""

    cells: tuple[LooseCell, ...]
    notes: tuple[Text, ...] = ()
    language: str | None = None
    original: bytes | None = None


class _Top(msgspec.Struct):
    cells: Raw = Raw(b"")
    worksheets: Raw = Raw(b"")
    nbformat: Raw = Raw(b"")
    metadata: Raw = Raw(b"")


class _Ours(msgspec.Struct):
    language: str | None = None
    original: Raw = Raw(b"")


class _Metadata(msgspec.Struct):
    autograder: _Ours


class _Sheet(msgspec.Struct):
    cells: Raw = Raw(b"[]")


class _Cell(msgspec.Struct, gc=False):
    cell_type: Raw = Raw(b"")
    source: Raw = Raw(b"")
    input: Raw = Raw(b"")  # a code cell's source in formats 2 and 3
    metadata: Raw = Raw(b"")
    id: Raw = Raw(b"")


def load(data: bytes) -> LooseNotebook:
    """Parse a notebook.

    Raises:
        Unreadable: when no cells can be read from it.
    """
    data, notes = _prepare(data)
    try:
        return _parse(data, notes)
    except (msgspec.DecodeError, UnicodeDecodeError) as exc:
        text, encoding = decode(data)
        told = messages.TEXTS["mended"] if encoding is None else messages.TEXTS["decoded"].format(encoding)
        try:
            return _parse(_mended(text), [*notes, told])
        except (ValueError, RecursionError):
            raise _not_json(data, exc) from exc


def _prepare(data: bytes) -> tuple[bytes, list[Text]]:
    """UTF-8 bytes that may be JSON, and notes; says what else they plainly are."""
    if not data.strip():
        raise messages.unreadable("empty")
    if not data.strip(b"\0"):
        raise messages.unreadable("zeros")
    data, note = to_utf8(data)
    notes = [note] if note else []
    if data.endswith(b"\0"):
        data = data.rstrip(b"\0")
        notes.append(messages.TEXTS["padded"])
    start = data[:64].lstrip()
    for sign, name in _SIGNS.items():
        if start.startswith(sign):
            raise messages.unreadable(name)
    return data, notes


def _parse(data: bytes, notes: Sequence[Text]) -> LooseNotebook:
    """Parse UTF-8.

    Raises:
        Unreadable: when no cells can be read from it. msgspec.DecodeError: when it is no JSON.
        UnicodeDecodeError: when a cell's source is not UTF-8.
    """
    if data.count(b"{") > MAX_OBJECTS:
        raise messages.unreadable("many-objects")
    try:
        top = msgspec.json.decode(data, type=_Top)
    except RecursionError as exc:
        raise messages.unreadable("too-deep") from exc
    except msgspec.ValidationError as exc:
        raise messages.unreadable("no-cells") from exc
    found, version = [*notes], _loose(top.nbformat, int)
    kinds = _KINDS
    if top.worksheets and not top.cells:
        kinds = _OLD_KINDS
        sheets = _sheets(top.worksheets, version)
        found.append(messages.TEXTS["upgraded"].format(3 if version is None else version))
    else:
        sheets = [top.cells]
        if version is None:
            found.append(messages.TEXTS["no-format"])
        elif version > 4:
            raise messages.unreadable("too-new")
    entries, odd = _entries(sheets)
    if odd:
        found.append(messages.TEXTS["not-cells"].format(odd))
    cells = tuple(_cell(index, entry, kinds) for index, entry in entries)
    if sum(_density(cell.source or "") for cell in cells if cell.kind == "code") > MAX_CODE:
        raise messages.unreadable("much-code")
    ours = metadata.autograder if (metadata := _loose(top.metadata, _Metadata)) else _Ours()
    return LooseNotebook(cells, tuple(found), ours.language, bytes(ours.original) or None)


def _sheets(raw: Raw, version: int | None) -> list[Raw]:
    """The lists of cells of a notebook of format 2 or 3."""
    if version is not None and version < 2:
        raise messages.unreadable("too-old")
    return [sheet.cells for sheet in _loose(raw, list[_Sheet]) or ()]


def _mended(text: str) -> bytes:
    """JSON as UTF-8, in which what Python's json writes and JSON does not know (NaN, halves of pairs) is replaced.

    Raises:
        ValueError, RecursionError: it is no JSON for Python either.
    """
    if text.count(",") + text.count("[") <= _MAX_VALUES:
        text = json.dumps(json.loads(text, parse_constant=lambda word: None), ensure_ascii=False)
    return _HALVES.sub("\ufffd", text).encode()


def _not_json(data: bytes, exc: Exception) -> Unreadable:
    if isinstance(exc, UnicodeDecodeError):
        return messages.unreadable("not-text")
    if b"\n<<<<<<< " in data and b"\n>>>>>>> " in data:
        return messages.unreadable("conflict")
    if not data.lstrip().startswith((b"{", b"[")):
        return messages.unreadable("not-json", 0)
    if "truncated" in str(exc):
        return messages.unreadable("truncated")
    where = re.search(r"\(byte (\d+)\)", str(exc))
    return messages.unreadable("not-json", where[1] if where else 0)


def _entries(lists: Sequence[Raw]) -> tuple[list[tuple[int, _Cell]], int]:
    """Cells with their places, and how many entries are no cells."""
    every: list[_Cell | None] = []
    for raw in filter(None, lists):
        try:
            every += msgspec.json.decode(raw, type=list[_Cell])
        except msgspec.ValidationError as exc:
            if bytes(memoryview(raw)[:1]) != b"[" or memoryview(raw).nbytes > _ODD_CELLS:
                raise messages.unreadable("no-cells") from exc
            every += [_loose(entry, _Cell) for entry in msgspec.json.decode(raw, type=list[Raw])]
        if len(every) > MAX_CELLS:
            raise messages.unreadable("many-cells", MAX_CELLS)
    if not any(lists):
        raise messages.unreadable("no-cells")
    found = [(place, entry) for place, entry in enumerate(every) if entry is not None]
    return found, len(every) - len(found)


def _cell(index: int, entry: _Cell, kinds: dict[Any, Kind]) -> LooseCell:
    """One cell, with every value of a wrong type taken for absent."""
    metadata = _metadata(entry.metadata)
    nbgrader = metadata.get("nbgrader")
    nbgrader = nbgrader if isinstance(nbgrader, dict) else {}
    tags = metadata.get("tags")
    source = _text(entry.source or entry.input)
    return LooseCell(
        index=index,
        kind=kinds.get(_loose(entry.cell_type, str)),
        source=source and source.replace("\0", ""),
        mended="\0" in (source or ""),
        grade_id=_short(nbgrader.get("grade_id")),
        cell_id=_short(_loose(entry.id, str)),
        tags=frozenset(tag for tag in tags[:100] if isinstance(tag, str))
        if isinstance(tags, list)
        else frozenset(),
        graded=nbgrader.get("grade") is True,
        solution=nbgrader.get("solution") is True,
        task=nbgrader.get("task") is True,
        locked=nbgrader.get("locked") is True,
        points=nbgrader.get("points"),
    )


def _density(source: str) -> int:
    """How many characters stand between words: a picture in a text is one long word.

    A brace counts for many: what an f-string holds in it is parsed by itself.
    """
    return len(source.encode(errors="replace").translate(None, _OF_WORDS)) + _A_BRACE * source.count("{")


def _metadata(raw: Raw) -> dict[str, Any]:
    """A cell's metadata; nothing when it is no object, or one beyond all measure."""
    if memoryview(raw).nbytes > MAX_METADATA:
        return {}
    return _loose(raw, dict[str, Any]) or {}


def _text(raw: Raw) -> str | None:
    """A cell's source, which may be split into lines; None when it is no text.

    Raises:
        UnicodeDecodeError: when its bytes are not UTF-8.
    """
    value = _decode(raw, str | list[str | None]) if raw else ""
    return "".join(filter(None, value)) if isinstance(value, list) else value


def _decode(raw: Raw, kind: Any) -> Any:
    """A value of the type asked for, or None. Raises UnicodeDecodeError when it holds a string that is not UTF-8."""
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
