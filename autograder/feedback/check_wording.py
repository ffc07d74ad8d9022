"""The fixed words of a check, in both languages."""

from __future__ import annotations

from autograder.core.text import Text

ALL_HOLD = Text("all {n} public checks hold", "{n} 项公开检查全部通过")
SOME_HOLD = Text("{k} of {n} public checks hold", "{n} 项公开检查中 {k} 项通过")
FORBIDDEN = Text("uses a built-in that is to be written by hand here", "使用了本题要求自己实现的内置函数")
NOT_FILLED = Text("{} is not implemented yet", "{} 尚未实现")
FILL_IN = Text(
    "Replace raise NotImplementedError in its cell with your code, run the cell, then check again.",
    "请把它的单元格中的 raise NotImplementedError 换成你的代码，运行该单元格，然后再检查。",
)
NOT_DEFINED = Text("not defined", "未定义")
NOT_RUN = Text("not run in this session yet", "本次会话中尚未运行")

INPUT = Text("input", "输入")
ASKED = Text("looked at", "考察")
EXPECTED = Text("expected", "应为")
YOURS = Text("yours", "你的结果")
NOT_SO = Text("this is not so", "并非如此")
SAME_ERROR = Text("the same error as above", "与上面相同的错误")
HINT = Text("Stuck? {}", "卡住了？{}")
BEYOND = Text("When it is graded, more is looked at: {}.", "评分时还会考察：{}。")
BEYOND_ALL = Text("What grading looks at beyond these checks", "评分时除这些检查外还会考察")
BEYOND_WHY = Text(
    "The public checks are a part of the tests. Right code passes all of them; code that is only right for the "
    "examples shown here does not.",
    "公开检查只是全部测试的一部分。正确的代码能全部通过；只对这里的例子正确的代码则不能。",
)

OVERVIEW = Text("{k} of {n} exercises pass their public checks", "{n} 道练习中 {k} 道通过公开检查")
CHECKING = Text("checking {} …", "正在检查 {} ……")
DETAILS = Text('For what is wrong and where to look: check("{}")', '要查看错在哪里、该看什么：check("{}")')
RAISED = Text("{} does not pass its public checks yet (see above)", "{} 尚未通过公开检查（见上）")
RAISED_SEVERAL = Text("not passed yet: {}", "尚未通过：{}")
QUOTES = Text(
    'check takes the name of an exercise, in quotes, as in check("relu"), or nothing, for all of them',
    'check 的参数是练习的名字，要加引号，例如 check("relu")；不写参数则检查全部练习',
)
