"""The fixed words of cards, pages and texts, in both languages, and the looks that go with each outcome."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.core.text import Text, texts

TEXTS = texts(__file__)


@dataclass(frozen=True, slots=True)
class Look:
    """How an outcome is shown: a word, a sign that is told apart without colour, and a tone (a CSS class)."""

    word: Text
    sign: str
    tone: str


EXERCISE_LOOKS = {
    "passed": Look(Text("passed", "通过"), "✓", "good"),
    "failed": Look(Text("not right yet", "还不对"), "✗", "bad"),
    "partly": Look(Text("partly right", "部分正确"), "◐", "warn"),
    "not_implemented": Look(Text("not filled in", "尚未完成"), "○", "idle"),
    "missing": Look(Text("name not defined", "没有定义该名称"), "?", "bad"),
    "unrun": Look(Text("not run in this session yet", "本次会话中尚未运行"), "○", "idle"),
}
TEST_LOOKS = {
    "passed": Look(Text("passed", "通过"), "✓", "good"),
    "failed": Look(Text("failed", "未通过"), "✗", "bad"),
    "error": Look(Text("your code raised an error", "你的代码抛出了异常"), "✗", "bad"),
    "timeout": Look(Text("took too long", "运行超时"), "✗", "bad"),
    "crashed": Look(Text("the process died", "进程崩溃"), "✗", "bad"),
    "memory": Look(Text("needed too much memory", "占用内存过多"), "✗", "bad"),
    "forbidden": Look(
        Text("uses a built-in that this exercise forbids", "使用了本题禁止的内置函数"), "✗", "bad"
    ),
    "blocked": Look(Text("waits for an earlier test", "等待前面的测试通过"), "○", "idle"),
}
HINTS = (
    Text("Stuck? A question to think about", "卡住了？先想一个问题"),
    Text("Still stuck? Where to look", "还是没有头绪？看这里"),
    Text("The shape of the solution", "解法的轮廓"),
)
