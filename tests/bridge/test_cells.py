"""What may stand in an autograded notebook: one number a graded cell, and nothing of the student's that
runs."""

from __future__ import annotations

import json
import re

import nbformat.v4
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.utils import determine_grade

from autograder.bridge import cells
from autograder.core.errors import OurFault
from autograder.core.results import ExerciseResult, TestResult
from tests.bridge import tiny


def verdict(score: float, most: float = 2.0, message: str | None = None) -> ExerciseResult:
    test = TestResult(name="test_values", outcome="failed", weight=1.0, message=message)
    return ExerciseResult(name="double", score=score, max_score=most, outcome="failed", tests=(test,))


@pytest.mark.parametrize("score", [0.0, 1e-05, 0.1 + 0.2, 1.5, 2.0])
def test_nbgrader_reads_back_the_very_score(score):
    """The one execute_result of a graded cell parses to the score, and nothing is on stderr."""
    cell = new_code_cell("check()", outputs=cells.graded_outputs(verdict(score), language="en"))
    cell.metadata.nbgrader = NotebookNode(grade=True, solution=False, points=2.0)
    assert determine_grade(cell) == (score, 2.0)
    assert [output.output_type for output in cell.outputs] == ["display_data", "execute_result"]


@pytest.mark.parametrize("score", [float("nan"), float("inf"), -0.5, 2.5])
def test_a_score_that_is_none_is_our_fault(score):
    """What nbgrader would take for full marks, or abort on, never reaches it."""
    with pytest.raises(OurFault):
        cells.graded_outputs(verdict(score), language="en")


def test_a_message_cannot_be_markup():
    """Feedback is escaped, as HTML and as text."""
    page, text = (
        cells.graded_outputs(verdict(1, message="<img src=x onerror=alert(1)>\x1b[2J"), language="en")[
            0
        ].data[kind]
        for kind in ("text/html", "text/plain")
    )
    assert "<img" not in page
    assert "\x1b" not in text


ACTIVE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<ScRiPt src=//x></sCrIpT>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x]( JaVaScRiPt&colon;alert(1))",
    "[x](<javascript:alert(1)>)",
    "[k]\n\n[k]: javascript&#x3A;alert(1)",
    "![x](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>",
    "```html' onclick='alert(1)\nx\n```",
    "~~~x' onmouseover='alert(1)\nx\n~~~",
    "```mermaid\n<img src=x onerror=alert(1)>\n```",
    "$\\text{</span><script>alert(1)</script>}$",
    "<!-- --><iframe src=javascript:alert(1)>",
    "</div><script>1</script>",
    "| a |\n|--|\n| <script>x</script> |",
    "<b onclick=alert(1)>x</b>",
    "![x](attachment:a.png)",
    "<style>*{}</style>",
    "[x](java\nscript:alert(1))",
    "[x](&#1;javascript:alert(1))",
    "<details ontoggle=alert(1) open>",
    "`` `<script>` ``<script>",
]


@pytest.mark.parametrize("source", ACTIVE)
def test_markdown_of_a_student_does_not_run(source):
    """Rendered by nbconvert as nbgrader renders it, a student's Markdown has no active content."""
    notebook = new_notebook(cells=[new_markdown_cell(cells.safe_markdown(source))])
    page = HTMLExporter(template_name="basic").from_notebook_node(notebook)[0]
    tags = re.findall(r"<[^>]*>", page)
    assert not [
        tag
        for tag in tags
        if re.search(r"<\s*/?(script|img|svg|iframe|style)|\son\w+\s*=|script\s*:|data:", tag, re.IGNORECASE)
    ]


@pytest.mark.parametrize(
    "source",
    [
        "# Why\n\nBecause *x* is `1`, see [the book](https://d2l.ai/a#b), <b>bold</b>, x<sub>i</sub>.",
        "```python\nx = 1\n```",
        "1. one\n2. two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> quoted",
        "数据：$\\frac{a}{b}$ and $$a < b$$",
        "data: 12",
    ],
)
def test_ordinary_markdown_stays_as_it_is(source):
    """Formulas, code, tables, web links and type-setting tags are left alone."""
    assert cells.safe_markdown(source) == source


def test_a_formula_that_looks_like_a_tag_stays_a_formula():
    """`$a<b$` gets a space and keeps its meaning."""
    assert cells.safe_markdown("$a<b$") == "$a< b$"


def test_only_text_and_raster_images_are_kept_of_outputs():
    """HTML, JavaScript, SVG and widgets go; streams, errors, plain text and PNG stay."""
    shown = {
        "text/html": "<script>1</script>",
        "application/javascript": "1",
        "image/svg+xml": "<svg onload='1'/>",
        "application/vnd.jupyter.widget-view+json": {},
        "text/plain": "tensor(1)",
        "image/png": tiny.PNG,
    }
    kept = cells.safe_outputs(
        [
            {"output_type": "display_data", "data": shown, "metadata": {"text/html": {"isolated": True}}},
            {
                "output_type": "execute_result",
                "data": {"text/plain": "100"},
                "execution_count": 1,
                "metadata": {},
            },
            {"output_type": "stream", "name": "stdout", "text": ["a\n", "b"]},
            {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["\x1b[31mline\x1b[0m"]},
        ]
    )
    assert [set(output.data) for output in kept[:2]] == [{"text/plain", "image/png"}, {"text/plain"}]
    assert (kept[2].text, kept[3].traceback) == ("a\nb", ["line"])
    assert "isolated" not in json.dumps(kept)


@pytest.mark.parametrize(
    "outputs",
    [
        None,
        7,
        {},
        ["x", None],
        [{}],
        [{"output_type": "display_data"}],
        [{"output_type": "display_data", "data": []}],
        [{"output_type": "stream", "text": 5}],
        [{"output_type": ["x"]}],
        [{"output_type": "display_data", "data": {"image/png": "PHNjcmlwdD4="}}],
        [{"output_type": "display_data", "data": {"image/png": "not base64!"}}],
    ],
)
def test_malformed_outputs_are_left_out(outputs):
    """What is no output of a notebook is dropped without an error; so is a PNG that is none."""
    assert cells.safe_outputs(outputs) == []


def test_outputs_are_capped():
    """A flood of output is cut, in length and in number."""
    kept = cells.safe_outputs([{"output_type": "stream", "name": "stdout", "text": "x" * 10**6}] * 1000)
    assert len(kept) == cells.OUTPUTS_LIMIT
    assert len(kept[0].text) <= cells.TEXT_LIMIT


def test_attachments_are_images_with_plain_names():
    """A Markdown cell keeps its pasted pictures, and nothing that only claims to be one."""
    kept = cells.safe_attachments(
        {
            "a.png": {"image/png": tiny.PNG},
            'x"><script>': {"image/png": tiny.PNG},
            "b.png": {"image/png": "PHNjcmlwdD4="},
            "c": {"text/html": "<script>"},
            "d": 1,
        }
    )
    assert list(kept) == ["a.png"]
    assert cells.safe_markdown("![x](attachment:a.png)", kept) == "![x](attachment:a.png)"


def test_a_notebook_is_written_as_nbformat_writes_it():
    """To the letter: texts in lines, sorted keys, nothing escaped that need not be."""
    data = {
        "text/plain": "a\nb",
        "text/html": "<b>\u2028é</b>\n",
        "application/json": {"x": [1.5, None]},
    }
    shown = [cells.new_data(data), cells.new_output("stream", name="stdout", text="1\n2\n")]
    code = new_code_cell("x = 1\n\ny = '\\t中\x7f'", outputs=shown, execution_count=3, id="b")
    cell = new_markdown_cell(
        "# é", id="a", metadata={"trusted": True, "nbgrader": {"points": 2.0, "grade": True}}
    )
    notebook = new_notebook(
        cells=[cell, code, new_code_cell("", id="c")], metadata={"signature": "s", "z": {}, "a": []}
    )
    whole = nbformat.v4.writes(notebook) + "\n"
    assert cells.notebook_text(notebook) == whole
    assert cells.notebook_text(notebook) == whole, "a second time, as when a gradebook is locked"
