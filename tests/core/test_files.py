"""Files are written whole, and what is no file is left what it is."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from autograder.core.files import is_special, write_whole


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it points to is replaced."""
    (tmp_path / "real").write_text("before")
    (tmp_path / "link").symlink_to("real")
    write_whole(tmp_path / "link", b"after")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real").read_text() == "after"
    assert {path.name for path in tmp_path.iterdir()} == {"real", "link"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_stays_a_pipe(tmp_path: Path) -> None:
    """As do devices: ``--json /dev/stdout`` must not put a file into the place of the device."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=write_whole, args=(pipe, b"all"))
    writer.start()
    assert pipe.read_bytes() == b"all"
    writer.join()
    assert is_special(pipe) and not is_special(tmp_path) and not is_special(tmp_path / "nothing")
