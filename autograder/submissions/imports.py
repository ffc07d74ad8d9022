"""Which modules a notebook imports that need not be there where it is graded; told without running anything."""

import ast
import re
import sys
from collections.abc import Iterable, Iterator

from autograder.core import source

DECLARED = frozenset({"torch", "torchvision", "numpy", "scipy", "matplotlib", "IPython", "autograder", "d2l"})
"""What the course declares to be installed, beside Python's own library; ``d2l`` means the course's helpers."""

_CELL_MAGIC = re.compile(r"\s*%%(\w+)[ \t]*([^\n]*)")
# cell magics under which the cell is Python
_RUN = frozenset({"time", "capture", "prun", "python", "python3"})
_WRITE = frozenset({"writefile", "file"})


def foreign_imports(cells: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The modules that a notebook imports and nobody declares, each with the label of the first cell that does.

    An import inside a ``try`` is left out: whoever wrote it there is ready for its failure. So is a module that another
    cell of the notebook writes (``%%writefile helper.py``).

    Args:
        cells: label and source of the code cells that run, in order.
    """
    cells = list(cells)
    known = {*DECLARED, *sys.stdlib_module_names, *_written(text for _, text in cells)}
    found: dict[str, str] = {}
    for label, text in cells:
        for name in _imported(text):
            if name not in known:
                found.setdefault(name, label)
    return found


def _written(sources: Iterable[str]) -> Iterator[str]:
    for text in sources:
        magic = _CELL_MAGIC.match(text)
        if magic and magic[1] in _WRITE and magic[2].strip().endswith(".py"):
            yield magic[2].split()[-1].rpartition("/")[2].removesuffix(".py")


def _imported(text: str) -> Iterator[str]:
    """Top-level names of the modules that a cell imports, those of its functions too, in order."""
    magic = _CELL_MAGIC.match(text)
    if magic and magic[1] not in _RUN:
        return
    tree = source.parse(text[magic.end() :] if magic else text)
    waiting: list[ast.AST] = [] if tree is None else [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
        elif not isinstance(node, ast.Try | ast.TryStar):
            waiting += reversed(list(ast.iter_child_nodes(node)))
