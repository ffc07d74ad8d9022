"""nbgrader's way out: how ``nbgrader generate_assignment`` writes what students get."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter

from autograder.core.course import TRAPS
from autograder.student import travel


class ReleaseExporter(NotebookExporter):
    """Puts what lies beside the notebook, and ``check`` needs, into its metadata, so that it can stand alone."""

    def from_notebook_node(self, nb: Any, resources: Any = None, **kwargs: Any) -> Any:
        """The notebook's text, and ``resources``, which are nbgrader's and say where its source is."""
        text, resources = super().from_notebook_node(nb, resources, **kwargs)  # type: ignore[no-untyped-call]
        notebook, source = json.loads(text), resources["metadata"]
        beside = (Path(source["path"]) / name for name in (f"test_{source['name']}.py", TRAPS))
        files = {path.name: path.read_text(encoding="utf-8") for path in beside if path.is_file()}
        ours = notebook["metadata"].setdefault("autograder", {})
        ours |= {travel.FIELD: files, "original": _outline(notebook["cells"])}
        return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n", resources


def _outline(cells: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The cells as a notebook of their own, without the texts that nobody writes into: what a student's notebook is
    compared with where nothing else is at hand."""
    kept = []
    for cell in cells:
        marks = {key: cell["metadata"][key] for key in ("nbgrader", "tags") if key in cell["metadata"]}
        source = cell["source"] if cell["cell_type"] == "code" or "nbgrader" in marks else ""
        kept.append({"cell_type": cell["cell_type"], "id": cell["id"], "metadata": marks, "source": source})
    return {"cells": kept, "nbformat": 4}
