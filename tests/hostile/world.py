"""What an attack could harm, and whether it did."""

from __future__ import annotations

import hashlib
import os
import select
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Any

import autograder
from autograder.core.course import Course

_FOLDERS = (
    "/",
    "/tmp",
    "/var/tmp",
    "/dev/shm",
    "/etc",
    "/run",
    "/home",
    "~",
    sys.prefix,
    os.path.dirname(autograder.__file__),
)


@dataclass
class World:
    """The course's files, listeners that nobody should reach, and a process that should live."""

    course: Course
    tcp: socket.socket
    udp: socket.socket
    abstract: socket.socket
    name: str
    bystander: subprocess.Popen[bytes]
    _before: dict[str, Any] = field(default_factory=dict)

    def fill(self, text: str) -> str:
        """Put what a program needs to know into its text."""
        known = {
            "ROOT": self.course.root,
            "MARKER": os.getpid(),
            "BYSTANDER": self.bystander.pid,
            "ABSTRACT": self.name,
            "TCP": self.tcp.getsockname()[1],
            "UDP": self.udp.getsockname()[1],
        }
        for name, value in known.items():
            text = text.replace(f"@{name}@", str(value))
        return text

    def remember(self) -> None:
        """This is how it should be after every attack."""
        self._before = self._files()

    def harm(self) -> list[str]:
        """What is not as it should be."""
        after = self._files()
        found = [
            f"changed: {path}"
            for path in self._before.keys() | after.keys()
            if self._before.get(path) != after.get(path)
        ]
        if select.select([self.tcp, self.udp, self.abstract], [], [], 0)[0]:
            found.append("something arrived")
        if self.bystander.poll() is not None:
            found.append("the bystander is dead")
        for folder in map(os.path.expanduser, _FOLDERS):
            found += [f"{folder}/{name}" for name in os.listdir(folder) if "owned" in name]
        return found

    def _files(self) -> dict[str, Any]:
        return {
            str(path): (
                path.lstat().st_mode,
                path.lstat().st_mtime_ns if path.is_file() else 0,
                hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
            )
            for path in self.course.root.rglob("*")
            if ".autograder" not in path.parts
        }
