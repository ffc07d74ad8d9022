"""What ``nbgrader generate_feedback`` writes: one file a notebook that runs nothing, loads nothing, and shows
no hidden test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode

from autograder.bridge import cells
from autograder.bridge.formulas import formula_html
from autograder.core.course import Course
from autograder.core.text import Text, translate
from autograder.feedback.render import content_policy

TEMPLATES = Path(__file__).parent / "templates"
SCORE = Text("Score", "得分")
LATE = Text("Handed in late", "迟交扣分")
COMMENT = Text("Comment:", "评语：")
NO_RESPONSE = Text("No response.", "未作答。")


class FeedbackExporter(HTMLExporter):
    """A feedback page in the course's language, self-contained: pictures and formulas are inside, scripts are
    forbidden."""

    def default_filters(self) -> Any:
        """nbconvert's filters, and one for comments that people write."""
        yield from super().default_filters()
        yield "safe_markdown2html", self._comment

    def markdown2html(self, context: Any, source: str) -> str:
        """Markdown to HTML, formulas as pictures."""
        return _rendered(source, context.get("cell", {}).get("attachments", {}))

    # jinja2 looks for this mark on the function
    markdown2html.jinja_pass_arg = HTMLExporter.markdown2html.jinja_pass_arg  # type: ignore[attr-defined]

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict | None = None, **kwargs: Any
    ) -> tuple[str, dict]:
        """Render the page; ``resources`` are nbgrader's."""
        resources = resources if resources is not None else {}
        language = self._language()
        resources["autograder"] = {
            "lang": "zh-CN" if language == "zh" else "en",
            "policy": content_policy(),
            "style": (TEMPLATES / "autograder" / "page.css").read_text(encoding="utf-8"),
            "score": translate(SCORE, language),
            "late": translate(LATE, language),
            "comment": translate(COMMENT, language),
            "text": lambda cell: _in_language(cell, language),
        }
        self._said = translate(NO_RESPONSE, language)
        return super().from_notebook_node(nb, resources, **kwargs)

    def _comment(self, text: str) -> str:
        return _rendered(cells.safe_markdown(self._said if text == NO_RESPONSE.en else text), {})

    def _language(self) -> str:
        directory = getattr(self.parent, "coursedir", None)
        return Course.load(directory.root).language if directory is not None else "en"


class _Renderer(IPythonRenderer):
    def inline_math(self, body: str) -> str:
        return formula_html(body)

    def block_math(self, body: str) -> str:
        return formula_html(body, display=True)

    def latex_environment(self, name: str, body: str) -> str:
        return formula_html(f"\\begin{{{name}}}{body}\\end{{{name}}}", display=True)


def _rendered(source: str, attachments: Any) -> str:
    return MarkdownWithMath(
        renderer=_Renderer(escape=False, attachments=attachments, exclude_anchor_links=True)
    ).render(source)


def _in_language(cell: NotebookNode, language: str) -> str:
    """The cell's text; the course's own text in the course's language, where it has it."""
    extra = cell.metadata.get("autograder")
    text = extra.get(language) if isinstance(extra, dict) else None
    return text if isinstance(text, str) else cell.source
