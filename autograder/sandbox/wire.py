"""Frames on a stream socket: four bytes of length, four of the message's number, big-endian, then that many bytes."""

from __future__ import annotations

import socket
import struct
from collections.abc import Callable
from functools import partial
from typing import TypeVar

DIED = "died"  # what a worker says of its child, under the number 0
Left = Callable[[], float]
_HEADER = struct.Struct(">II")
_POLL, _LEAST = 0.5, 0.001  # seconds between two looks at what is left
_T = TypeVar("_T")


class TooLarge(ValueError):
    """A frame larger than allowed."""


def send(sock: socket.socket, number: int, data: bytes, left: Left | None = None) -> None:
    """Write one frame.

    Args:
        left: seconds that are left for it, asked again and again; None for as long as it takes.

    Raises:
        TimeoutError: when it is over before all is written.
    """
    frame = memoryview(_HEADER.pack(len(data), number) + data)
    while frame:
        frame = frame[_within(sock, left, partial(sock.send, frame)) :]


def receive(sock: socket.socket, limit: int, left: Left | None = None) -> tuple[int, bytearray] | None:
    """Read one frame of at most ``limit`` bytes: its number and its bytes; None at the end of the stream.

    Args:
        left: as for :func:`send`; the whole frame must be there by then, however slowly it drips.

    Raises:
        TimeoutError: when it is not.
        TooLarge: when the frame announces more than ``limit`` bytes; nothing is allocated for it.
        OSError: as the socket does.
    """
    header = _exactly(sock, _HEADER.size, left)
    if header is None:
        return None
    length, number = _HEADER.unpack(header)
    if length > limit:
        raise TooLarge(f"a frame of {length} bytes, more than the {limit} allowed")
    data = _exactly(sock, length, left)
    return None if data is None else (number, data)


def _exactly(sock: socket.socket, count: int, left: Left | None) -> bytearray | None:
    data = bytearray()
    while (missing := count - len(data)) > 0:  # grows with what has really come, whatever the header promised
        chunk = _within(sock, left, partial(sock.recv, min(missing, 1 << 20)))
        if not chunk:
            return None
        data += chunk
    return data


def _within(sock: socket.socket, left: Left | None, action: Callable[[], _T]) -> _T:
    """One call on the socket, within the time that is left; what is there already is never too late."""
    if left is None:
        return action()
    while True:
        seconds = left()
        sock.settimeout(min(max(seconds, _LEAST), _POLL))
        try:
            return action()
        except TimeoutError:
            if seconds <= 0:
                raise
