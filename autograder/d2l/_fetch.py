"""Bring a data set of torchvision's onto this machine: resumable, with a progress bar, giving up soon.

Where the files are, how they are checked and how they are unpacked is torchvision's own knowledge. Only the transfer is
ours: torchvision's starts a broken file again from nothing, and waits minutes for a network that does not answer.
"""

import http.client
import threading
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from autograder.core.text import Text, texts
from autograder.d2l._screen import Progress

_TEXTS = texts(__file__)

KNOCK = 3.0  # seconds until a server that says nothing counts as out of reach
STALL = 15.0  # seconds without a single byte until a running download counts as broken
_CHUNK = 64 * 1024
_AGENT = {"User-Agent": "d2l-autograder"}


class NotFetched(Exception):
    """The data could not be brought here.

    Attributes:
        reason: why, for the person who waits for the data.
    """

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def fetch(dataset: Any, root: Path) -> None:
    """Download the files of ``dataset`` (a class like ``torchvision.datasets.FashionMNIST``) into ``root``.

    What an interrupted download left is gone on with. torchvision checks the sums and unpacks.

    Raises:
        NotFetched: no network, a broken transfer, wrong bytes, or a folder that cannot be written.
    """
    try:
        raw = root / dataset.__name__ / "raw"
        for name, md5 in dataset.resources:
            _bring(dataset.mirrors, raw / name, md5)
        dataset(root=str(root), train=True, download=True)
    except (OSError, http.client.HTTPException, RuntimeError) as error:
        raise NotFetched(_TEXTS["failed"].format(f"{type(error).__name__}: {error}")) from error


def _bring(mirrors: list[str], path: Path, md5: str) -> None:
    """Have ``path`` with these contents: nothing to do, or from the first mirror that answers."""
    from torchvision.datasets.utils import check_integrity

    if check_integrity(str(path), md5):
        return
    url = next((mirror + path.name for mirror in mirrors if _answers(mirror + path.name)), None)
    if url is None:
        raise NotFetched(_TEXTS["no-network"])
    path.parent.mkdir(parents=True, exist_ok=True)  # only now: without a network nothing is left behind
    part = path.with_name(path.name + ".part")
    _transfer(url, part)
    if not check_integrity(str(part), md5):
        part.unlink()
        raise NotFetched(_TEXTS["another-file"].format(path.name))
    part.replace(path)


def _answers(url: str) -> bool:
    """Whether the server answers soon. In a thread, because a name lookup knows no time limit."""
    answered = threading.Event()

    def knock() -> None:
        request = urllib.request.Request(url, headers=_AGENT, method="HEAD")
        try:
            with urllib.request.urlopen(request, timeout=KNOCK):
                answered.set()
        except (OSError, http.client.HTTPException, ValueError):
            pass

    thread = threading.Thread(target=knock, daemon=True)
    thread.start()
    thread.join(KNOCK + 0.5)
    return answered.is_set()


def _transfer(url: str, part: Path) -> None:
    """Append what is missing of ``url`` to ``part``; from the start when the server cannot send a rest."""
    start = part.stat().st_size if part.exists() else 0
    headers = {**_AGENT, **({"Range": f"bytes={start}-"} if start else {})}
    try:
        response = urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=STALL)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
            return  # there is no rest: all of it is here, or it is wrong, which the checksum will tell
        raise
    with response:
        start = start if response.status == http.client.PARTIAL_CONTENT else 0
        rest = response.length
        with part.open("ab" if start else "wb") as file, Progress(rest and start + rest) as progress:
            progress.advance(start, "")
            while chunk := response.read(_CHUNK):
                file.write(chunk)
                progress.advance(len(chunk), _words(part.stem, progress))
    if rest is not None and progress.done < start + rest:
        raise ConnectionError(f"{part.stem} stopped at {progress.done:.0f} of {start + rest} bytes")


def _words(name: str, progress: Progress) -> str:
    size = f"{progress.done / 1e6:.1f}" + (f" / {progress.total / 1e6:.1f}" if progress.total else "")
    return str(_TEXTS["downloading"].format(name, size))
