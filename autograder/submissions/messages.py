"""What students read about their notebook: why it cannot be read, and what was repaired or ignored, in both
languages.

Nothing in here quotes the student's own text or names a path of the grading machine.
"""

from __future__ import annotations

from collections.abc import Iterable

from autograder.core.errors import Unreadable
from autograder.core.text import Text


def joined(*sentences: Text) -> Text:
    """Sentences behind each other; Chinese has no blank between them."""
    return Text(" ".join(one.en for one in sentences), "".join(one.zh for one in sentences))


def listed(names: Iterable[str]) -> Text:
    """Names in a row."""
    names = list(names)
    return Text(", ".join(names), "、".join(names))


def unreadable(message: Text) -> Unreadable:
    """The error to raise; as a string, it is in the language in force."""
    error = Unreadable(str(message))
    error.text = message
    return error


NOTEBOOK = Text("A Jupyter notebook (.ipynb) was expected.", "这里应当是一个 Jupyter 笔记本（.ipynb 文件）。")
SAVE = Text(
    "Open your notebook in Jupyter, save it, and hand in the saved file.",
    "请在 Jupyter 中打开你的笔记本，保存，然后提交保存好的文件。",
)
COPY = Text("Hand in a copy of the notebook file itself.", "请提交笔记本文件本身的副本。")
FRESH = Text(
    "Take a fresh copy of the assignment's notebook, copy your solutions into its cells, and hand that in.",
    "请重新获取一份作业笔记本，把你的答案复制到相应的单元格中，然后提交。",
)
CLEAR = Text(
    "Clear the outputs (Edit > Clear Outputs of All Cells), save, and hand it in again.",
    "请清除输出（Edit > Clear Outputs of All Cells），保存后重新提交。",
)


def _file(en: str, zh: str, todo: Text = SAVE, expected: Text = NOTEBOOK) -> Text:
    """What was found, what was expected, what to do."""
    return joined(Text(en, zh), expected, todo)


# The file itself
LINK = _file("The file is a link to another place.", "该文件是一个指向别处的链接。", COPY)
FOLDER = _file("There is a folder in the place of the file.", "文件的位置上是一个文件夹。", COPY)
SPECIAL = _file(
    "The file is no ordinary file (a pipe, a socket or a device).",
    "该文件不是普通文件（而是管道、套接字或设备）。",
    COPY,
)
GONE = _file("The file is not there.", "文件不存在。")
FORBIDDEN = _file(
    "The file cannot be opened or read.",
    "文件无法打开或读取。",
    Text("Check that it can be opened, and hand it in again.", "请确认文件可以打开，然后重新提交。"),
)
EMPTY = _file("The file is empty.", "文件是空的。")
ZEROS = _file(
    "The file holds nothing but zero bytes: it was damaged while being saved or copied.",
    "文件内容全部是零字节：它在保存或复制时损坏了。",
)
TRUNCATED = _file(
    "The file ends in the middle: it was not saved or uploaded to its end.",
    "文件不完整：它没有完整地保存或上传。",
)
NOT_TEXT = _file(
    "The file's text is not UTF-8, which every notebook is written in.",
    "文件的文本不是 UTF-8 编码，而所有笔记本都使用 UTF-8。",
    Text(
        "Save it as UTF-8, check that it opens in Jupyter, and hand it in again.",
        "请以 UTF-8 保存，确认能在 Jupyter 中打开，然后重新提交。",
    ),
)
NOT_JSON = _file("The file is not valid JSON (at byte {}).", "文件不是有效的 JSON（第 {} 字节处）。")
TOO_DEEP = _file(
    "The file is nested far more deeply than any notebook.", "文件的嵌套层数远远超过任何笔记本。"
)
NO_CELLS = _file("The file is JSON, but has no list of cells.", "文件是 JSON，但其中没有单元格列表。")
TOO_NEW = _file(
    "The notebook's format is newer than any that is known here.",
    "笔记本的格式版本比这里支持的更新。",
    Text(
        "Save it in format 4 (any current Jupyter does) and hand it in again.",
        "请以第 4 版格式保存（目前的 Jupyter 都支持），然后重新提交。",
    ),
)
TOO_OLD = _file("The notebook's format is older than format 2.", "笔记本的格式早于第 2 版。")
MANY_CELLS = _file("The notebook has more than {} cells.", "笔记本中的单元格超过 {} 个。", FRESH)
MANY_OBJECTS = _file(
    "The file holds millions of objects, far more than any notebook.",
    "文件包含数百万个对象，远远超过任何笔记本。",
    CLEAR,
)
CONFLICT = _file(
    "The file holds the marks of an unfinished git merge (<<<<<<< and >>>>>>>).",
    "文件中留有未完成的 git 合并标记（<<<<<<< 和 >>>>>>>）。",
    Text(
        "Finish the merge, check that the notebook opens in Jupyter, and hand it in.",
        "请完成合并，确认笔记本能在 Jupyter 中打开，然后提交。",
    ),
)
SIGNS = (
    (b"<<<<<<<", CONFLICT),
    (
        b"<",
        _file(
            "The file is a web page or XML, not a notebook.",
            "该文件是网页或 XML，而不是笔记本。",
            Text(
                "Download the notebook file itself (not the page that shows it), and hand that in.",
                "请下载笔记本文件本身（而不是显示它的网页），然后提交。",
            ),
        ),
    ),
    (
        b"PK\x03\x04",
        _file(
            "The file is a zip archive (or an Office document) with a notebook's name.",
            "该文件是一个以笔记本命名的 zip 压缩包（或 Office 文档）。",
            Text("Unpack it and hand in the notebook.", "请解压后提交其中的笔记本。"),
        ),
    ),
    (b"%PDF", _file("The file is a PDF, not a notebook.", "该文件是 PDF，而不是笔记本。")),
    (
        b"version https://git-lfs",
        _file(
            "The file is a Git LFS pointer, not the notebook.",
            "该文件是 Git LFS 指针，而不是笔记本本身。",
            COPY,
        ),
    ),
    (
        b"import ",
        _file("The file is a Python script, not a notebook.", "该文件是 Python 脚本，而不是笔记本。"),
    ),
    (
        b"#",
        _file("The file is a script or plain text, not a notebook.", "该文件是脚本或纯文本，而不是笔记本。"),
    ),
)
TOO_LARGE = _file(
    "The file has {} MB.",
    "文件大小为 {} MB。",
    CLEAR,
    Text("At most {} MB are read.", "最多读取 {} MB。"),
)

# Its cells
WRONG_NOTEBOOK = _file(
    "None of the exercises of {} is in the notebook.",
    "笔记本中没有 {} 的任何一道练习。",
    Text(
        "Check that you handed in the right notebook, and hand in the one of this assignment.",
        "请检查是否交错了笔记本，并提交本次作业的笔记本。",
    ),
    Text("It should hold: {}.", "其中应当有：{}。"),
)
# Repairs
DECODED = Text(
    "The file was saved as {}, not UTF-8; it was converted.", "文件以 {} 而不是 UTF-8 保存；已转换。"
)
PADDED = Text("Zero bytes after the end of the file were left out.", "文件末尾多余的零字节已忽略。")
MENDED = Text(
    "Values that JSON does not know (NaN, Infinity or broken characters) were replaced.",
    "JSON 不允许的值（NaN、Infinity 或损坏的字符）已替换。",
)
UPGRADED = Text(
    "The notebook is in the old format {}; it was converted to format 4.",
    "笔记本使用旧的第 {} 版格式；已转换为第 4 版。",
)
NO_FORMAT = Text(
    "The notebook does not say which format it has; it was read as format 4.",
    "笔记本没有注明格式版本；按第 4 版读取。",
)
NOT_CELLS = Text(
    "{} entries among the cells are no cells; they were left out.", "单元格列表中有 {} 项不是单元格；已忽略。"
)
CHARACTERS = Text(
    "Characters that cannot stand in a text were taken out of: {}.", "已去除无法出现在文本中的字符：{}。"
)
NOT_TEXT_CELL = Text(
    "Cells whose contents are not text were left out: {}.", "内容不是文本的单元格已忽略：{}。"
)
UNKNOWN_KIND = Text(
    "Cells that are neither code nor text were not run: {}.", "既不是代码也不是文本的单元格没有运行：{}。"
)
RECOGNISED = Text(
    "The notebook's marks of these solution cells are gone; the cells were recognised by "
    "what they hold and where they stand: {}.",
    "以下答案单元格的标记丢失，已根据内容和位置识别：{}。",
)
SHARED = Text(
    "The solution cell of {name} is gone; {name} is defined in {label}, which was taken.",
    "{name} 的答案单元格已不存在；{name} 在单元格 {label} 中定义，已采用。",
)
MISSING = Text(
    "The solution cell of {0} is gone, and no other cell defines {0}; the other exercises were graded.",
    "{0} 的答案单元格已不存在，其他单元格也没有定义 {0}；其他练习已评分。",
)
SEVERAL = Text(
    "{name} is there in several cells; what counts is what holds at its test cell: the one in {label}.",
    "{name} 出现在多个单元格中；以其测试单元格处有效的定义为准：{label} 中的那一个。",
)
ELSEWHERE = Text(
    "{name} is defined in {label}, not in its own cell; that definition holds at its test cell and counts.",
    "{name} 定义在 {label} 中，而不在它自己的单元格中；该定义在测试单元格处有效，以它为准。",
)
COVERED = Text(
    "{name} is defined in {label}, but a cell below it that is not filled in defines {name} again, and that one "
    "holds at its test cell. Delete the cell that is not filled in.",
    "{name} 已在 {label} 中定义，但下方未填写的单元格再次定义了 {name}，在测试单元格处有效的是后者。请删除未填写的单元格。",
)
BELOW = Text(
    "{name} is defined again below its test cell ({labels}); that does not count.",
    "{name} 在其测试单元格之后又被定义（{labels}）；那里的定义不计。",
)
RETYPED = Text(
    "Solution cells that had been changed from code to text were taken as code: {}.",
    "被改成文本类型的答案单元格已按代码处理：{}。",
)
TESTS_RESTORED = Text("Deleted test cells were put back: {}.", "已恢复被删除的测试单元格：{}。")
TESTS_EDITED = Text(
    "Changed test cells are not used; the course's own are: {}.",
    "被修改的测试单元格不予使用，以课程自带的为准：{}。",
)
LOCKED_EDITED = Text(
    "Changed cells of the course were put back as they were: {}.", "课程自带的单元格被修改，已恢复原样：{}。"
)
CODE_RESTORED = Text(
    "Deleted or emptied code cells of the course were put back: {}.",
    "已恢复被删除或清空的课程代码单元格：{}。",
)
POINTS_IGNORED = Text(
    "Points written in the notebook are ignored; they come from the course.",
    "笔记本中写的分数不予采用；分数以课程为准。",
)
GRADED_IGNORED = Text(
    "Cells that call themselves graded but are not of this assignment give no points: {}.",
    "自称计分但不属于本次作业的单元格不计分：{}。",
)
EXPERIMENT_SOLUTION = Text(
    "Solution cells tagged as experiments are run all the same: {}.", "被标记为实验的答案单元格仍会运行：{}。"
)
EXPERIMENTS_ADDED = Text(
    "Cells of your own tagged as experiments are not run when grading: {}.",
    "你自己标记为实验的单元格在评分时不会运行：{}。",
)
ANSWER_MISSING = Text("The cell of the written question {} is gone.", "书面问题 {} 的单元格已不存在。")
ANSWERS_JOINED = Text(
    "The written question {} is answered in several cells; all of them were kept.",
    "书面问题 {} 在多个单元格中作答；已全部保留。",
)
