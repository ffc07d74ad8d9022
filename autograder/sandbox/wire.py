"""Frames on a stream socket: four bytes of length, four of the message's number, big-endian, then that many bytes."""

from __future__ import annotations

import socket
import struct
import time

DIED = "died"  # what a worker says of its child, under the number 0
_HEADER = struct.Struct(">II")


class TooLarge(ValueError):
    """A frame larger than allowed."""


def send(sock: socket.socket, number: int, data: bytes) -> None:
    """Write one frame."""
    sock.sendall(_HEADER.pack(len(data), number) + data)


def receive(sock: socket.socket, limit: int, deadline: float | None = None) -> tuple[int, bytearray] | None:
    """Read one frame of at most ``limit`` bytes: its number and its bytes; None at the end of the stream.

    Args:
        deadline: by ``time.monotonic()``; the whole frame must be there by then, however slowly it drips.

    Raises:
        TimeoutError: when it is not.
        TooLarge: when the frame announces more than ``limit`` bytes; nothing is allocated for it.
        OSError: as the socket does.
    """
    header = _exactly(sock, _HEADER.size, deadline)
    if header is None:
        return None
    length, number = _HEADER.unpack(header)
    if length > limit:
        raise TooLarge(f"a frame of {length} bytes, more than the {limit} allowed")
    data = _exactly(sock, length, deadline)
    return None if data is None else (number, data)


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
