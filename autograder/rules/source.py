"""From the text of a notebook's cell to a syntax tree, with IPython's magics taken along."""

from __future__ import annotations

import ast
import re
import warnings

MAX_SOURCE = 200_000  # characters of a cell
_RUNS_ITS_BODY = re.compile(r"\s*%%(time|timeit|capture|prun)\b[^\n]*")


def parse(source: str) -> tuple[ast.Module, tuple[str, ...]] | None:
    """The cell's tree and lines, or None when it is no Python: another language, a syntax error, too deep, too long."""
    if not isinstance(source, str) or len(source) > MAX_SOURCE:
        return None
    source = _RUNS_ITS_BODY.sub("", source, count=1) if _RUNS_ITS_BODY.match(source) else source
    tree = _parse(source)
    if tree is None and not source.lstrip().startswith("%%"):
        source = _without_magics(source)
        tree = _parse(source)
    return None if tree is None else (tree, tuple(source.splitlines()))


def _parse(source: str) -> ast.Module | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about invalid escapes and the like: the student's business
        try:
            return ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def _without_magics(source: str) -> str:
    from IPython.core.inputtransformer2 import TransformerManager

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return TransformerManager().transform_cell(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError, IndexError):
            return ""
