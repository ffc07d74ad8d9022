"""The one policy: what it decides, and what of it the student reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from autograder.core.errors import CallTimeout
from autograder.core.text import Text
from autograder.testing import exam
from autograder.testing.collect import Case
from autograder.testing.exam import (
    LOCAL_SEED,
    Examined,
    Finding,
    Recorder,
    examine,
    live,
    mend_first,
    results_of,
    stopped,
)
from autograder.testing.relations import Relation
from autograder.testing.run import Verdict
from autograder.testing.student import LiveBackend, Student

PASSED, FAILED, STALLED = Verdict("passed"), Verdict("failed"), Verdict("timeout")
STUB = Verdict("error", not_implemented=True, over=True)
MISSING = Verdict("error", missing=True, over=True)
FORBIDDEN = Finding(Text("not this one", "不可以"))


def case(name: str, needs: Sequence[str] = (), weight: float = 1.0) -> Case:
    """A test that nobody runs."""
    return Case(name, "relu", lambda: None, {}, False, False, weight, tuple(needs), Text("", ""), 10.0)


def taken(verdicts: dict[str, Verdict], *cases: Case, **options: Any) -> Examined:
    """The exam of a student of whom these are the verdicts; other cases pass."""
    tests = cases or tuple(case(name) for name in verdicts)
    return examine(tests, lambda case, _: verdicts.get(case.name, PASSED), **options)


def outcomes(examined: Examined) -> str:
    """The outcomes of its tests, in order."""
    return " ".join(test.verdict.outcome for test in examined.tests)


def test_all_pass() -> None:
    """Full marks."""
    examined = taken({"a": PASSED, "b": PASSED})
    assert (examined.outcome, examined.share, outcomes(examined)) == ("passed", 1.0, "passed passed")


def test_what_needs_a_lost_test_is_blocked() -> None:
    """Every case of the test that is needed must pass, wherever it stands among its parameters."""
    cases = case("a[1]"), case("a[2]"), case("b", ["a"]), case("c", ["b"]), case("d", weight=2.0)
    examined = taken({"a[1]": FAILED}, *cases)
    assert outcomes(examined) == "failed passed blocked blocked passed"
    assert (examined.outcome, examined.share) == ("failed", 3 / 6)
    assert outcomes(taken({}, case("b", ["a"]), case("a"))) == "blocked passed"  # only tests before it count
    for name in ("a", "a[1]"):
        assert outcomes(taken({}, case(name), case("b", ["a"]))) == "passed passed"


@pytest.mark.parametrize(("verdict", "outcome"), [(STUB, "not_implemented"), (MISSING, "missing")])
def test_a_stub_or_a_missing_name_ends_the_exercise(verdict: Verdict, outcome: str) -> None:
    """One clear line, no marks for what passed without a look at the function, and no look for forbidden built-ins."""
    examined = taken({"a": PASSED, "b": verdict, "c": PASSED}, look=lambda: FORBIDDEN)
    assert (examined.outcome, examined.share, outcomes(examined)) == (outcome, 0.0, "passed error blocked")


def test_a_class_that_still_is_the_stub_is_no_missing_name() -> None:
    """Its body raises NotImplementedError, so its cell ends there."""
    assert taken({"a": MISSING}, stopped="NotImplementedError").outcome == "not_implemented"
    assert taken({"a": MISSING}, stopped="NameError").outcome == "missing"


def test_two_stalls_are_enough() -> None:
    """What times out or ends its process again and again is left alone."""
    examined = taken({"a": STALLED, "b": PASSED, "c": Verdict("crashed"), "d": PASSED})
    assert outcomes(examined) == "timeout passed crashed blocked" and examined.stalled


def test_a_forbidden_built_in_costs_the_exercise() -> None:
    """Whatever the tests found; flags are kept, and cost nothing by themselves."""
    examined = taken({"a": FAILED, "b": PASSED}, look=lambda: FORBIDDEN)
    assert (examined.outcome, examined.share, outcomes(examined)) == ("failed", 0.0, "forbidden blocked")
    flagged = taken({"a": PASSED}, look=lambda: Finding(flags=frozenset({"x"})))
    assert (flagged.outcome, flagged.finding.flags) == ("passed", {"x"})


def test_until_lost_ends_at_the_first_loss() -> None:
    """What is left out is no pass."""
    examined = taken({"a": PASSED, "b": FAILED, "c": PASSED}, until_lost=True)
    assert (examined.outcome, outcomes(examined)) == ("failed", "passed failed")


def test_a_look_is_taken_where_it_can_tell_something() -> None:
    """Not after two stalls, which it would meet again; after one it is, and after a failure."""
    looks: list[int] = []

    def look() -> Finding:
        looks.append(1)
        return Finding()

    for verdicts, taken_looks in (
        ({"a": STALLED, "b": Verdict("memory")}, 0),
        ({"a": STUB}, 0),
        ({"a": STALLED, "b": FAILED}, 1),
        ({"a": PASSED}, 1),
    ):
        looks.clear()
        taken(verdicts, look=look)
        assert len(looks) == taken_looks
    examined = taken({"a": FAILED, "b": PASSED}, until_lost=True, look=look)
    assert (len(looks), examined.outcome) == (1, "failed")  # one that is cut short is not looked at


def test_what_is_forbidden_is_told_once() -> None:
    """By the first test, with its words; a student whom nothing is held against has no finding."""
    examined = taken({"a": PASSED, "b": PASSED}, look=lambda: FORBIDDEN)
    assert [test.verdict.message for test in examined.tests] == [FORBIDDEN.message, None]
    assert examined.finding == FORBIDDEN and [test.case.name for test in examined.tests] == ["a", "b"]
    assert taken({"a": PASSED}).finding == Finding()


def test_the_first_test_that_is_lost_is_told_as_the_first() -> None:
    """A backend that takes its time looks for a small example only there."""
    firsts: list[bool] = []

    def sit(case: Case, first: bool) -> Verdict:
        firsts.append(first)
        return FAILED if case.name == "b" else PASSED

    examine([case(name) for name in "abcd"], sit)
    assert firsts == [True, True, False, False]


def test_a_stub_that_is_a_class_keeps_the_words_of_its_verdict() -> None:
    """Only what it counts as changes; a test that failed otherwise is as it was."""
    found = taken({"a": replace(MISSING, message=Text("no", "没"))}, stopped="NotImplementedError").tests[0]
    assert found.verdict == replace(STUB, message=Text("no", "没"))
    assert taken({"a": FAILED}, stopped="NotImplementedError").tests[0].verdict == FAILED


TWICE = Relation("twice", Text("twice", "两倍"))
MESSAGES = [
    exam.Tested(case("a", weight=2.0), PASSED),
    exam.Tested(case("b"), Verdict("blocked")),
    exam.Tested(
        case("c"),
        Verdict("failed", Text("one\x1b[31m", "一"), relate=lambda: TWICE, show=lambda: Text("f(1)", "f(2)")),
    ),
    exam.Tested(case("d"), Verdict("failed", Text("two", "二"), relate=lambda: TWICE)),
]


@pytest.mark.parametrize(
    ("language", "related", "messages"),
    [
        ("en", None, ["ONE: one", "two"]),
        ("zh", None, ["ONE: 一", "二"]),
        ("en", 2, ["ONE: one\n→ twice", "two"]),
        ("zh", 3, ["ONE: 一", "二\n→ 两倍"]),
    ],
)
def test_what_a_student_reads(language: str, related: int | None, messages: list[str]) -> None:
    """The first message says more of the whole, one says the relation, none carries a control character."""
    found = results_of(
        Examined(tuple(MESSAGES)),
        language,
        lambda message: Text("ONE: ", "ONE: ") + message,
        None if related is None else MESSAGES[related],
    )
    assert [(test.name, test.outcome, test.weight) for test in found] == [
        ("a", "passed", 2.0),
        ("b", "blocked", 1.0),
        ("c", "failed", 1.0),
        ("d", "failed", 1.0),
    ]
    assert [test.message for test in found] == [None, None, *messages]
    assert [test.snippet for test in found] == [None, None, {"en": "f(1)", "zh": "f(2)"}[language], None]


def test_messages_of_other_cells() -> None:
    """Which function to mend first; with what a cell has stopped, at most 80 characters of it, and where."""
    own = Text("got 1", "得到 1")
    assert mend_first("relu", "net", own).en == "mend `relu` first: `net` calls it\ngot 1"
    said = stopped("K" * 99, "d" * 999, 3, own).en
    assert said.startswith("the cell stopped with " + "K" * 79 + "…: " + "d" * 299 + "…")
    assert said.endswith(" (line 3)\ngot 1")
    assert stopped("E", "no", None, own).zh == "单元格因 E 而中断：no\n得到 1"


@pytest.mark.parametrize(
    ("first", "options", "shrink"),
    [
        (True, {}, exam.TRIES),
        (True, {"tries": 5}, 5),
        (False, {"tries": 5}, 0),
        (False, {"tries": None}, None),
    ],
)
def test_live_looks_for_a_small_example_once(
    monkeypatch: pytest.MonkeyPatch, first: bool, options: dict[str, Any], shrink: int | None
) -> None:
    """For the first failure; later ones look among the examples only; None shows all as they come."""
    one = replace(case("a"), arguments={"x": 1})

    def run(case: Case, student: Student, examples: Any, seed: str, *, shrink: int | None) -> Any:
        return case, student.double(2), examples, seed, shrink

    monkeypatch.setattr(exam, "run", run)
    monkeypatch.setattr(exam, "draw", lambda case, seed: [case.arguments, seed])
    sit = live(LiveBackend({"double": lambda x: 2 * x}), LOCAL_SEED, **options)
    assert sit(one, first) == (one, 4, [{"x": 1}, LOCAL_SEED], LOCAL_SEED, shrink)


def test_a_recorder_passes_everything_on() -> None:
    """The request, the seconds, the answer and the error."""

    class Inner:
        def ask(self, request: list[Any], seconds: float | None) -> Any:
            if seconds is None:
                raise CallTimeout(1.0)
            return request, seconds

    recorder = Recorder(Inner())
    assert recorder.ask(["has", None, "x"], 2.0) == (["has", None, "x"], 2.0)
    with pytest.raises(CallTimeout):
        recorder.ask(["has", None, "y"], None)
    assert recorder.asked == [["has", None, "x"], ["has", None, "y"]]
