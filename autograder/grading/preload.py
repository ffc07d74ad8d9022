"""What a marker needs, imported without looking for garbage meanwhile or later: what is imported stays."""

from __future__ import annotations

import gc
from importlib import import_module
from typing import Any

gc.disable()
Grader: Any = import_module("autograder.grading.grade").Grader
gc.freeze()
gc.enable()
