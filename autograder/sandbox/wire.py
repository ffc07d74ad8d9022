"""Frames on a stream socket: four bytes of length, four of the message's number, big-endian, then that many bytes."""

from __future__ import annotations

import select
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
        frame = frame[_within(sock, select.POLLOUT, left, partial(sock.send, frame)) :]


def receive(sock: socket.socket, limit: int, left: Left | None = None) -> tuple[int, bytearray] | None:
    """Read one frame of at most ``limit`` bytes, and nothing of the next; see :meth:`Frames.next`."""
    return Frames(sock, ahead=0).next(limit, left)


class Frames:
    """The frames that come on a socket.

    Args:
        ahead: bytes that may be read beyond the frame that is asked for; they are kept for the next one.
    """

    def __init__(self, sock: socket.socket, ahead: int = 2**18) -> None:
        self._sock, self._ahead = sock, ahead
        self._data, self._at = bytearray(), 0  # what has come, and how much of it was handed out

    def __bool__(self) -> bool:
        """Whether something has come that nobody has asked for yet."""
        return self._at < len(self._data)

    def next(self, limit: int, left: Left | None = None) -> tuple[int, bytearray] | None:
        """Its number and its bytes; None at the end of the stream.

        Args:
            limit: bytes that it may have.
            left: as for :func:`send`; the whole frame must be there by then, however slowly it drips.

        Raises:
            TimeoutError: when it is not.
            TooLarge: when the frame announces more than ``limit`` bytes; nothing is allocated for it.
            OSError: as the socket does.
        """
        if not self._fill(_HEADER.size, left):
            return None
        length, number = _HEADER.unpack_from(self._data, self._at)
        if length > limit:
            raise TooLarge(f"a frame of {length} bytes, more than the {limit} allowed")
        if not self._fill(_HEADER.size + length, left):
            return None
        start = self._at + _HEADER.size
        self._at = start + length
        return number, self._data[start : self._at]

    def _fill(self, count: int, left: Left | None) -> bool:
        """Have so many bytes there; grows with what has really come, whatever a header promised."""
        while (missing := count - (len(self._data) - self._at)) > 0:
            if self._at:
                del self._data[: self._at]
                self._at = 0
            size = min(max(missing, self._ahead), 1 << 20)
            chunk = _within(self._sock, select.POLLIN, left, partial(self._sock.recv, size))
            if not chunk:
                return False
            self._data += chunk
        return True


def _within(sock: socket.socket, event: int, left: Left | None, action: Callable[[], _T]) -> _T:
    """One call on the socket, within the time that is left; what is there already is never too late."""
    if left is not None and sock.gettimeout() != 0.0:
        sock.setblocking(False)
    while True:
        try:
            return action()
        except BlockingIOError:
            seconds = _POLL if left is None else left()
            waiting = select.poll()
            waiting.register(sock, event)
            if not waiting.poll(1000 * min(max(seconds, _LEAST), _POLL)) and seconds <= 0:
                raise TimeoutError from None
