"""What an attack is, and what attacks share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

ATTACKED = "l2_penalty"  # of weight_decay
WRONG = "def l2_penalty(w):\n    return (w * 0).sum()\n"
HONEST = "def l2_penalty(w):\n    assert not traces, traces\n    return (w**2).sum() / 2\n"
CANARY = r"sealed-[0-9a-f]{8}"  # what every hidden thing of the course holds

HELP = '''
import contextlib, ctypes, gc, glob, inspect, os, re, signal, socket, struct, sys, threading, time, torch
from autograder.core import values
from autograder.sandbox import main, responder, wire

def attempt(action):
    try:
        return action()
    except BaseException as exc:
        return type(exc).__name__

def frame(number, *parts):
    data = values.encode(list(parts))
    return struct.pack(">II", len(data), number) + data

def worker():
    return next(o for o in gc.get_objects() if type(o) is main.Worker)

def seen(*texts):
    """What of the hidden is in these texts."""
    return re.findall("sea" + "led-[0-9a-f]{8}", " ".join(map(str, texts)))

def send_instead(data):
    """From now on every reply is these bytes."""
    made = data if callable(data) else lambda number: data
    main.Worker.reply = lambda self, number, reply: self.sock.sendall(made(number))
'''

TRACES = """
import glob, os, sys, torch
folders = (".", "..", "~", "/tmp", "/var/tmp", "/dev/shm", "/run", os.environ.get("TMPDIR", "."))
traces = [path for folder in folders for hidden in ("", ".")
          for path in glob.glob(f"{os.path.expanduser(folder)}/{hidden}*owned*")]
traces += [name for name in [*os.environ, *sys.modules, *globals()] if "owned" in name.lower()]
traces += [name for name in ("owned",) if hasattr(torch, name)]
"""


@dataclass(frozen=True)
class Attack:
    """One hostile submission of ``weight_decay``.

    Attributes:
        name: what it does, in words.
        goal: forge, read, harm, reach, hang or leak.
        solution: the text of the attacked exercise's cell; by default, a wrong solution.
        before: cells at the top of the notebook. ``@NAME@`` stands for something of the machine's.
        edit: a change to the notebook itself, made last.
        quick: whether it is also run at the fallback level.
        long: whether only `tox -e hostile` runs it.
    """

    name: str
    goal: str
    solution: str = WRONG
    before: tuple[str, ...] = ()
    edit: Callable[[Any], None] | None = None
    quick: bool = False
    long: bool = False
