"""How the elements of an exercise look: in a page by a class of page.css, in a notebook's output inline, with the colours of
the theme around it, as a notebook sanitises style sheets away."""

from functools import cache

INK = "color:var(--jp-content-font-color1,var(--vscode-editor-foreground,#1c2430))"
PAPER = "background:var(--jp-layout-color1,var(--vscode-editor-background,#ffffff))"
RULE = "1px solid var(--jp-border-color1,#b8c0cc)"
CARD = (
    "font-family:system-ui,-apple-system,'Segoe UI','Noto Sans','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;"
    f"font-size:14px;line-height:1.5;{INK};{PAPER};border:{RULE};border-radius:6px;padding:10px 14px;margin:6px 0;max-width:860px;"
    "overflow-wrap:anywhere"
)
TONES = {"good": "#1a7f37", "bad": "#b42318", "warn": "#8a5a00", "idle": "#57606a"}
_CODE = (
    "font-family:var(--jp-code-font-family,ui-monospace,Consolas,Menlo,'DejaVu Sans Mono',monospace);font-size:13px;line-height:1.45;"
    f"white-space:pre-wrap;overflow-wrap:anywhere;background:transparent;{INK};margin:4px 0;padding:6px 10px"
)
_STYLES = {
    "card": CARD,
    "title": "margin:0 0 6px;font-size:15px;font-weight:400",
    "pill": "color:#ffffff;border-radius:999px;padding:1px 9px;font-size:12px;white-space:nowrap",
    "marks": "white-space:nowrap",
    "lines": "margin:6px 0;white-space:pre-line",
    "hint": "border:1px solid #8a5a00;border-radius:6px;padding:8px 12px;margin:8px 0",
    "checks": "list-style:none;margin:6px 0;padding:0",
    "test": "margin:4px 0;padding:0 0 0 26px",
    "sign": "display:inline-block;width:18px;height:18px;line-height:18px;margin:0 8px 0 -26px;border-radius:50%;color:#ffffff;"
    "font-size:11px;font-weight:700;text-align:center;vertical-align:1px",
    "said": f"{_CODE};border-left:3px solid #b42318",
    "code": f"{_CODE};border:{RULE}",
    "fold": "margin:4px 0",
    "summary": "cursor:pointer",
    "copy": f"float:right;{INK};background:transparent;border:{RULE};border-radius:4px;margin:4px;padding:2px 10px;cursor:pointer",
    "link": "color:var(--jp-content-link-color,var(--vscode-textLink-foreground,#1d4fb8))",
    "picture": "max-width:100%;height:auto;border-radius:4px;display:block;margin:8px 0",
}


@cache
def inline(name: str, tone: str = "") -> str:
    """The attribute of an element in a notebook's output, as markup."""
    shown_by = "border-left:5px solid " if name == "card" else "background:"
    added = f";{shown_by}{TONES[tone]}" if tone in TONES else ""
    return _markup(f'style="{_STYLES[name]}{added}"')


@cache
def by_class(name: str, tone: str = "") -> str:
    """The attribute of an element in a page, as markup."""
    return _markup(f'class="{name}{f" b-{tone}" if tone else ""}"')


def _markup(text: str) -> str:
    from markupsafe import Markup

    return Markup(text)
