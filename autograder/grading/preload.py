"""What a marker needs, imported without looking for garbage meanwhile or later: what is imported stays."""

import gc
import os
import threading
from importlib import import_module
from typing import Any

from autograder.grading.launch import PARENT


def _end_with(parent: int, imported: threading.Event) -> None:
    """End this process when its parent has: while it imports, which takes seconds, it sees nothing of that."""
    while os.getppid() == parent:
        if imported.wait(0.1):
            return
    os._exit(1)


gc.disable()
imported = threading.Event()
parent = int(os.environ.get(PARENT, os.getppid()))
watch = threading.Thread(target=_end_with, args=(parent, imported))
watch.start()
try:
    Grader: Any = import_module("autograder.grading.grade").Grader
finally:
    imported.set()
    watch.join()
gc.freeze()
gc.enable()
