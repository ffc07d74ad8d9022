"""Downloads, against a real server on this machine: whole, resumed, broken, wrong, silent."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from autograder.d2l import _fetch, _standin
from autograder.d2l._torchvision import import_torchvision


class Server:
    """A mirror that knows ranges, counts what it was asked for, and can be told to misbehave."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files, self.asked, self.cut, self.ranges = files, [], None, True
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                self.send_response(200)
                self.end_headers()

            def do_GET(self) -> None:
                outer.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        body, wanted = self.files[request.path[1:]], request.headers.get("Range")
        self.asked.append((request.path[1:], wanted))
        start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted and self.ranges else 0
        if start >= len(body):
            request.send_error(416)
            return
        request.send_response(206 if start else 200)
        request.send_header("Content-Length", str(len(body) - start))
        request.end_headers()
        request.wfile.write(body[start : self.cut])


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A server with a small data set, and the class that describes it as torchvision does."""
    monkeypatch.setattr(_standin, "TRAIN", 40)
    monkeypatch.setattr(_standin, "TEST", 10)
    raw = _standin.ensure_stand_in(tmp_path / "origin") / "FashionMNIST" / "raw"
    server = Server({path.name + ".gz": gzip.compress(path.read_bytes(), mtime=0) for path in raw.iterdir()})
    sums = [
        (name, hashlib.md5(body, usedforsecurity=False).hexdigest()) for name, body in server.files.items()
    ]
    dataset = type(
        "FashionMNIST",
        (import_torchvision().datasets.FashionMNIST,),
        {"mirrors": [server.url], "resources": sums},
    )
    thread = threading.Thread(target=server.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server, dataset
    server.http.shutdown()
    server.http.server_close()
    thread.join()


def test_all_files_come_and_are_unpacked(mirror, tmp_path: Path):
    """What is fetched is whole and readable; a second time nothing is asked for."""
    server, dataset = mirror
    _fetch.fetch(dataset, tmp_path / "here")
    assert _standin.is_complete(tmp_path / "here")
    assert len(dataset(str(tmp_path / "here"), train=True)) == 40
    asked = len(server.asked)
    _fetch.fetch(dataset, tmp_path / "here")
    assert len(server.asked) == asked == 4


def test_an_interrupted_download_goes_on_where_it_stopped(mirror, tmp_path: Path):
    """A broken connection is said in words; the next try asks for the rest only."""
    server, dataset = mirror
    server.cut = 50
    with pytest.raises(_fetch.NotFetched, match="goes on where it stopped"):
        _fetch.fetch(dataset, tmp_path / "here")
    server.cut = None
    name = server.asked[0][0]
    _fetch.fetch(dataset, tmp_path / "here")
    assert server.asked[1] == (name, "bytes=50-")
    assert _standin.is_complete(tmp_path / "here")


def test_a_server_without_ranges_sends_all_again(mirror, tmp_path: Path):
    """Where the server sends the whole file for a part of it, what was there is replaced, not appended to."""
    server, dataset = mirror
    server.ranges = False
    raw = tmp_path / "here" / "FashionMNIST" / "raw"
    raw.mkdir(parents=True)
    for name in server.files:
        (raw / f"{name}.part").write_bytes(b"something old")
    _fetch.fetch(dataset, tmp_path / "here")
    assert _standin.is_complete(tmp_path / "here")


def test_a_download_that_ended_before_it_was_renamed(mirror, tmp_path: Path):
    """A part that is the whole already is taken as it is."""
    server, dataset = mirror
    raw = tmp_path / "here" / "FashionMNIST" / "raw"
    raw.mkdir(parents=True)
    for name, body in server.files.items():
        (raw / f"{name}.part").write_bytes(body)
    _fetch.fetch(dataset, tmp_path / "here")
    assert _standin.is_complete(tmp_path / "here")


def test_a_login_page_is_not_data(mirror, tmp_path: Path):
    """What has the wrong checksum is thrown away and said."""
    server, dataset = mirror
    server.files = dict.fromkeys(server.files, b"<html>please log in</html>")
    with pytest.raises(_fetch.NotFetched, match="is not that file"):
        _fetch.fetch(dataset, tmp_path / "here")
    assert list((tmp_path / "here").rglob("*.part")) == []


def test_a_missing_file_is_said(mirror, tmp_path: Path):
    """A server's refusal is a reason in words too."""
    server, dataset = mirror
    server.answer = lambda request: request.send_error(404)
    with pytest.raises(_fetch.NotFetched, match="404"):
        _fetch.fetch(dataset, tmp_path / "here")


def test_the_next_mirror_is_asked(mirror, tmp_path: Path):
    """A mirror that is down is passed over."""
    server, dataset = mirror
    dataset.mirrors = ["http://127.0.0.1:9/", server.url]
    _fetch.fetch(dataset, tmp_path / "here")
    assert _standin.is_complete(tmp_path / "here")


def test_a_silent_server_is_given_up_on(mirror, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A server that takes the connection and says nothing counts as no network."""
    import socket

    monkeypatch.setattr(_fetch, "KNOCK", 0.1)
    _, dataset = mirror
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as silent:
        dataset.mirrors = [f"http://127.0.0.1:{silent.getsockname()[1]}/"]
        with pytest.raises(_fetch.NotFetched, match="no network"):
            _fetch.fetch(dataset, tmp_path / "here")
