"""Results to draw pages from: an ordinary submission, a hostile one, a class."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from html.parser import HTMLParser

from autograder.core.marks import Marks, Part
from autograder.core.results import ExerciseResult, Result, TestResult
from autograder.core.text import Text
from autograder.core.words import AssignmentWords, ExerciseWords, MisconceptionWords
from autograder.feedback.feedback import card_html, card_text
from autograder.feedback.view import exercise_view
from autograder.testing.pictures import Picture


def exercise_html(exercise: ExerciseResult, language: str, words: ExerciseWords | None = None) -> str:
    """One exercise as in a notebook's output."""
    return card_html(exercise_view(exercise, language=language, words=words), language)


def exercise_text(exercise: ExerciseResult, language: str, words: ExerciseWords | None = None) -> str:
    """The same as plain text."""
    return card_text(exercise_view(exercise, language=language, words=words), language)


RELU_MESSAGE = """\
asked for   relu(X): positive entries are kept, negative ones become 0
input       X = tensor([[-1.0, 2.0]])
expected    tensor([[0.0, 2.0]])
yours       tensor([[1.0, 2.0]])
Look at     what happens to -1.0: which numbers may pass a ReLU unchanged?"""

WORDS = AssignmentWords(
    title=Text("Multilayer perceptrons", "多层感知机"),
    exercises={
        "relu": ExerciseWords(
            title=Text("ReLU", "ReLU 激活函数"),
            section="5.1.2.1",
            tests={
                "test_values": Text(
                    "positive entries are kept, negative ones become 0", "正数保持不变，负数变为 0"
                ),
                "test_gradient_is_a_step": Text(
                    "the gradient is 1 for x > 0 and 0 for x < 0", "梯度：x > 0 时为 1，x < 0 时为 0"
                ),
                "test_input_untouched": Text("X itself is left as it was", "X 本身保持不变"),
            },
            misconceptions={
                "relu-absolute-value": MisconceptionWords(
                    Text(
                        "Your function gives |x|: it turns negative numbers round instead of cutting them "
                        "off. A unit that "
                        "answers alike to -3 and 3 cannot switch itself off.\nDraw your function from -2 to "
                        "2 and compare it "
                        "with the figure in the book.",
                        "你的函数给出的是 |x|：它把负数翻转成正数，而不是截断为 0。对 -3 和 3 "
                        "给出相同输出的单元无法“关闭”自己。\n"
                        "请画出你的函数在 -2 到 2 之间的图像，并与书中的图比较。",
                    ),
                    "5.1.2.1",
                    Text("absolute value", "取了绝对值"),
                )
            },
            hints=(
                Text("What should become of -3?", "-3 应变成什么？"),
                Text("Compare each element with 0.", "把每个元素与 0 比较。"),
                Text("One elementwise operation.", "一次逐元素运算。"),
            ),
        ),
        "sigmoid": ExerciseWords(title=Text("Sigmoid", "Sigmoid 激活函数"), section="5.1.2.2"),
        "init_params": ExerciseWords(title=Text("Initial parameters", "参数初始化"), section="5.2.1"),
        "net": ExerciseWords(title=Text("The network", "网络"), section="5.2.1"),
        "build_mlp": ExerciseWords(title=Text("Concise network", "简洁实现"), section="5.2.2"),
    },
)
COURSE = {
    name: AssignmentWords(title) if name != "mlp" else WORDS
    for name, title in {
        "linear_regression": Text("Linear regression", "线性回归"),
        "softmax_regression": Text("Softmax regression", "softmax 回归"),
        "mlp": Text("Multilayer perceptrons", "多层感知机"),
        "model_selection": Text("Model selection", "模型选择"),
        "weight_decay": Text("Weight decay", "权重衰减"),
        "dropout": Text("Dropout", "暂退法"),
    }.items()
}

HOSTILE = (
    '<script>window.pwned=1</script><img src=x onerror="window.pwned=2"><svg onload=window.pwned=3>'
    "</style></title></textarea><style>*{display:none!important}</style>\"'><a "
    'href="javascript:window.pwned=4">x</a>'
    "{{ 7*7 }}{% raw %}]]><!--\x1b[31m\x1b]8;;http://evil.example\x07\u202e\u2066\x00\ud800"
)


def test(name: str, outcome: str = "passed", message: str | None = None, weight: float = 1.0) -> TestResult:
    """One test's result."""
    return TestResult(name=name, outcome=outcome, weight=weight, message=message)


def exercise(
    name: str,
    score: float,
    most: float = 2.0,
    outcome: str | None = None,
    tests=(),
    misconception: str | None = None,
) -> ExerciseResult:
    """One exercise's result."""
    outcome = outcome or ("passed" if score == most else "failed")
    return ExerciseResult(
        name=name,
        score=score,
        max_score=most,
        outcome=outcome,
        misconception=misconception,
        tests=tuple(tests),
    )


RELU = exercise(
    "relu",
    0.5,
    misconception="relu-absolute-value",
    tests=[
        test("test_values", "failed", RELU_MESSAGE, 2),
        test("test_gradient_is_a_step", "blocked"),
        test("test_input_untouched"),
    ],
)


def marks(*parts: Part) -> Marks:
    """The record of an ordinary submission, with more parts."""
    own = Marks.of(ordinary())
    return replace(
        own,
        parts=(*own.parts, *parts),
        max_score=(own.max_score or 0) + sum(part.max_score for part in parts),
        in_gradebook=True,
    )


def ordinary(**changes: object) -> Result:
    """A submission with one exercise of every outcome."""
    exercises = (
        RELU,
        exercise(
            "sigmoid", 2, tests=[test("test_values"), test("test_no_overflow_for_1e4"), test("test_gradient")]
        ),
        exercise(
            "init_params",
            1,
            3,
            tests=[
                test("test_shapes"),
                test("test_fresh_draw_at_each_call"),
                test(
                    "test_standard_deviation_is_0_01",
                    "failed",
                    "asked for   W1 ~ N(0, 0.01²)\nyours       standard deviation 1.003 over 200,704 "
                    "entries\n"
                    "Look at     the factor in front of torch.randn",
                ),
                test(
                    "test_leaves",
                    "error",
                    "TypeError: cannot unpack non-iterable NoneType object\nin cell init_params, line 4:  "
                    "W1, b1 = None",
                ),
            ],
        ),
        exercise("net", 0, 3, "not_implemented"),
        exercise("build_mlp", 0, 2, "missing"),
    )
    values = dict(
        student="alice",
        assignment="mlp",
        notebook="submitted/alice/mlp/mlp.ipynb",
        submission="ab" * 32,
        outcome="graded",
        message=None,
        score=3.5,
        max_score=12.0,
        seconds=0.21,
        isolation="namespaces",
        exercises=exercises,
    )
    return Result(**(values | changes))


def hostile() -> Result:
    """A submission in which every text is an attack."""
    tests = [
        test("test_" + HOSTILE, outcome, HOSTILE * 3)
        for outcome in ("failed", "error", "timeout", "forbidden", "crashed")
    ]
    return Result(
        student=HOSTILE,
        assignment=HOSTILE,
        notebook="/home/secret/" + HOSTILE,
        submission=None,
        outcome="graded",
        message=HOSTILE,
        score=1.0,
        max_score=3.0,
        seconds=0.1,
        isolation=HOSTILE,
        exercises=(
            exercise(HOSTILE, 1.0, 3.0, tests=tests, misconception=HOSTILE),
            exercise(HOSTILE + "2", 0, 0, "missing"),
        ),
    )


def relu_picture() -> Picture:
    """The absolute value drawn over ReLU, with gradients."""
    x = [i / 20 - 3 for i in range(121)]
    return Picture.curves(
        Text("relu(x)", "relu(x)"),
        x,
        [abs(v) for v in x],
        [max(v, 0.0) for v in x],
        gradient_yours=[math.copysign(1.0, v) for v in x],
        gradient_right=[float(v > 0) for v in x],
    )


ASSIGNMENTS = {
    "linear_regression": 6,
    "softmax_regression": 6,
    "mlp": 7,
    "model_selection": 4,
    "weight_decay": 4,
    "dropout": 4,
}


def course_class(
    students: int = 300, assignments: dict[str, int] | None = None, seed: int = 0
) -> list[Result]:
    """A whole class: able and less able students, easy and hard tests, a few accidents."""
    chance = random.Random(seed)
    ability = {f"student{number:03d}": chance.gauss(0.9, 1.1) for number in range(students)}
    results = []
    for assignment, count in (assignments or ASSIGNMENTS).items():
        difficulty = {(e, t): chance.gauss(-0.3 + 0.35 * t, 0.7) for e in range(count) for t in range(5)}
        for student, able in ability.items():
            results.append(_submission(chance, student, assignment, count, able, difficulty))
    return results


def _submission(
    chance: random.Random, student: str, assignment: str, count: int, able: float, difficulty
) -> Result:
    fate = chance.random()
    base = dict(
        student=student,
        assignment=assignment,
        notebook=f"submitted/{student}/{assignment}/{assignment}.ipynb",
        submission=f"{chance.getrandbits(256):064x}",
        seconds=chance.random(),
        isolation="namespaces",
    )
    if fate < 0.015:
        return Result(
            **base, outcome="unreadable", message="the cell `relu` is missing", score=None, max_score=None
        )
    if fate < 0.02:
        return Result(
            **base, outcome="not_graded", message="no worker could be started", score=None, max_score=None
        )
    exercises = tuple(_exercise(chance, assignment, e, able, difficulty) for e in range(count))
    return Result(
        **base,
        outcome="graded",
        message=None,
        score=sum(e.score for e in exercises),
        max_score=sum(e.max_score for e in exercises),
        exercises=exercises,
    )


def _exercise(chance: random.Random, assignment: str, number: int, able: float, difficulty) -> ExerciseResult:
    names = list(WORDS.exercises) if assignment == "mlp" else []
    name = names[number] if number < len(names) else f"{assignment}_part_{number + 1}"
    most = 2.0 + number % 2
    if chance.random() < 0.04:
        return exercise(name, 0.0, most, "not_implemented")
    tests, earned, blocked = [], 0, False
    for t in range(5):
        right = chance.random() < 1 / (1 + math.exp(2.0 * (difficulty[number, t] - able)))
        crash = not right and chance.random() < 0.01
        outcome = "blocked" if blocked else "passed" if right else "crashed" if crash else "failed"
        tests.append(test(f"test_property_{t + 1}", outcome, None if right else "expected …\nyours …"))
        earned += right and not blocked
        blocked = blocked or (t == 0 and not right)
    slugs = [f"{name.replace('_', '-')}-{kind}" for kind in ("wrong-axis", "no-gradient", "off-by-one")]
    trap = slugs[min(2, int(chance.expovariate(1.2)))] if earned < 5 and chance.random() < 0.8 else None
    if name == "relu" and trap == slugs[0]:
        trap = "relu-absolute-value"
    return exercise(name, most * earned / 5, most, tests=tests, misconception=trap)


class _Active(HTMLParser):
    """Collects what could run or load: scripts, events, frames, addresses that are neither ours nor the
    book's."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "object", "embed", "form", "base", "textarea") or (
            tag in ("style", "link") and self.inside
        ):
            self.found.append(tag)
        for name, value in attrs:
            good = ("https://d2l.ai/", "https://zh.d2l.ai/", "#", "data:image/png;base64,")
            if name.startswith("on") or (
                name in ("href", "src", "action") and not (value or "").startswith(good)
            ):
                self.found.append(f"{tag} {name}={value}")
        self.inside = self.inside or tag == "body"


def active_parts(markup: str) -> list[str]:
    """What in the markup could run or load, as a browser parses it."""
    parser = _Active()
    parser.feed(markup)
    return parser.found
