"""What stands in the cells of an autograded notebook: our verdicts, and of the student's text what is safe to show.

nbgrader's formgrader and feedback pages show a notebook's Markdown and HTML as they are, in the browser of whoever
reads them; formgrader's reader can change marks. So nothing active of a student's gets past this module.
"""

import base64
import binascii
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from nbformat import NotebookNode, from_dict
from nbformat.v4.rwbase import split_lines, strip_transient

from autograder.core.clean import clean
from autograder.core.errors import OurFault
from autograder.core.results import ExerciseResult
from autograder.core.words import ExerciseWords
from autograder.feedback.feedback import card_html, card_text
from autograder.feedback.view import exercise_view

TEXT_LIMIT = 20_000  # characters of one output
OUTPUTS_LIMIT = 50  # outputs of one cell
IMAGE_LIMIT = 2_000_000  # bytes of one image
IMAGES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
# Tags without attributes that only set type.
_HARMLESS = re.compile(
    r"</?(?:b|i|em|strong|u|s|sub|sup|small|kbd|code|pre|br|hr|p|blockquote|details|summary)\s*/?>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_LINK = re.compile(r"\](?=\((?!https?://|#)|:)")  # a target of another scheme, or a link's definition
_ATTACHED = re.compile(r"\]\(attachment:([\w.\-]+)\)")
_FENCE = re.compile(r"^([ \t>*+\-]*(?:`{3,}|~{3,})[ \t]*[\w+#-]*)[^\n`]*$", re.MULTILINE)


def graded_outputs(
    exercise: ExerciseResult, *, language: str, words: ExerciseWords | None = None
) -> list[NotebookNode]:
    """The outputs of a graded test cell: feedback to read, then the score as the one number nbgrader parses.

    Raises:
        OurFault: when the score is not a number from 0 to the maximum; nbgrader would give full marks for some.
    """
    score, most = exercise.score, exercise.max_score
    if not (math.isfinite(score) and 0 <= score <= most):
        raise OurFault(f"the score of {exercise.name} came out as {score!r} of {most!r}")
    view = exercise_view(exercise, language=language, words=words)
    number = {"text/plain": repr(float(score))}
    given = new_output("execute_result", data=number, metadata={}, execution_count=None)
    return [
        new_data({"text/html": card_html(view, language), "text/plain": card_text(view, language)}),
        given,
    ]


def new_output(kind: str, **fields: Any) -> NotebookNode:
    """An output of a code cell. nbformat's own function looks its schema up for each, which costs more than all the rest."""
    return from_dict({"output_type": kind, **fields})


def new_data(data: Mapping[str, str]) -> NotebookNode:
    """An output that shows the same in several media types."""
    return new_output("display_data", data=data, metadata={})


def new_cell(kind: str, source: str, **fields: Any) -> NotebookNode:
    """A cell, as :func:`new_output`; whoever puts it into a notebook gives it an id."""
    return from_dict({"cell_type": kind, "source": source, "metadata": {}, **fields})


def notebook_text(notebook: NotebookNode) -> str:
    """A notebook's file as nbformat writes it, which takes ten times as long for a copy of it and Python's own encoder.

    Args:
        notebook: changed in place: its texts are split into lines.
    """
    plain = strip_transient(split_lines(notebook))
    return msgspec.json.format(msgspec.json.encode(plain, order="sorted"), indent=1).decode() + "\n"


def notice(message: str) -> str:
    """Markdown that sets a message apart, for a submission without verdicts."""
    return "\n".join(f"> {line}" for line in safe_markdown(clean(message)).split("\n"))


def safe_markdown(source: str, attachments: Iterable[str] = ()) -> str:
    """Markdown that renders without HTML of its own, but for attribute-free tags that only set type.

    A space after ``<`` keeps it from opening a tag in any parser, and leaves formulas (``$a<b$``) and code
    readable; one after ``]`` keeps a link to anything but the web and the cell's own ``attachments`` from
    being one, however its scheme is spelled.
    """
    known, kept, last = set(attachments), [], 0
    for tag in _HARMLESS.finditer(source):
        kept += [_TAG.sub("< ", source[last : tag.start()]), tag.group()]
        last = tag.end()
    kept.append(_TAG.sub("< ", source[last:]))
    linked = _LINK.sub(
        lambda end: "]" if (name := _ATTACHED.match(end.string, end.start())) and name[1] in known else "] ",
        "".join(kept),
    )
    return _FENCE.sub(r"\1", linked)


def safe_outputs(outputs: Iterable[Mapping[str, Any]]) -> list[NotebookNode]:
    """What a code cell of the student's shows: streams, errors, plain text and raster images, all capped.

    Never raises: what is not a well-formed output is left out.
    """
    kept = []
    for output in list(outputs)[:OUTPUTS_LIMIT] if isinstance(outputs, list) else []:
        make = _SAFE.get(str(output.get("output_type"))) if isinstance(output, dict) else None
        if make is not None and (safe := make(output)):
            kept.append(safe)
    return kept


def safe_attachments(attachments: Any) -> dict[str, dict[str, str]]:
    """The raster images among a Markdown cell's attachments."""
    if not isinstance(attachments, dict):
        return {}
    images = {str(name): _images(bundle) for name, bundle in attachments.items()}
    return {name: found for name, found in images.items() if found and re.fullmatch(r"[\w.\-]{1,100}", name)}


def _stream(output: Mapping[str, Any]) -> NotebookNode | None:
    text, name = _text(output.get("text")), "stderr" if output.get("name") == "stderr" else "stdout"
    return new_output("stream", name=name, text=text) if text else None


def _error(output: Mapping[str, Any]) -> NotebookNode:
    lines = output.get("traceback")
    return new_output(
        "error",
        ename=clean(output.get("ename"), 200),
        evalue=_text(output.get("evalue")),
        traceback=_text(lines if isinstance(lines, list) else [], "\n").split("\n"),
    )


def _display(output: Mapping[str, Any]) -> NotebookNode | None:
    data = output.get("data")
    if not isinstance(data, dict):
        return None
    shown: dict[str, str] = _images(data)
    if text := _text(data.get("text/plain")):
        shown["text/plain"] = text
    return new_data(shown) if shown else None


_SAFE = {"stream": _stream, "error": _error, "display_data": _display, "execute_result": _display}


def _text(value: Any, joint: str = "") -> str:
    """Text of a notebook, which may be split into lines, fit to be shown."""
    if isinstance(value, list):
        value = joint.join(part for part in value if isinstance(part, str))
    return clean(value, TEXT_LIMIT) if isinstance(value, str) else ""


def _images(bundle: Any) -> dict[str, str]:
    """The images of a MIME bundle that really are what they are called."""
    found = {}
    for kind, magic in IMAGES.items():
        value = bundle.get(kind) if isinstance(bundle, dict) else None
        value = "".join(part for part in value if isinstance(part, str)) if isinstance(value, list) else value
        if isinstance(value, str) and len(value) <= IMAGE_LIMIT * 4 // 3:
            try:
                raw = base64.b64decode(value.replace("\n", ""), validate=True)
            except (binascii.Error, ValueError):
                continue
            if raw.startswith(magic):
                found[kind] = base64.b64encode(raw).decode("ascii")
    return found
