"""Unpacking zip archives that students or learning platforms made: notebooks only, bounded, never outside the folder."""

import atexit
import os
import re
import shutil
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from autograder.core.charset import decode
from autograder.core.errors import StudentFault, Unreadable
from autograder.core.text import texts
from autograder.submissions.files import MAX_BYTES, open_file
from autograder.submissions.messages import joined
from autograder.submissions.platforms import METADATA

_TEXTS = texts(__file__)

MAX_ARCHIVE = 2 << 30  # bytes of an archive
MAX_MEMBERS = 20_000
MAX_UNPACKED = 8 << 30  # bytes, of all archives of one run together; one may take half of what is left
_SMALL = 4 * MAX_BYTES  # what any archive may be unpacked to ...
_RATIO = 100  # ... beside so many times its own size
# the latter two: what Windows and browsers make of the first
NOTEBOOKS = (".ipynb", ".ipynb.txt", ".ipynb.json")
_DEPTH = 12
_UTF8 = 1 << 11  # the flag of a name that is UTF-8
_CHUNK = 1 << 20
# end of central directory: signature, disks, entries, its size, its place, comment
_END = struct.Struct("<4s4H2LH")
_DIRECTORY = 8 << 20  # bytes of the central directory, which is read into memory whole


class ArchiveRefused(StudentFault):
    """An archive is not unpacked; ``text`` says why and what to do."""

    def __init__(self, found: str) -> None:
        self.text = joined(_TEXTS[found], _TEXTS["expected"], _TEXTS["again"])
        super().__init__(str(self.text))


class Unpacker:
    """Unpacks archives into numbered folders of ``scratch``, within one bound for all of them.

    Args:
        scratch: by default a temporary folder that goes when the program ends.
    """

    def __init__(self, scratch: Path | None = None, limit: int = MAX_UNPACKED) -> None:
        self._scratch, self._left, self._count = scratch, limit, 0
        self._room = 0  # of the archive at hand

    def unpack(self, path: Path) -> Path:
        """A new folder with the notebooks and inner archives of ``path``, under their own names.

        A notebook that is larger than any that is read becomes an empty file of that size, for its reader to
        refuse. Of other files only the names are there.

        Raises:
            ArchiveRefused: when anything in the archive is not as in one that was honestly made; nothing is unpacked.
        """
        try:
            with os.fdopen(open_file(path, MAX_ARCHIVE), "rb") as file:
                _check_directory(file)
                with zipfile.ZipFile(file, metadata_encoding=_encoding_of_names(file)) as archive:
                    members = list(_members(archive))
                    if len({parts for parts, _ in members}) < len(members):
                        raise ArchiveRefused("doubled")
                    room = min(self._left // 2, _SMALL + _RATIO * os.fstat(file.fileno()).st_size)
                    return self._unpacked(archive, members, room)
        except Unreadable as exc:
            raise ArchiveRefused("no-file") from exc
        except FileExistsError as exc:
            raise ArchiveRefused("doubled") from exc
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, struct.error) as exc:
            raise ArchiveRefused("broken") from exc
        except (OSError, ValueError) as exc:
            raise ArchiveRefused("names") from exc

    def _unpacked(
        self, archive: zipfile.ZipFile, members: list[tuple[tuple[str, ...], zipfile.ZipInfo]], room: int
    ) -> Path:
        folder, self._room = self._new_folder(), room
        try:
            for parts, member in members:
                self._write(archive, member, folder.joinpath(*parts))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._left -= room - self._room
        return folder

    def _new_folder(self) -> Path:
        if self._scratch is None:
            self._scratch = Path(tempfile.mkdtemp(prefix=f"autograder-{os.getpid()}-"))
            atexit.register(shutil.rmtree, self._scratch, ignore_errors=True)
        self._count += 1
        folder = self._scratch / str(self._count)
        folder.mkdir(parents=True)
        return folder

    def _write(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
        """Unpack one member, whatever size it says it has."""
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.name.lower().endswith((*NOTEBOOKS, ".zip", METADATA)):
            target.touch(exist_ok=False)
            return
        size = 0
        with archive.open(member) as source, target.open("xb") as file:
            while chunk := source.read(_CHUNK):
                size += len(chunk)
                self._room -= len(chunk)
                if self._room < 0:
                    raise ArchiveRefused("too-much")
                if size > MAX_BYTES:
                    file.truncate(0)
                    file.truncate(MAX_BYTES + 1)  # takes no room on the disk
                    return
                file.write(chunk)
        # what an archive says of its times may be anything
        with suppress(ValueError, OverflowError, OSError):
            when = datetime(*member.date_time).timestamp()
            os.utime(target, (when, when))


def _check_directory(file: BinaryIO) -> None:
    """Look at the archive's end before zipfile reads its directory into memory.

    Raises:
        ArchiveRefused: when there is none, or one beyond all measure.
    """
    size = file.seek(0, 2)
    start = max(0, size - _END.size - (1 << 16))
    file.seek(start)
    tail = file.read()
    place = len(tail) - _END.size
    # else there is a comment behind it
    if not (tail[place:].startswith(b"PK\5\6") and tail.endswith(b"\0\0")):
        place = tail.rfind(b"PK\5\6")
    if place < 0 or len(tail) - place < _END.size:
        raise ArchiveRefused("broken")
    *_, entries, length, _, _ = _END.unpack_from(tail, place)
    if tail[max(0, place - 20) : place].startswith(b"PK\6\7") or entries > MAX_MEMBERS or length > _DIRECTORY:
        raise ArchiveRefused("too-much")


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[tuple[str, ...], zipfile.ZipInfo]]:
    """The members to unpack and the parts of their names.

    Raises:
        ArchiveRefused: for anything hostile, whether it would be unpacked or not.
    """
    for member in archive.infolist():
        name = member.orig_filename
        if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name) or ".." in re.split(r"[/\\]", name):
            raise ArchiveRefused("outside")
        # beside proper ones, a backslash belongs to a name: DOMAIN\\user
        between = "/" if "/" in name else "\\"
        parts = tuple(part for part in name.split(between) if part not in ("", "."))
        if stat.S_ISLNK(member.external_attr >> 16):
            raise ArchiveRefused("links")
        if "\0" in name or len(parts) > _DEPTH:
            raise ArchiveRefused("names")
        if member.flag_bits & 1:
            raise ArchiveRefused("encrypted")
        skipped = any(part.startswith((".", "__MACOSX")) for part in parts)
        if parts and not member.is_dir() and not skipped:
            yield parts, member


def _encoding_of_names(file: BinaryIO) -> str:
    """What the system wrote that made an archive, in names that are not marked as UTF-8."""
    with zipfile.ZipFile(file) as archive:
        old = [one.orig_filename for one in archive.infolist() if not one.flag_bits & _UTF8]
    names = "\n".join(old).encode("cp437", "replace")
    encoding = decode(names, "cp437")[1]
    with suppress(UnicodeDecodeError):
        names.decode(encoding or "utf-8")
        return encoding or "utf-8"
    return "cp437"
