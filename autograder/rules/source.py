"""From the text of a notebook's cell to a syntax tree, with IPython's magics taken along."""

from __future__ import annotations

import ast
import re
import warnings

MAX_SOURCE = 200_000  # characters of a cell
MAX_NOTEBOOK = 500_000  # characters of all cells
MAX_MAGIC = 300_000  # characters that IPython goes through; once for each magic of a cell
_RUNS_ITS_BODY = re.compile(r"\s*%%(time|capture|prun)\b[^\n]*")
_MAGIC_LINE = re.compile(r"^(\s*)[%!?].*$|^.*\?\s*$", re.MULTILINE)


class Sources:
    """Parses the cells of one notebook, as far as they are of a sane size."""

    def __init__(self) -> None:
        self._characters, self._magic = MAX_NOTEBOOK, MAX_MAGIC

    def parse(self, source: str) -> tuple[ast.Module, tuple[str, ...]] | None:
        """A cell's tree and lines, or None when it is no Python: another language, a syntax error, too deep,
        too long."""
        if not isinstance(source, str) or len(source) > min(MAX_SOURCE, self._characters):
            return None
        self._characters -= len(source)
        source = _RUNS_ITS_BODY.sub("", source, count=1) if _RUNS_ITS_BODY.match(source) else source
        tree = _parse(source)
        if tree is None and not source.lstrip().startswith("%%"):
            source = self._without_magics(source)
            tree = _parse(source)
        return None if tree is None else (tree, tuple(source.splitlines()))

    def _without_magics(self, source: str) -> str:
        cost = len(source) * (
            1 + len(_MAGIC_LINE.findall(source)) + source.count("= %") + source.count("= !")
        )
        if cost > self._magic:
            return _MAGIC_LINE.sub(r"\1pass", source)
        self._magic -= cost
        from IPython.core.inputtransformer2 import TransformerManager

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                return TransformerManager().transform_cell(source)
            except (SyntaxError, ValueError, RecursionError, MemoryError, IndexError):
                return ""


def _parse(source: str) -> ast.Module | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about invalid escapes and the like: the student's business
        try:
            return ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
