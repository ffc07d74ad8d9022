"""Runs a notebook's cells in a process of its own, as grading does; started by :mod:`autograder.student.submit_check`.

Reads one JSON object from standard input (``steps``: label, source or null, exercise to keep or null; ``seconds``: a cell is
interrupted after, the process ended after, and ended after for all cells; ``names`` to look for; ``foreign``: modules that
the cells are to miss, as where it is graded; ``tests``: the public tests, or null) and writes one JSON object a line to
standard output: ``{"start": label, "last": whether the limit is that of all cells}``, ``{"end": label, "error": ...,
"lacks": texts about what it cannot have}``, ``{"absent": [names]}``, then for the public tests ``{"checked": exercise,
"outcome": ...}`` and at last ``{"done": true}``. What the notebook itself prints goes nowhere.
"""

import builtins
import faulthandler
import json
import os
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any


def main() -> None:
    """Run the cells, telling of each before and after."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as channel:
        request = json.loads(sys.stdin.buffer.read())
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nowhere, descriptor)
        sys.path.insert(0, "")  # what a cell writes can be imported, as in Jupyter
        sys.path.append(str(Path(__file__).parents[2]))  # ours, should it not be installed

        def tell(**event: object) -> None:
            channel.write(json.dumps(event) + "\n")
            channel.flush()

        from autograder.sandbox.cells import CellRunner
        from autograder.submissions import Step
        from autograder.testing.collect import TestModule, load
        from autograder.testing.notebook import LocalNotebook
        from autograder.testing.run import said_of

        _hide(frozenset(request["foreign"]))
        seconds, most, total = request["seconds"]
        end = time.monotonic() + total
        known = {("module", name) for name in request["foreign"]}

        def run(runner: CellRunner, label: str, source: str) -> list[Any] | None:
            left = max(0.01, end - time.monotonic())
            tell(start=label, last=left < most)
            # ends the process from a thread that no cell can stop
            faulthandler.dump_traceback_later(min(left, most), exit=True, file=nowhere)
            before = set(runner.lost)
            error = runner.run(label, source, seconds)
            causes = {cause for name, cause in runner.lost.items() if name not in before}
            lacks = [
                dict(text.said) for cause in sorted(causes - known) if (text := said_of(cause)) is not None
            ]
            tell(end=label, error=error, lacks=lacks)
            return error

        none = TestModule(Path(), ModuleType("tests"), (), ())
        module = none if request["tests"] is None else load(Path(request["tests"]))
        local = LocalNotebook(module, [Step(*step) for step in request["steps"]], Path.cwd(), run)
        faulthandler.cancel_dump_traceback_later()
        names = local.runner.namespace
        tell(absent=[name for name in request["names"] if name not in names and not hasattr(builtins, name)])
        for exercise in module.exercises:
            tell(checked=exercise.name, outcome=local.examined(exercise.name).outcome)
        tell(done=True)


def _hide(modules: frozenset[str]) -> None:
    """Have the notebook's own imports of these fail; what other modules import stays."""
    real = builtins.__import__

    def imported(name: str, names: Any = None, *args: Any, **kwargs: Any) -> Any:
        top = name.partition(".")[0]
        if top in modules and names is not None and names.get("__name__") == "__main__":
            raise ModuleNotFoundError(f"No module named {top!r}", name=top)
        return real(name, names, *args, **kwargs)

    builtins.__import__ = imported  # type: ignore[assignment]


if __name__ == "__main__":
    main()
    os._exit(0)  # threads that the notebook left behind are not waited for
