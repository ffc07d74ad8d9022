"""``check`` in a notebook: what it finds, what it says, and what it leaves alone."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

import autograder
from autograder.core.errors import CheckFailed, UsageError
from autograder.feedback.feedback import card_html, card_text
from autograder.feedback.pictures import render_png
from autograder.feedback.view import ExerciseView, exercise_view
from autograder.student.judge import Checked, check_exercise
from autograder.student.live import Notebook
from autograder.student.locate import Found, find
from tests.student.course import Session, released

RIGHT = "def relu(X):\n    return torch.maximum(X, torch.zeros_like(X))"
ABSOLUTE = "def relu(X):\n    return torch.abs(X)"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """The small assignment's public tests."""
    notebook = released(tmp_path_factory.mktemp("course"))
    return Found("tiny", notebook.with_name("test_tiny.py"), notebook)


@pytest.fixture
def session() -> Session:
    """A fresh notebook that has imported torch."""
    session = Session()
    session.run("import torch")
    return session


@pytest.fixture
def at_work(tiny: Found, session: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """The notebook that ``autograder.check`` is called from."""
    monkeypatch.setattr(Notebook, "here", classmethod(lambda _: session.notebook))
    monkeypatch.chdir(tiny.tests.parent)
    monkeypatch.delenv("AUTOGRADER_LANGUAGE", raising=False)
    yield session
    autograder.set_language(None)


def run(tiny: Found, session: Session, *cells: str, name: str = "relu", language: str = "en") -> Checked:
    """Run cells, then check an exercise."""
    for text in cells:
        session.run(text)
    module = tiny.load()
    exercise = next(item for item in module.exercises if item.name == name)
    return check_exercise(session.notebook, module, exercise, language)


def view(checked: Checked, language: str = "en") -> ExerciseView:
    """What the student reads of it."""
    return exercise_view(
        checked.result,
        language=language,
        words=checked.words,
        notes=(*checked.causes, *checked.notes),
        picture=None if checked.picture is None else render_png(checked.picture, language),
        checks=True,
        unrun=checked.unrun,
    )


def text(checked: Checked, language: str = "en") -> str:
    """What a terminal shows."""
    return card_text(view(checked, language), language)


# What is found


def test_a_right_solution_passes(tiny: Found, session: Session) -> None:
    """Everything holds, and what grading looks at beyond that is said."""
    checked = run(tiny, session, RIGHT)
    assert checked.result.outcome == "passed"
    assert text(checked) == (
        "✓ ReLU (relu): passed, 2 / 2 public checks\n  ✓ positive values stay\n  ✓ a matrix stays a matrix\n"
        "  When it is graded, more is looked at:\n    · gradients\n"
    )


def test_a_stub_is_one_line(tiny: Found, session: Session) -> None:
    """No test is shown for what is not there yet."""
    checked = run(tiny, session, "def relu(X):\n    raise NotImplementedError")
    assert (checked.result.outcome, checked.result.tests) == ("not_implemented", ())
    assert text(checked).startswith("○ ReLU (relu): not filled in\n  Nothing was tested")


def test_what_calls_a_stub_is_none(tiny: Found, session: Session) -> None:
    """It is filled in itself; what is still to be filled in is named."""
    checked = run(
        tiny, session, "def half(X):\n    raise NotImplementedError\ndef relu(X):\n    return half(X)"
    )
    assert checked.result.outcome == "failed"
    assert "calls half, which is not filled in yet" in text(checked)


def test_the_smallest_failing_input_is_shown_with_what_was_expected(tiny: Found, session: Session) -> None:
    """The call, what was expected and what came back, and where to look."""
    seen = view(run(tiny, session, ABSOLUTE))
    call, expected, got = seen.tests[0].message.splitlines()
    value = got.removeprefix("got: ")  # of one element
    assert (call, expected) == (f"relu({value.replace('[', '[-')})", "expected: tensor([0.])")
    assert seen.tests[0].advice == "→ look at the signs"
    assert [test.words for test in seen.waiting] == ["a matrix stays a matrix"]


def test_a_known_trap_is_told_by_name(tiny: Found, session: Session) -> None:
    """Its name, what it is, and where to read again; the section is not told twice."""
    checked = run(tiny, session, ABSOLUTE)
    assert checked.result.misconception == "relu-absolute-value"
    said = text(checked)
    assert "Your code behaves like a known mistake: Absolute value\n    The sign is dropped." in said
    assert said.count("Read on:") == 1


def test_another_mistake_is_not_taken_for_a_trap(tiny: Found, session: Session) -> None:
    """Errors on the way to a trap mean no."""
    assert run(tiny, session, "def relu(X):\n    return X + 1").result.misconception is None
    assert run(tiny, session, "def relu(X):\n    return 'x'").result.misconception is None


def test_a_picture_comes_with_a_failure_only(tiny: Found, session: Session) -> None:
    """Where the exercise has one, and it can be drawn."""
    picture = run(tiny, session, ABSOLUTE).picture
    assert picture is not None and picture.yours == (1.0, 1.0)
    assert run(tiny, session, RIGHT).picture is None
    assert run(tiny, session, "def relu(X):\n    return 1").picture is None


def test_an_error_is_told_with_the_line_of_the_cell(tiny: Found, session: Session) -> None:
    """The message of the exception, the line, and once only."""
    said = text(run(tiny, session, "def relu(X):\n    y = 1\n    return X @ nonsense"))
    assert "raised NameError: name 'nonsense' is not defined" in said
    assert "→ line 3 of your cell: return X @ nonsense" in said


def test_a_forbidden_built_in_is_told_with_its_place(tiny: Found, session: Session) -> None:
    """The cell's number in the margin, and the line; no tests are run."""
    checked = run(tiny, session, "def relu(X):\n    return torch.relu(X)")
    assert checked.result.outcome == "failed" and checked.result.score == 0
    assert "`torch.relu` in cell [2], line 2" in text(checked)


def test_a_forbidden_built_in_under_a_name_made_up_at_run_time_is_seen(tiny: Found, session: Session) -> None:
    """What the look at the source misses is seen when it runs."""
    checked = run(
        tiny,
        session,
        "names = [n for n in dir(torch) if n[::-1] == 'uler']\n"
        "def relu(X):\n    return vars(torch)[names[0]](X)",
    )
    assert checked.result.outcome == "failed" and checked.result.score == 0
    assert "found when your code ran: relu" in text(checked) or "torch" in text(checked)


def test_an_older_version_of_a_cell_does_not_count(tiny: Found, session: Session) -> None:
    """The forbidden built-in was in an earlier try."""
    assert run(tiny, session, "def relu(X):\n    return torch.relu(X)", RIGHT).result.outcome == "passed"


def test_a_syntax_error_after_a_good_version_is_told(tiny: Found, session: Session) -> None:
    """The student sees that it is the older version that passes."""
    said = text(run(tiny, session, RIGHT, "def relu(X)\n    return X"))
    assert (
        "your latest version of relu (cell [3]) has a syntax error in line 1" in said
        and "an older version" in said
    )


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "relu is not defined: run its cell first"),
        ("def relu(X)\n    return X", "syntax error in line 1"),
        ("relu = 3", "relu should be a function; it is"),
    ],
)
def test_what_is_not_there_is_told(tiny: Found, session: Session, source: str, said: str) -> None:
    """Why there is nothing to test."""
    checked = run(tiny, session, source)
    assert checked.result.outcome in ("missing", "failed") and said in text(checked)


def test_a_class_that_is_still_a_stub_is_not_implemented(tiny: Found, session: Session) -> None:
    """Its cell stops before the name is there."""
    assert (
        run(tiny, session, "class relu:\n    raise NotImplementedError").result.outcome == "not_implemented"
    )


def test_an_endless_loop_is_ended(tiny: Found, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """What needs the test that it stops is not tried."""
    monkeypatch.setattr("autograder.testing.live.PATIENCE", 0.02)
    checked = run(tiny, session, "def relu(X):\n    while True: pass")
    assert {test.outcome for test in checked.result.tests} == {"timeout", "blocked"}
    assert "no answer within 0.2 s" in text(checked)


def test_the_stop_button_stops_the_check(tiny: Found, session: Session) -> None:
    """An interrupt is the student's wish and no exception of their code's."""
    with pytest.raises(KeyboardInterrupt):
        run(tiny, session, "def relu(X):\n    raise KeyboardInterrupt")


def test_the_exercise_that_is_called_is_mended_first(tiny: Found, session: Session) -> None:
    """Causes stand before consequences: a function that calls an earlier wrong one says so, and one that does not says
    nothing of it."""
    wrong = "def double(X):\n    return relu(torch.tensor(-2.0)).item()"
    checked = run(tiny, session, ABSOLUTE, wrong, name="double")
    assert "mend `relu` first: `double` calls it\n" in text(checked)
    assert "mend" not in text(run(tiny, session, RIGHT, name="double"))
    assert "mend" not in text(run(tiny, session, ABSOLUTE, "def double(X):\n    return 3", name="double"))


# What is left alone


def test_the_notebook_is_left_as_it_was(
    tiny: Found, session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    """Random numbers go on where they were, globals that tests set are put back, nothing is printed."""
    session.run("factor = 10\ndef double(x):\n    print('noise'); torch.rand(1); return factor * x")
    states = torch.get_rng_state(), np.random.get_state()[1].copy(), random.getstate()
    names = {name for name in session.shell.user_ns if not name.startswith("_")}
    assert run(tiny, session, name="double").result.outcome == "passed"
    assert session.shell.user_ns["factor"] == 10
    assert {name for name in session.shell.user_ns if not name.startswith("_")} == names
    assert torch.equal(states[0], torch.get_rng_state())
    assert np.array_equal(states[1], np.random.get_state()[1]) and states[2] == random.getstate()
    assert "noise" not in capsys.readouterr().out


# The function that students call


def test_check_shows_and_raises(
    at_work: Session, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is wrong is shown, and "Run all" goes on; nbgrader's Validate sees an exception of one short line."""
    at_work.run(ABSOLUTE)
    autograder.check("relu")
    assert "✗" in capsys.readouterr().out
    monkeypatch.setenv("NBGRADER_VALIDATING", "1")
    with pytest.raises(CheckFailed) as caught:
        autograder.check("relu")
    assert capsys.readouterr().out.startswith("✗ ReLU (relu): not right yet, 0 / 2 public checks\n")
    assert caught.value._render_traceback_() == ["relu does not pass its public checks yet (see above)"]
    at_work.run(RIGHT)
    autograder.check("relu")
    assert "✓" in capsys.readouterr().out


def test_check_takes_a_function_too(at_work: Session, capsys: pytest.CaptureFixture[str]) -> None:
    """Without quotes; anything else is told kindly."""
    at_work.run(RIGHT)
    autograder.check(at_work.notebook.namespace["relu"])
    assert "✓ ReLU (relu)" in capsys.readouterr().out
    with pytest.raises(UsageError, match="in quotes"):
        autograder.check(3.5)


def test_a_failing_check_says_what_to_try(at_work: Session, capsys: pytest.CaptureFixture[str]) -> None:
    """A snippet for the first failure only."""
    at_work.run(ABSOLUTE)
    autograder.check("relu")
    said = capsys.readouterr().out
    assert said.count("Try it in a cell below your code") == 1 and "= relu(torch.tensor(" in said


def test_check_without_a_name_is_an_overview(
    at_work: Session, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bar, a line an exercise, what to do next, and what grading looks at beyond."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    at_work.run(RIGHT)
    with pytest.raises(CheckFailed, match="not passed yet: double"):
        autograder.check()
    said = capsys.readouterr().out
    assert said.startswith("Tiny\n[############------------] 1 of 2 exercises pass their public checks\n")
    assert (
        "○ Doubling (double): not run in this session yet\n" in said
        and "→ A good next step: Doubling\n" in said
        and "· relu: gradients\n  · double: float64" in said
    )
    at_work.run("factor = 1\ndef double(x):\n    return factor * x")
    autograder.check()
    assert "2 of 2 exercises" in capsys.readouterr().out


def test_a_cause_outside_is_told_once_on_top(at_work: Session, capsys: pytest.CaptureFixture[str]) -> None:
    """A cell that stopped before it defined what two exercises use; a slip of their own is none."""
    at_work.run("1 / 0\ndef larger(a, b):\n    return torch.maximum(a, b)")
    at_work.run("def relu(X):\n    return larger(X, torch.zeros_like(X))")
    at_work.run("def double(x):\n    return larger(2 * x, x)")
    autograder.check("relu")
    said = capsys.readouterr().out
    assert said.count("the cell [2] should define it") == 1 and "`larger` is not defined: see the top" in said
    autograder.check()
    said = capsys.readouterr().out
    assert said.count("the cell [2] should define it") == 1 and said.index("cell [2]") < said.index("ReLU")
    at_work.run("def double(x):\n    return nonsense")
    autograder.check("double")
    said = capsys.readouterr().out
    assert "see the top" not in said and "raised NameError: name 'nonsense' is not defined" in said


def test_hints_open_one_at_a_time_after_a_first_try(
    at_work: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    """None for a stub or a cell that was never run; then one more at each call, as often as there are hints."""

    def hints() -> str:
        autograder.hint("relu")
        return capsys.readouterr().out

    assert "First try relu" in hints()
    at_work.run("def relu(X):\n    raise NotImplementedError")
    assert "First try relu" in hints()
    at_work.run(ABSOLUTE)
    assert hints() == 'Hint 1 of 3: Which is larger?\nhint("relu") once more opens the next one.\n'
    assert "Hint 2 of 3: keep the larger one\n" in hints()
    assert [hints(), hints()] == [
        "".join(
            f"Hint {number} of 3: {said}\n"
            for number, said in enumerate(("Which is larger?", "keep the larger one", "one comparison"), 1)
        )
    ] * 2
    with pytest.raises(UsageError, match="no exercise"):
        autograder.hint("rellu")


def test_a_slip_of_the_pen_is_a_try(at_work: Session, capsys: pytest.CaptureFixture[str]) -> None:
    """So is code that raises."""
    at_work.run("def relu(X)\n    return X")
    at_work.run("def double(x):\n    return x + nonsense")
    for name in ("relu", "double"):
        autograder.hint(name)
        assert capsys.readouterr().out.startswith("Hint 1 of ")


def test_check_speaks_chinese(
    at_work: Session, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One switch for all of it."""
    monkeypatch.setenv("NBGRADER_VALIDATING", "1")
    at_work.run(ABSOLUTE)
    autograder.set_language("zh")
    with pytest.raises(CheckFailed, match="尚未通过公开检查"):
        autograder.check("relu")
    said = capsys.readouterr().out
    assert "修正线性单元" in said and "正数保留" in said and "只去掉了符号" in said and "看看符号" in said
    said = said.partition("在你的代码下面")[0]  # what follows is Python
    assert not re.search(r"[A-Za-z]{3,} [a-z]{3,} [a-z]{3,}", said.replace("Dive into Deep Learning", ""))


def test_check_says_nothing_while_a_submission_is_graded(at_work: Session) -> None:
    """A check in a cell of the student's own costs the cell nothing."""
    from autograder.sandbox.cells import CellRunner

    runner = CellRunner()
    try:
        assert (
            runner.run("mine", "from autograder import check\ncheck('relu')\ncheck()\nafter = 1", None)
            is None
        )
        assert runner.namespace["after"] == 1
    finally:
        type(runner.shell).clear_instance()


def test_html_has_all_that_the_text_has_and_escapes_it(tiny: Found, session: Session) -> None:
    """A student's text is no markup."""
    checked = run(tiny, session, "def relu(X):\n    raise ValueError('<script>alert(1)</script>')")
    html = card_html(view(checked), "en")
    assert "<script" not in html and "&lt;script&gt;" in html and 'lang="en"' in html


def test_a_failing_html_view_holds_table_trap_and_picture(tiny: Found, session: Session) -> None:
    """Everything that the text leaves out or lists."""
    html = card_html(view(run(tiny, session, ABSOLUTE, language="zh"), "zh"), "zh")
    for part in ("data:image/png;base64,", "应为：", "只去掉了符号", 'lang="zh-CN"', "哪个较大？"):
        assert part in html


# Which assignment it is


def test_the_notebook_s_own_name_decides(tmp_path: Path) -> None:
    """Two assignments in one folder that share an exercise."""
    for name in ("mlp", "decay"):
        (tmp_path / f"test_{name}.py").write_text(
            'EXERCISES = [Exercise("init_params"), Exercise("%s")]' % name
        )
    assert find(tmp_path, name="init_params", session=tmp_path / "decay-Copy1.ipynb").assignment == "decay"
    assert find(tmp_path, name="mlp").assignment == "mlp"
    assert find(tmp_path, name="init_params", defined=["init_params", "decay"]).assignment == "decay"
    assert find(tmp_path, name="init_params", assignment="mlp").tests == tmp_path / "test_mlp.py"
    with pytest.raises(UsageError, match=r'say which: check\("init_params", assignment="decay"\)'):
        find(tmp_path, name="init_params")


def test_tests_are_found_below_the_folder_too(tmp_path: Path) -> None:
    """As on Colab, where the session starts above the clone of a course."""
    notebook = released(tmp_path / "clone")
    found = find(tmp_path, name="relu", session=tmp_path / "Untitled3.ipynb")
    assert (found.assignment, found.notebook) == ("tiny", notebook)


def test_no_tests_and_no_such_exercise_are_told(tmp_path: Path) -> None:
    """What was expected, and what was perhaps meant."""
    with pytest.raises(UsageError, match="autograder start"):
        find(tmp_path)
    (tmp_path / "test_else.py").write_text("def test_x(): pass")
    with pytest.raises(UsageError, match="no public tests here"):
        find(tmp_path)
    path = released(tmp_path)
    with pytest.raises(
        UsageError, match="tiny has no exercise 'rellu'; it has relu, double\n→ did you mean 'relu'"
    ):
        find(path.parent, name="rellu")
    with pytest.raises(UsageError, match="没有练习"):
        find(path.parent, name="rellu", language="zh")


def test_the_session_tells_where_the_notebook_is(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Jupyter's variable, and that of VS Code, which comes first; a console's name is no notebook."""
    monkeypatch.setenv("JPY_SESSION_NAME", "/x/mlp.ipynb")
    assert session.notebook.path == Path("/x/mlp.ipynb")
    session.run("__vsc_ipynb_file__ = '/y/dropout.ipynb'")
    assert session.notebook.path == Path("/y/dropout.ipynb")
    session.run("del __vsc_ipynb_file__")
    monkeypatch.setenv("JPY_SESSION_NAME", "/x/b2c3")
    assert session.notebook.path is None


def test_plain_text_is_shown_where_html_is_not_to_be_had(
    at_work: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kernel in an environment without jinja2."""
    shown: list[dict[str, str]] = []

    def nothing(*_: object, **__: object) -> str:
        raise ImportError("no jinja2")

    monkeypatch.setattr("IPython.display.display", lambda data, **_: shown.append(data))
    monkeypatch.setattr(at_work.shell, "kernel", object(), raising=False)
    monkeypatch.setattr("autograder.feedback.render.environment", nothing)
    at_work.run(RIGHT)
    autograder.check("relu")
    assert shown[0].keys() == {"text/plain"} and shown[0]["text/plain"].startswith("✓ ReLU (relu)")
