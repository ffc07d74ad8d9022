"""The fixed words of cards, pages and texts, in both languages, and the looks that go with each outcome."""

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

# One exercise
MARKS_OF = Text("{score} / {max} points", "{score} / {max} 分")
CHECKS_OF = Text("{score} / {max} public checks", "公开检查 {score} / {max}")
LOOKS_LIKE = Text("This looks like a known misunderstanding", "这像是一个常见的误解")
READ_ON = Text("Read on:", "延伸阅读：")
TRY_IT = Text("Try it in a cell below your code", "在你的代码下面的单元格中试一试")
COPY = Text("Copy", "复制")
COPIED = Text("Copied", "已复制")
SAME_ERROR = Text("the same error as above", "与上面相同的错误")
MORE_FAILED = Text("Not right yet either: {n}", "另有 {n} 项未通过")
HOLDING = Text("Passed: {n}", "{n} 项通过")
WAITING = Text("Waiting until the tests above pass: {n}", "{n} 项等待上面的测试通过")
PLANNED = Text("What will be tested", "将要测试")
MORE_TESTS = Text("… and {n} more tests", "……以及另外 {n} 个测试")
BEYOND = Text("When it is graded, more is looked at", "评分时还会考察")
PICTURE = Text("Your result drawn against what was asked", "你的结果与要求的对照图")
NOT_TRIED = Text(
    "Nothing was tested: the cell still holds the stub. Replace raise NotImplementedError with your code.",
    "没有进行测试：该单元格仍是初始模板。请把 raise NotImplementedError 换成你的代码。",
)
NOT_DEFINED = Text(
    "Nothing was tested: after running the notebook there is no {name}. Was the cell renamed or deleted?",
    "没有进行测试：运行笔记本之后没有 {name}。是否改了名字或删除了单元格？",
)

# Hints
HINTS = (
    Text("Stuck? A question to think about", "卡住了？先想一个问题"),
    Text("Still stuck? Where to look", "还是没有头绪？看这里"),
    Text("The shape of the solution", "解法的轮廓"),
)
ASK_FOR_HINT = Text(
    'Stuck? hint("{}") in the notebook opens a hint.', '卡住了？在笔记本中运行 hint("{}") 看提示。'
)
HINT = Text("Hint {} of {}: {}", "提示 {}/{}：{}")
TRY_FIRST = Text(
    "First try {0}: write something in its cell and run it. Hints come after a first try.",
    "请先试着写一写 {0}：在它的单元格中写点什么并运行。试过一次之后才有提示。",
)
ANOTHER = Text('hint("{}") once more opens the next one.', '再次运行 hint("{}") 看下一条。')
NO_HINTS = Text("This course has no hints for {}.", "本课程没有为 {} 准备提示。")

# The whole notebook, as check() shows it
OVERVIEW_OF = Text("{k} of {n} exercises pass their public checks", "{n} 道练习中 {k} 道通过公开检查")
CHECKING = Text("checking {} …", "正在检查 {} ……")
SHOW_WRONG = Text('check("{}") shows what is wrong.', 'check("{}") 会显示哪里不对。')
ALL_PASS = Text(
    "All public checks pass. Before you hand in: autograder submit-check",
    "公开检查全部通过。提交之前请运行：autograder submit-check",
)
BEYOND_ALL = Text("What grading looks at beyond these checks", "评分时除这些检查外还会考察")
BEYOND_WHY = Text(
    "The public checks are a part of the tests. Right code passes all of them; code that is only right for the "
    "examples shown here does not.",
    "公开检查只是全部测试的一部分。正确的代码能全部通过；只对这里的例子正确的代码则不能。",
)
RAISED = Text("{} does not pass its public checks yet (see above)", "{} 尚未通过公开检查（见上）")
RAISED_SEVERAL = Text("not passed yet: {}", "尚未通过：{}")
QUOTES = Text(
    'check takes the name of an exercise, in quotes, as in check("relu"), or nothing, for all of them',
    'check 的参数是练习的名字，要加引号，例如 check("relu")；不写参数则检查全部练习',
)

# The page of a submission
FEEDBACK_TITLE = Text("Feedback", "作业反馈")
STUDENT = Text("Student", "学生")
NOTEBOOK = Text("Notebook", "笔记本")
OVERVIEW = Text("Overview", "总览")
EXERCISE = Text("Exercise", "练习")
RESULT = Text("Result", "结果")
EXERCISES = Text("Exercises", "练习")
MARKS = Text("Marks", "得分")
POINTS = Text("points", "分")
WRITTEN = Text("Written answers", "书面题")
WRITTEN_NOTE = Text("Marked by a person.", "由教师人工评分。")
NO_ANSWER = Text("Not answered.", "没有作答。")
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
