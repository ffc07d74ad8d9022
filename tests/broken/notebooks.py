"""Broken notebooks by what happened to them: bytes, and what must be observed of each.

Every entry of :data:`REPAIRED` is a function that changes the cells of a right submission (or returns a
whole notebook or bytes), and the phrase that the student reads of it (None: nothing has to be said). All of
them must be graded in full. :data:`REFUSED` holds those that are unreadable, with a phrase of the message.
"""

from __future__ import annotations

import copy
import gzip
import json
from collections.abc import Callable
from typing import Any

from tests.broken.release import SOLUTIONS, STUB, code, marked, named, notebook, place, submitted, text

Maker = Callable[[], Any]


def _changed(change: Callable[[list[Any]], Any]) -> Maker:
    def make() -> Any:
        entries = submitted()
        made = change(entries)
        return notebook(entries) if made is None else made

    return make


def _encoded(change: Callable[[bytes], bytes]) -> Maker:
    return lambda: change(json.dumps(notebook(submitted())).encode())


# Changes to cells


def _strip(entries: list[Any], ids: bool) -> None:
    for cell in entries:
        cell["metadata"] = {}
        if not ids:
            cell.pop("id")


def _strip_one(entries: list[Any]) -> None:
    cell = named(entries, "relu")
    cell["metadata"] = {}
    cell.pop("id")


def _rename(entries: list[Any]) -> None:
    cell = named(entries, "relu")
    cell["metadata"]["nbgrader"]["grade_id"] = "my_relu"
    cell["id"] = "other"


def _duplicate(
    entries: list[Any],
    source: str | None = None,
    at: int | None = None,
    name: str = "relu",
    kind: str = "code",
) -> None:
    copied = copy.deepcopy(named(entries, name))
    copied["cell_type"] = kind
    if source is not None:
        copied["source"] = source
    entries.insert(len(entries) if at is None else at, copied)


def _delete(entries: list[Any], name: str) -> None:
    entries.remove(named(entries, name))


def _move(entries: list[Any], name: str = "relu") -> None:
    """Its cell deleted, its definition in a new cell at the end."""
    _delete(entries, name)
    entries.append(code(SOLUTIONS[name]))


def _merge(entries: list[Any]) -> None:
    named(entries, "sigmoid")["source"] += "\n\n" + named(entries, "relu")["source"]
    _delete(entries, "relu")


def _split(entries: list[Any]) -> None:
    """Jupyter's split gives both halves the same metadata."""
    _duplicate(entries, "import math\nlimit = 3", place(entries, "relu"))


def _retype(entries: list[Any], kind: Any) -> None:
    named(entries, "relu")["cell_type"] = kind


def _set(entries: list[Any], name: str, **values: Any) -> None:
    named(entries, name).update(values)


def _forge(entries: list[Any]) -> None:
    for cell in entries:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["points"] = 1000


def _extra(entries: list[Any]) -> None:
    entries.append(code("1000", nbgrader=marked("test_bonus", grade=True, points=1000)))


def _experiment(entries: list[Any], strip: bool = False) -> None:
    cell = named(entries, "relu")
    cell["metadata"]["tags"] = ["experiment"]
    if strip:
        cell["metadata"].pop("nbgrader")
        cell.pop("id")


def _outputs(entries: list[Any]) -> None:
    named(entries, "test_relu")["outputs"] = [
        {"output_type": "execute_result", "data": {"text/plain": "1000"}}
    ]
    named(entries, "relu")["outputs"] = [{"output_type": "stream", "text": "x" * 1000}]


def _old(version: int) -> Maker:
    def make() -> Any:
        entries = submitted()
        for cell in entries:
            if cell["cell_type"] == "code":
                cell["input"] = cell.pop("source")
                cell["language"] = "python"
        entries[0] = {"cell_type": "heading", "level": 1, "source": "Activations", "metadata": {}}
        return {"nbformat": version, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": entries}]}

    return make


def _chinese() -> Any:
    """Comments whose bytes in GBK are, in part, those of a backslash."""
    entries = submitted()
    _set(entries, "relu", source=SOLUTIONS["relu"] + "  # 誠實的乗法，刓除負數")
    _set(entries, "why", source="因为对称，所以不能都是零。")
    return notebook(entries)


def _lines(entries: list[Any]) -> None:
    for cell in entries:
        cell["source"] = cell["source"].splitlines(keepends=True)


def _many(entries: list[Any]) -> None:
    entries[3:3] = [code(f"x{number} = {number}") for number in range(10_000)]


def _bytes_in_output(data: bytes) -> bytes:
    return data.replace(b'"outputs": []', b'"outputs": ["\xff\xfe\xed\xa0\x80"]', 1)


REPAIRED: dict[str, tuple[Maker, str | None]] = {
    "untouched": (_changed(lambda entries: None), None),
    "source_as_lines": (_changed(_lines), None),
    "old_minor_version": (lambda: notebook(submitted(), nbformat_minor=0), None),
    "no_notebook_metadata": (_changed(lambda entries: {"nbformat": 4, "cells": entries}), None),
    "odd_notebook_metadata": (lambda: notebook(submitted(), metadata=[1, 2]), None),
    "no_nbformat": (_changed(lambda entries: {"cells": entries}), "does not say which format"),
    "nbformat_as_text": (lambda: notebook(submitted(), nbformat="4"), "does not say which format"),
    "format_3": (_old(3), "old format 3"),
    "format_2": (_old(2), "old format 2"),
    "byte_order_mark": (_encoded(lambda data: b"\xef\xbb\xbf" + data), None),
    "utf16_le_bom": (_encoded(lambda data: b"\xff\xfe" + data.decode().encode("utf-16-le")), "UTF-16"),
    "utf16_be_bom": (_encoded(lambda data: b"\xfe\xff" + data.decode().encode("utf-16-be")), "UTF-16"),
    "utf16_no_bom": (_encoded(lambda data: data.decode().encode("utf-16-le")), "UTF-16"),
    "utf32": (_encoded(lambda data: data.decode().encode("utf-32")), "UTF-32"),
    "gbk": (
        lambda: json.dumps(_chinese(), ensure_ascii=False).encode("gbk"),
        "saved as GBK",
    ),
    "gbk_with_one_short_word": (
        _encoded(lambda data: data.replace(b"Because", "对称".encode("gbk"))),
        "saved as GBK",
    ),
    "latin_1": (_encoded(lambda data: data.replace(b"Because", b"Weil es f\xfcr")), "saved as Windows-1252"),
    "trailing_zero_bytes": (_encoded(lambda data: data + b"\0" * 512), "Zero bytes"),
    "windows_line_ends": (
        _encoded(lambda data: json.dumps(json.loads(data), indent=1).replace("\n", "\r\n").encode()),
        None,
    ),
    "duplicate_keys": (_encoded(lambda data: b'{"cells": [], "nbformat": 3,' + data[1:]), None),
    "nan_in_outputs": (
        _encoded(lambda data: data.replace(b'"outputs": []', b'"outputs": [NaN, -Infinity]', 1)),
        "NaN",
    ),
    "nan_word_in_a_string": (
        _changed(lambda entries: _set(entries, "relu", source=SOLUTIONS["relu"] + "\n# NaN")),
        None,
    ),
    "bad_bytes_in_outputs": (_encoded(_bytes_in_output), None),
    "lone_surrogate": (
        _changed(lambda entries: _set(entries, "why", source="so \ud83d it is")),
        "were replaced",
    ),
    "whole_surrogate_pair": (_changed(lambda entries: _set(entries, "why", source="so \U0001f600")), None),
    "encoded_surrogate": (
        _encoded(lambda data: data.replace(b"Because", b"\xed\xa0\xbd")),
        "was saved as",
    ),
    "nul_in_a_solution": (
        _changed(lambda entries: _set(entries, "relu", source=SOLUTIONS["relu"] + "\0")),
        "taken out of: relu",
    ),
    "nul_in_a_cell": (_changed(lambda entries: entries.append(code("1\0"))), "taken out of: cell 16"),
    "numbers_among_cells": (_changed(lambda entries: entries.extend([1, None, "x", [], 2.5])), "5 entries"),
    "cell_without_anything": (_changed(lambda entries: entries.append({})), "neither code nor text"),
    "cell_of_odd_values": (
        _changed(
            lambda entries: entries.append(
                {"cell_type": ["code"], "source": {"a": 1}, "metadata": 7, "id": 4}
            )
        ),
        "not text",
    ),
    "source_of_lines_and_nulls": (
        _changed(lambda entries: _set(entries, "relu", source=[None, SOLUTIONS["relu"], None])),
        None,
    ),
    "source_of_mixed_lines": (_changed(lambda entries: entries.append(code(["a", 1]))), "not text"),
    "metadata_as_list": (_changed(lambda entries: entries[0].update(metadata=[])), None),
    "nbgrader_as_text": (_changed(lambda entries: entries[0]["metadata"].update(nbgrader="relu")), None),
    "grade_id_as_number": (
        _changed(lambda entries: entries[0]["metadata"].update(nbgrader={"grade_id": 5})),
        None,
    ),
    "tags_as_text": (_changed(lambda entries: entries[0]["metadata"].update(tags="experiment")), None),
    "huge_metadata": (_changed(lambda entries: entries[0]["metadata"].update(x=list(range(100_000)))), None),
    "deep_metadata": (
        _changed(lambda entries: entries[0]["metadata"].update(x=json.loads("[" * 500 + "]" * 500))),
        None,
    ),
    "stripped_metadata": (_changed(lambda entries: _strip(entries, ids=True)), "relu (cell 4)"),
    "stripped_metadata_and_ids": (_changed(lambda entries: _strip(entries, ids=False)), "relu (cell 4)"),
    "stripped_one": (_changed(_strip_one), "relu (cell 4)"),
    "renamed_grade_id": (_changed(_rename), "relu (cell 4)"),
    "retyped_markdown": (_changed(lambda entries: _retype(entries, "markdown")), "taken as code: relu"),
    "retyped_raw": (_changed(lambda entries: _retype(entries, "raw")), "taken as code: relu"),
    "retyped_nonsense": (_changed(lambda entries: _retype(entries, 17)), "taken as code: relu"),
    "deleted_test": (_changed(lambda entries: _delete(entries, "test_relu")), "put back: test_relu"),
    "edited_test": (
        _changed(lambda entries: _set(entries, "test_relu", source="pass")),
        "not used; the course's own are: test_relu",
    ),
    "retyped_test": (_changed(lambda entries: _set(entries, "test_relu", cell_type="markdown")), None),
    "doubled_test": (_changed(lambda entries: _duplicate(entries, name="test_relu")), None),
    "doubled_other_test": (_changed(lambda entries: _duplicate(entries, "pass", name="test_relu")), None),
    "edited_locked_cell": (
        _changed(lambda entries: _set(entries, "imports", source="torch = None")),
        "as they were: imports",
    ),
    "deleted_locked_cell": (
        _changed(lambda entries: _delete(entries, "imports")),
        "course were put back: imports",
    ),
    "identical_copies": (_changed(_duplicate), "several cells"),
    "copy_and_stub": (
        _changed(lambda entries: _duplicate(entries, STUB.format("relu"))),
        "several cells",
    ),
    "stub_copy_first": (
        _changed(lambda entries: _duplicate(entries, STUB.format("relu") + "  # todo", 0)),
        "several cells",
    ),
    "markdown_backup": (
        _changed(lambda entries: _duplicate(entries, "my old try", kind="markdown")),
        "several cells",
    ),
    "split_cell": (_changed(_split), "several cells"),
    "solution_in_a_new_cell": (_changed(_move), "relu (cell 15)"),
    "solutions_merged": (_changed(_merge), "is defined in the cell sigmoid"),
    "helper_cells": (_changed(lambda entries: entries.insert(0, code("def helper():\n    pass"))), None),
    "many_cells": (_changed(_many), None),
    "a_picture_in_a_text": (_changed(lambda entries: entries.append(code(f"x = '{'aB3' * 10**6}'"))), None),
    "forged_points": (_changed(_forge), "those of the course count"),
    "extra_graded_cell": (_changed(_extra), "give no points: cell 16"),
    "forged_outputs": (_changed(_outputs), None),
    "solution_tagged_experiment": (_changed(_experiment), "run all the same: relu"),
    "unmarked_solution_tagged_experiment": (
        _changed(lambda entries: _experiment(entries, strip=True)),
        "run all the same: relu",
    ),
    "answer_deleted": (_changed(lambda entries: _delete(entries, "why")), "question why is gone"),
    "answer_doubled": (
        _changed(lambda entries: _duplicate(entries, "And more.", name="why", kind="markdown")),
        "several cells",
    ),
    "magics": (
        _changed(
            lambda entries: _set(entries, "relu", source="%matplotlib inline\n!ls\n" + SOLUTIONS["relu"])
        ),
        None,
    ),
    "ids_doubled": (_changed(lambda entries: [cell.update(id="same") for cell in entries] and None), None),
    "order_reversed": (_changed(lambda entries: entries.reverse()), None),
}

REFUSED: dict[str, tuple[Maker, str]] = {
    "empty": (lambda: b"", "is empty"),
    "white_space": (lambda: b" \n\n", "is empty"),
    "zeros": (lambda: b"\0" * 4096, "zero bytes"),
    "truncated": (_encoded(lambda data: data[: len(data) // 2]), "ends in the middle"),
    "truncated_in_a_word": (_encoded(lambda data: data[:-1]), "ends in the middle"),
    "not_json": (lambda: b"hello", "not valid JSON"),
    "json_with_a_tail": (_encoded(lambda data: data + b"}"), "not valid JSON"),
    "missing_comma": (_encoded(lambda data: data.replace(b", ", b" ", 1)), "not valid JSON"),
    "web_page": (lambda: b"<!DOCTYPE html><html>", "web page"),
    "zip": (lambda: b"PK\x03\x04" + b"x" * 100, "a zip or another archive"),
    "gzip": (_encoded(gzip.compress), "a zip or another archive"),
    "7z": (lambda: b"7z\xbc\xaf\x27\x1c\0\4", "a zip or another archive"),
    "pdf": (lambda: b"%PDF-1.7", "PDF"),
    "script": (lambda: b"import torch\n", "Python script"),
    "lfs_pointer": (lambda: b"version https://git-lfs.github.com/spec/v1\n", "LFS"),
    "merge_conflict": (
        _encoded(lambda data: data.replace(b'"cells": [', b'"cells": [\n<<<<<<< HEAD\n\n>>>>>>> b\n')),
        "git merge",
    ),
    "json_list": (lambda: b"[1, 2]", "no list of cells"),
    "json_number": (lambda: b"12", "no list of cells"),
    "no_cells": (lambda: {"nbformat": 4}, "no list of cells"),
    "cells_as_object": (lambda: notebook({"a": 1}), "no list of cells"),
    "cells_as_text": (lambda: notebook("cells"), "no list of cells"),
    "cells_null": (lambda: notebook(None), "no list of cells"),
    "format_1": (lambda: {"nbformat": 1, "worksheets": []}, "older than format 2"),
    "format_9": (lambda: notebook(submitted(), nbformat=9), "newer"),
    "worksheets_of_numbers": (lambda: {"nbformat": 3, "worksheets": [1]}, "no list of cells"),
    "megabytes_of_code": (
        _changed(lambda entries: entries.extend(code("w = w + (w * w)\n" * 5000) for _ in range(12))),
        "far more code",
    ),
    "deep_nesting": (lambda: b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested"),
    "deep_nesting_unclosed": (lambda: b'{"x": ' + b"[" * 500_000, "nested"),
    "deep_outputs": (
        _encoded(
            lambda data: data.replace(b'"outputs": []', b'"outputs": ' + b"[" * 200_000 + b"]" * 200_000, 1)
        ),
        "nested",
    ),
    "millions_of_objects": (lambda: b'{"cells": [' + b"{}," * 3_500_000 + b"{}]}", "millions of objects"),
    "millions_of_numbers": (lambda: b'{"cells": [' + b"0," * 3_500_000 + b"0]}", "no list of cells"),
    "too_many_cells": (lambda: notebook([{}] * 20_001), "more than 20000 cells"),
    "broken_utf16": (
        _encoded(lambda data: b"\xff\xfe" + data.decode().encode("utf-16-le") + b"x"),
        "not UTF-8",
    ),
    "no_cells_at_all": (lambda: notebook([]), "None of the exercises of mlp"),
    "another_notebook": (
        lambda: notebook([text("# Dropout"), code("def dropout_layer(X, p): ...")]),
        "None of the exercises",
    ),
}
