"""The fixed words of the class report, in both languages."""

from __future__ import annotations

from autograder.core.text import Text

TITLE = Text("Class report", "班级报告")
CONFIDENTIAL = Text("For instructors: this page names students.", "仅供教师使用：本页包含学生姓名。")
COURSE_OVERVIEW = Text("The course at a glance", "课程概览")
SUMMARY = Text("At a glance", "概览")
ASSIGNMENT = Text("Assignment", "作业")
SUBMISSIONS = Text("Submissions", "提交数")
UNREADABLE = Text("unreadable", "无法读取")
NOT_GRADED = Text("not graded", "未评分")
MEAN = Text("Mean", "平均分")
MEDIAN = Text("Median", "中位数")
DEVIATION = Text("Std. dev.", "标准差")
OUT_OF = Text("out of {most}", "满分 {most}")
TO_LOOK_AT = Text("Need a person", "需人工处理")
NO_RESULTS = Text("There are no graded submissions yet.", "还没有已评分的提交。")
SPREAD = Text(
    "Spread of the marks: lowest, middle half, median, highest", "分数分布：最低、中间一半、中位数、最高"
)
DISTRIBUTION = Text("Distribution of marks", "分数分布")
DISTRIBUTION_ALT = Text(
    "Distribution of marks, from 0 to 100 per cent in steps of ten: {bins} submissions",
    "分数分布，从 0 到 100%，每 10% 一档：{bins} 份提交",
)
PER_CENT_MARKS = Text("marks, % of the maximum", "得分占满分的百分比")
MEAN_OF = Text("mean {value}", "平均 {value}")
EXERCISES = Text("Exercises", "各题情况")
EXERCISE = Text("Exercise", "题目")
PASSED = Text("Passed", "通过")
PARTLY = Text("Partly", "部分正确")
FAILED = Text("Failed", "未通过")
NOT_TRIED = Text("Not tried", "未做")
SHARES = Text("Shares", "比例")
MEAN_SHARE = Text("Mean mark", "平均得分率")
TESTS = Text("Hidden tests", "隐藏测试")
TEST = Text("Test", "测试")
FAILING = Text("Failing", "未通过")
RUN_ON = Text("Run on", "测试数")
BLOCKED = Text("Blocked", "被阻塞")
DISCRIMINATION = Text("Discrimination", "区分度")
VERDICT = Text("Reads as", "解读")
TELLS_WELL = Text("tells strong from weak", "能区分强弱")
TELLS_LITTLE = Text("tells little", "区分度较低")
LOOK_AT_IT = Text("look at this test", "请检查该测试")
ALL_PASS = Text("all pass", "全部通过")
ALL_FAIL = Text("all fail", "全部未通过")
TOO_FEW = Text("too few to say", "样本太少")
TESTS_NOTE = Text(
    "Discrimination is the corrected point-biserial correlation r = (M₁ − M₀) / s · √(p (1 − p)): M₁ and "
    "M₀ are the mean points on all other tests of those who pass and of those who fail this one, s the "
    "standard deviation of those points, p the share passing. It is taken over the submissions on which "
    "the test was run (exercise tried, test not blocked), at least {count} of them, and is not judged "
    "where fewer than {each} pass or fail. From 0.3 on a test tells strong from weak submissions well; "
    "below 0.1, or negative, look at the test itself: strong students fail it as often as weak ones.",
    "区分度为校正的点二列相关 r = (M₁ − M₀) / s · √(p (1 − p))：M₁ 与 M₀ "
    "分别是通过与未通过该测试者在其余所有测试上的平均得分，s 为这些得分的标准差，p 为通过率。"
    "只统计真正运行了该测试的提交（该题已做且测试未被阻塞），至少 {count} 份；通过或未通过者少于 {each} "
    "人时不作判断。0.3 以上说明该测试能很好地区分强弱；低于 0.1 或为负时应检查测试本身："
    "强的学生与弱的学生同样容易失败。",
)
SCATTER_ALT = Text(
    "Hidden tests by share failing and discrimination; the numbers are in the table below",
    "各隐藏测试的未通过率与区分度；具体数字见下表",
)
PER_CENT_FAILING = Text("share failing, %", "未通过率，%")
MISCONCEPTIONS = Text("Misconceptions", "常见误解")
MISCONCEPTION = Text("Misconception", "误解")
STUDENTS = Text("Students", "学生")
SHARE = Text("Share", "占比")
READ_AGAIN = Text("Book", "教材章节")
NO_MISCONCEPTIONS = Text("No misconception was diagnosed.", "没有诊断出误解。")
NOT_UNDERSTOOD = Text("What the class did not understand", "班级没有掌握的内容")
NOTHING_TO_TELL = Text("No misconception was recognised.", "没有识别出误解。")
OF_CLASS = Text("{count} of {all}", "{all} 人中 {count} 人")
ABSENT = Text("Not handed in", "未提交")
NOBODY_ABSENT = Text("Everybody has handed in, as far as is known.", "据现有记录，所有人都已提交。")
WRITTEN = Text("Written", "书面题")
LATE = Text("Late", "迟交扣分")
EXTRA = Text("Extra", "附加分")
STILL_OPEN = Text("Still open", "待处理")
ONE_STUDENT = Text("One student over all assignments", "一名学生的全部作业")
NOT_HANDED_IN = Text("not handed in", "未提交")
GO_OVER = Text("To go over again", "建议重讲的章节")
GO_OVER_ITEM = Text("{students} students", "{students} 名学生")
ATTENTION = Text("Submissions that need a person", "需要人工处理的提交")
NO_ATTENTION = Text("None.", "没有。")
WHY = Text("Why", "原因")
DETAIL = Text("Detail", "详情")
REASONS = {
    "unreadable": Text("cannot be read", "无法读取"),
    "not_graded": Text("not graded: our fault", "未评分：系统故障"),
    "crashed": Text("crashed the process or ran out of memory", "导致进程崩溃或内存耗尽"),
    "timeout": Text("took too long", "运行超时"),
    "forbidden": Text("uses a forbidden built-in", "使用了禁止的内置函数"),
    "nothing_tried": Text("nothing was tried", "什么都没做"),
    "nothing_right": Text("everything was tried, nothing is right", "全部做了但没有得分"),
    "unlike_the_class": Text("passes hard tests and fails easy ones", "难的测试通过，容易的却失败"),
    "several": Text("handed in more than once; the last one counts", "提交了多次，以最后一次为准"),
}
GROUPS = Text("Solutions that are alike", "相似的解答")
GROUPS_NOTE = Text(
    "A question to ask, not a verdict. Short exercises have few right answers, and whole classes follow the "
    "book word for "
    "word; large groups usually mean just that. Solutions are compared as syntax trees without names of "
    "variables, comments and layout. Near copies are not looked for: `autograder export solutions` writes the solutions "
    "for copydetect or MOSS.",
    "这里提出的是问题，不是结论。短小的练习正确写法本来就少，许多学生也会照抄教材；较大的组通常就是这种情况。"
    "比较的是去掉变量名、注释和排版之后的语法树。这里不查找近似的抄袭：`autograder export solutions` 会导出解答，"
    "供 copydetect 或 MOSS 使用。",
)
KINDS = {
    "same_file": Text("the very same file", "完全相同的文件"),
    "identical": Text("identical but for names and layout", "除命名与排版外完全相同"),
}
NO_GROUPS = Text("No two submissions are alike.", "没有相似的提交。")
NOT_COMPARED = Text(
    "Sources were not given, so only identical files were looked for.",
    "没有提供源代码，因此只检查了完全相同的文件。",
)
ALIKE = Text("Alike", "相似程度")
SHARE_OF_CLASS = Text("of the class", "占全班")
ALL_STUDENTS = Text("All students", "全部学生")
STUDENT = Text("Student", "学生")
TOTAL = Text("Total", "总分")
SHOW = Text("Show the marks of all {count} students", "显示全部 {count} 名学生的分数")
