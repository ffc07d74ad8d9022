"""The fixed words of the pages, in both languages, and the looks that go with each outcome."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.core.text import Text


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

READ_ON = Text("Read on:", "延伸阅读：")
TRY_IT = Text("Try it in a cell below your code", "在你的代码下面的单元格中试一试")
COPY = Text("Copy", "复制")
COPIED = Text("Copied", "已复制")
MORE_FAILED = Text("{n} more that do not hold yet", "还有 {n} 项未通过")
LOOKS_LIKE = Text("This looks like a known misunderstanding", "这像是一个常见的误解")
WHAT_WAS_TESTED = Text("What was tested", "测试内容")
MARKS = Text("Marks", "得分")
POINTS = Text("points", "分")
PICTURE = Text("Your result drawn against what was asked", "你的结果与要求的对照图")
NOT_TRIED = Text(
    "Nothing was tested: the cell still holds the stub (it raises NotImplementedError).",
    "没有进行测试：该单元格仍是初始模板（抛出 NotImplementedError）。",
)
NOT_DEFINED = Text(
    "Nothing was tested: after running the notebook there is no {name}. Was the cell renamed or deleted?",
    "没有进行测试：运行笔记本之后没有 {name}。是否改了名字或删除了单元格？",
)
WAITING = Text("Waiting until the tests above pass:", "等待上面的测试通过：")
PLANNED = Text("What will be tested:", "将要测试：")
MORE_TESTS = Text("… and {n} more tests", "……以及另外 {n} 个测试")

FEEDBACK_TITLE = Text("Feedback", "作业反馈")
STUDENT = Text("Student", "学生")
NOTEBOOK = Text("Notebook", "笔记本")
OVERVIEW = Text("Overview", "总览")
EXERCISE = Text("Exercise", "练习")
RESULT = Text("Result", "结果")
TOTAL = Text("Total", "总分")
EXERCISES = Text("Exercises", "练习")
WRITTEN = Text("Written answers", "书面题")
WRITTEN_NOTE = Text("Marked by a person.", "由教师人工评分。")
NOT_MARKED_YET = Text("not marked yet", "尚未评分")
COMMENT = Text("Comment", "评语")
LATE = Text("Handed in late", "迟交扣分")
BY_A_PERSON = Text("A person gave this mark; the tests gave", "此分数由教师评定；自动测试的得分为")
EXTRA = Text("of it extra credit", "其中附加分")
YOUR_ANSWER = Text("Your answer", "你的回答")
UNREADABLE = Text(
    "This notebook could not be read, so there is no mark yet", "无法读取这个笔记本，因此还没有分数"
)
UNREADABLE_HELP = Text("What was found, and what to do:", "发现的问题与处理办法：")
NOT_GRADED = Text(
    "This notebook has not been graded: the fault is ours, not yours",
    "这个笔记本还没有评分：问题在评分系统，不在你",
)
NOT_GRADED_HELP = Text(
    "No mark was given and none was lost. Your instructor has been told what happened.",
    "没有给分，也没有扣分。教师会看到出错的原因。",
)
SAME_MARK = Text(
    "The same notebook graded with the same tests always gets the same marks.",
    "同一个笔记本用同一套测试评分，结果总是相同。",
)
TEST_SUITE = Text("Tests", "测试版本")
FULL_MARKS = Text("Every exercise is right. Well done!", "全部练习都正确。做得好！")
NEXT_STEP = Text("A good next step: {title}", "建议下一步：{title}")
