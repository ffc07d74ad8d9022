"""Messages between a marker and its zygote: small JSON objects on a Unix socket, with file descriptors beside them.

Both sides wrote what they send; student code never has this socket.
"""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Sequence
from typing import Any

_LENGTH = struct.Struct(">I")
_MAX_FDS = 4


def send(sock: socket.socket, message: dict[str, Any], fds: Sequence[int] = ()) -> None:
    """Send one message with its descriptors; they stay open here."""
    body = json.dumps(message).encode()
    data = _LENGTH.pack(len(body)) + body
    sent = socket.send_fds(sock, [data], list(fds)) if fds else 0
    sock.sendall(data[sent:])


def receive(sock: socket.socket) -> tuple[dict[str, Any], list[int]] | None:
    """Wait for one message and its descriptors, which are the caller's to close; None at the end of the stream."""
    data, fds = b"", []
    need = _LENGTH.size
    while len(data) < need:
        chunk, more, _, _ = socket.recv_fds(sock, need - len(data), _MAX_FDS)
        fds += more
        if not chunk:
            return None
        data += chunk
        if len(data) == _LENGTH.size:
            need = _LENGTH.size + _LENGTH.unpack(data)[0]
    return json.loads(data[_LENGTH.size :]), fds
