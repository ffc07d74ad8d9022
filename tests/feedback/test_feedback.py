"""Feedback for one student: fragment, text, page."""

from __future__ import annotations

import html
import re
import subprocess
import sys

import msgspec
import pytest

from autograder.core.marks import Part
from autograder.core.text import Text, translate
from autograder.core.words import LOOKS_LIKE, ExerciseWords, MisconceptionWords
from autograder.feedback.feedback import card_html, page
from autograder.feedback.pictures import render_png
from autograder.feedback.view import exercise_view
from tests.feedback import samples
from tests.feedback.samples import exercise_html, exercise_text


@pytest.fixture(scope="module")
def picture() -> bytes:
    return render_png(samples.relu_picture(), "en")


@pytest.fixture(params=["en", "zh"])
def language(request) -> str:
    return request.param


def words_of(markup: str) -> str:
    """The text a reader sees."""
    return " ".join(
        html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", markup, flags=re.S))).split()
    )


def test_the_fragment_says_marks_words_failure_misconception_and_where_to_read():
    """Everything a student needs of one exercise stands in the fragment."""
    seen = words_of(exercise_html(samples.RELU, language="en", words=samples.WORDS.exercises["relu"]))
    for text in (
        "ReLU",
        "partly right",
        "0.5",
        "positive entries are kept",
        "tensor([[1.0, 2.0]])",
        "absolute value",
        "instead of cutting them off",
        "section 5.1.2.1",
        "Waiting until the tests above pass: 1 the gradient is 1",
    ):
        assert text in seen


def test_the_fragment_speaks_chinese():
    """The same fragment in Chinese has no English words of ours."""
    seen = words_of(exercise_html(samples.RELU, language="zh", words=samples.WORDS.exercises["relu"]))
    for text in ("部分正确", "正数保持不变", "取了绝对值", "4.1 节", "1 项等待上面的测试通过"):
        assert text in seen
    assert "failed" not in seen and "Read on" not in seen


def test_the_fragment_brings_no_script_style_sheet_or_event(picture):
    """Inline styles only: notebooks sanitise the rest away, or should."""
    view = exercise_view(samples.RELU, language="en", picture=picture, notes=("note",))
    fragment = card_html(view, "en")
    assert not re.search(r"<(script|style|link|iframe|object|form)|\son\w+=|javascript:", fragment, re.I)
    assert "data:image/png;base64," in fragment


def test_card_page_and_text_say_the_same(language):
    """One view: message, advice, name of the mistake, section and snippet are the same words everywhere."""
    loud = msgspec.structs.replace(samples.RELU.tests[0], snippet="X = torch.ones(2)\nprint(relu(X))")
    relu = msgspec.structs.replace(samples.RELU, tests=(loud, *samples.RELU.tests[1:]))
    words = samples.WORDS.exercises["relu"]
    view = exercise_view(relu, language=language, words=words)
    result = samples.ordinary(exercises=(relu,))
    texts = [
        exercise_text(relu, language=language, words=words),
        words_of(exercise_html(relu, language=language, words=words)),
        words_of(page(result, words=samples.WORDS, language=language)),
    ]
    said = [view.outcome, view.marks, view.misconception.name, view.misconception.feedback]
    said += [view.misconception.read.label, *(test.words for test in (*view.tests, *view.waiting))]
    said += [view.tests[0].message, view.tests[0].advice, view.tests[0].snippet]
    for text in texts:
        for words in said:
            assert " ".join(words.split()) in " ".join(text.split())


def test_hints_are_folded_one_in_the_other_and_there_after_a_try_only(language):
    """The second opens inside the first; a stub and a right function have none, and a text only says how to open one."""
    words = samples.WORDS.exercises["relu"]
    card = exercise_html(samples.RELU, language=language, words=words)
    first, second, third = (card.index(translate(hint, language)) for hint in words.hints)
    assert first < second < third
    assert card[first:third].count("<details") == 2 and "</details>" not in card[first:third]
    for outcome, score in (("not_implemented", 0), ("missing", 0), ("passed", 2)):
        exercise = samples.exercise("relu", score, outcome=outcome)
        assert translate(words.hints[0], language) not in exercise_html(
            exercise, language=language, words=words
        )
    text = exercise_text(samples.RELU, language=language, words=words)
    assert 'hint("relu")' in text and translate(words.hints[0], language) not in text


def test_without_words_names_are_spelled_out():
    """A document of results alone is enough for a page."""
    seen = words_of(exercise_html(samples.RELU, language="en"))
    assert "Gradient is a step" in seen and "Absolute value" in seen


def test_a_misconception_is_told_once():
    """The marker puts it into the message; where the words have it too, it is shown by itself and not
    twice."""
    feedback = "You seem to have taken the absolute value."
    exercise = samples.exercise(
        "relu",
        0.0,
        tests=[
            samples.test(
                "test_values",
                "failed",
                f"asked … got …\n\n{LOOKS_LIKE.en}: {feedback}\nRead again: section 5.1",
            )
        ],
        misconception="relu-absolute-value",
    )
    words = ExerciseWords(misconceptions={"relu-absolute-value": MisconceptionWords(feedback, "5.1")})
    assert words_of(exercise_html(exercise, language="en", words=words)).count(feedback) == 1
    assert words_of(exercise_html(exercise, language="en")).count(feedback) == 1


def test_a_misconception_without_a_chinese_name_has_none_in_chinese():
    """The slug is English: beside a Chinese explanation it would only disturb."""
    words = ExerciseWords(
        misconceptions={"relu-absolute-value": MisconceptionWords(Text("abs", "绝对值"), "5.1")}
    )
    assert "常见的误解一致 绝对值" in words_of(exercise_html(samples.RELU, language="zh", words=words))
    assert "Absolute value abs" in words_of(exercise_html(samples.RELU, language="en", words=words))


def test_feedback_flows_and_descriptions_keep_their_case():
    """Line breaks of an author's editor go, lists and paragraphs stay; `b` is not `B`."""
    said = Text("one two\nthree\n\nfour\n- five\n- six", "一二\n三 x\ny\n\n四")
    words = ExerciseWords(
        tests={"test_values": "b is 0"}, misconceptions={"relu-absolute-value": MisconceptionWords(said)}
    )
    assert "one two three\n\n    four\n    - five\n    - six" in exercise_text(
        samples.RELU, language="en", words=words
    )
    assert "一二三 x y\n\n    四" in exercise_text(samples.RELU, language="zh", words=words)
    assert "✗ b is 0" in exercise_text(samples.RELU, language="en", words=words)


def test_an_unknown_language_or_picture_is_refused():
    """Mistakes of the caller raise; nothing else is shown in their place."""
    with pytest.raises(ValueError, match="unknown language"):
        exercise_html(samples.RELU, language="fr")
    with pytest.raises(ValueError, match="PNG"):
        exercise_view(samples.RELU, language="en", picture=b"<svg onload=alert(1)>")


@pytest.mark.parametrize(
    "outcome, text", [("not_implemented", "NotImplementedError"), ("missing", "renamed or deleted")]
)
def test_an_exercise_without_tests_says_why(outcome, text):
    """An empty cell and a missing name each have their own line."""
    assert text in exercise_text(samples.exercise("net", 0, 3, outcome), language="en")


def test_an_unfinished_exercise_lists_what_will_be_tested_without_noise():
    """No failures are listed for a cell that nobody has filled in."""
    stub = samples.exercise(
        "net",
        0,
        3,
        "not_implemented",
        [samples.test("test_a", "error", "NotImplementedError"), samples.test("test_b", "blocked")],
    )
    assert "What will be tested A B" in words_of(page(samples.ordinary(exercises=(stub,)), language="en"))
    assert "✗" not in exercise_text(stub, language="en") and "test_a" not in exercise_html(
        stub, language="en"
    )


def test_the_book_is_recommended_once_and_not_for_what_is_right():
    """A misconception's section is not repeated below; a passed exercise needs no reading."""
    assert (
        exercise_text(samples.RELU, language="en", words=samples.WORDS.exercises["relu"]).count("Read on")
        == 1
    )
    passed = samples.exercise("relu", 2, tests=[samples.test("test_values")])
    assert "Read on" not in exercise_text(passed, language="en", words=ExerciseWords(section="5.1"))


def test_the_text_form_has_no_control_characters_and_the_same_content():
    """Plain text is safe for a terminal, also with a hostile student."""
    for exercise in samples.hostile().exercises:
        text = exercise_text(exercise, language="en")
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
    assert "✗ positive entries" in exercise_text(
        samples.RELU, language="en", words=samples.WORDS.exercises["relu"]
    )


def test_long_messages_many_tests_and_many_notes_are_capped():
    """A page stays a page, whatever a submission sends."""
    tests = [samples.test(f"test_{i}", "failed", "x" * 100_000) for i in range(500)]
    view = exercise_view(samples.exercise("relu", 0, tests=tests), language="en", notes=["n" * 9_000] * 99)
    fragment = card_html(view, "en")
    assert len(fragment) < 500_000 and "440 more tests" in fragment


def test_the_page_holds_the_whole_submission(picture):
    """Student, total, every exercise, pictures and written answers stand on one page."""
    made = page(
        samples.ordinary(),
        words=samples.WORDS,
        language="en",
        pictures={"relu": picture},
        marks=samples.marks(Part("question_why_small", None, 3, manual=2, comment="Good.")),
        answers={"question_why_small": "It breaks the symmetry."},
    )
    seen = words_of(made)
    for text in (
        "alice",
        "5.5",
        "/ 15 points",
        "ReLU",
        "Sigmoid",
        "not filled in",
        "name not defined",
        "Why small",
        "Good.",
        "It breaks the symmetry.",
        "A good next step: ReLU",
    ):
        assert text in seen
    assert "script" not in re.sub(r"<meta[^>]+>", "", made)
    assert "default-src 'none'" in html.unescape(made)


def test_the_page_names_no_folder_and_no_other_student():
    """Of the notebook's path only the file's name is shown."""
    for path in ("/srv/grading/submitted/alice/mlp/mlp.ipynb", r"C:\grading\submitted\alice\mlp\mlp.ipynb"):
        made = page(samples.ordinary(notebook=path), language="en")
        assert "grading" not in made and "mlp.ipynb" in made


def test_full_marks_are_praised():
    """Nothing is left to advise."""
    passed = samples.exercise("relu", 2, tests=[samples.test("test_values")])
    made = page(samples.ordinary(exercises=(passed,), score=2.0, max_score=2.0), language="en")
    assert "Well done" in made


def test_an_unreadable_submission_is_told_what_to_do_and_a_fault_of_ours_is_not_blamed_on_the_student():
    """Neither shows a mark; only the former shows the message."""
    unreadable = words_of(
        page(
            samples.ordinary(
                outcome="unreadable",
                score=None,
                exercises=(),
                message="the cell `relu` is missing: put it back",
            ),
            language="en",
        )
    )
    assert "could not be read" in unreadable and "put it back" in unreadable and "/ 12" not in unreadable
    ours = words_of(
        page(
            samples.ordinary(outcome="not_graded", score=None, exercises=(), message="/srv/secret broke"),
            language="en",
        )
    )
    assert "the fault is ours" in ours and "secret" not in ours and "/ 12" not in ours


def test_hostile_text_stays_text():
    """No tag, attribute or template of a student's reaches the markup."""
    result = samples.hostile()
    for made in (
        page(result, language="en"),
        *(exercise_html(one, language="en") for one in result.exercises),
    ):
        body = re.sub(r"^.*?<body>", "", made, flags=re.S)
        assert samples.active_parts(made) == []
        assert "&lt;script&gt;" in body


def test_pages_do_not_need_the_grading_extras():
    """The fragment is also the student's: it comes without nbgrader, matplotlib and torch."""
    code = (
        "import sys; sys.modules.update(dict.fromkeys(['nbgrader', 'torch', 'matplotlib', 'nbconvert'])); "
        "from autograder.feedback.feedback import card_html; "
        "from autograder.feedback.view import exercise_view; "
        "from autograder.core.results import ExerciseResult as R; "
        "view = exercise_view(R(name='f', score=1.0, max_score=1.0, outcome='passed')); "
        "print(len(card_html(view, 'en')) > 100)"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "True\n"
    )


def test_titles_may_be_plain_strings():
    """A course in one language need not spell out two."""
    for title, said in (("Aktivierung", "Aktivierung"), (Text("Activation", "激活"), "激活")):
        assert said in exercise_html(samples.RELU, language="zh", words=ExerciseWords(title))
