"""A font of this machine for figures with Chinese labels."""

from functools import cache

_CHINESE = (
    "Noto Sans CJK SC|Noto Sans SC|Source Han Sans SC|PingFang SC|Microsoft YaHei|SimHei|Heiti SC|"
    "WenQuanYi Micro Hei|WenQuanYi Zen Hei|Noto Sans CJK JP|Arial Unicode MS"
).split("|")


@cache
def chinese_font() -> str | None:
    """The name of one that matplotlib finds; None where there is none."""
    from matplotlib import font_manager

    known = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in _CHINESE if name in known), None)
