"""Frames on a stream socket: four bytes of length, big-endian, then that many bytes."""

from __future__ import annotations

import socket
import struct
import time

_LENGTH = struct.Struct(">I")


def send(sock: socket.socket, data: bytes) -> None:
    """Write one frame."""
    sock.sendall(_LENGTH.pack(len(data)) + data)


def receive(sock: socket.socket, limit: int, deadline: float | None = None) -> bytearray | None:
    """Read one frame of at most ``limit`` bytes; None at the end of the stream.

    Args:
        deadline: by ``time.monotonic()``; the whole frame must be there by then, however slowly it drips.

    Raises:
        TimeoutError: when it is not.
        ValueError: when the frame announces more than ``limit`` bytes; nothing is allocated for it.
        OSError: as the socket does.
    """
    header = _exactly(sock, _LENGTH.size, deadline)
    if header is None:
        return None
    (length,) = _LENGTH.unpack(header)
    if length > limit:
        raise ValueError(f"a frame of {length} bytes, more than the {limit} allowed")
    return _exactly(sock, length, deadline)


def _exactly(sock: socket.socket, count: int, deadline: float | None) -> bytearray | None:
    data = bytearray()
    while len(data) < count:  # grows with what has really come, whatever the header promised
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            sock.settimeout(left)
        chunk = sock.recv(min(count - len(data), 1 << 20))
        if not chunk:
            return None
        data += chunk
    return data
