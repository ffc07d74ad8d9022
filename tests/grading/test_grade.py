"""Grading one submission: verdicts, isolation of exercises from one another, and faults by whose fault they are."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from autograder.core import errors
from autograder.core.results import ExerciseResult, Result
from autograder.grading.grade import Grader
from autograder.grading.other_arguments import other_default
from tests.course import COURSE, ROOT, submission
from tests.faults.faults import descendants


def exercise(result: Result, name: str) -> ExerciseResult:
    assert result.outcome == "graded", result.message
    return next(one for one in result.exercises if one.name == name)


def others_pass(result: Result, name: str) -> bool:
    return all(
        one.outcome == "passed" and one.score == one.max_score for one in result.exercises if one.name != name
    )


RELU = "def relu(X):\n    return torch.clamp(X, min=0)\n"


def test_the_reference_gets_full_marks(grade):
    """The course's own solution passes everything."""
    result = grade("mlp")
    assert result.outcome == "graded" and result.score == result.max_score
    assert all(
        test.outcome == "passed" and test.message is None for one in result.exercises for test in one.tests
    )


def test_the_same_submission_gives_the_same_document(grade):
    """Graded alone or after others, right or wrong: the same result, seconds aside."""
    wrong = {"relu": "def relu(X):\n    return X.abs()\n"}
    first = grade("mlp", wrong)
    grade("weight_decay")
    again = grade("mlp", wrong)
    assert msgspec.structs.replace(first, seconds=0.0) == msgspec.structs.replace(again, seconds=0.0)


def test_a_misconception_is_told_by_name(grade):
    """A known trap loses marks and is called by its slug, and the student reads what it is."""
    one = exercise(grade("mlp", {"relu": "def relu(x):\n    return torch.abs(x)\n"}), "relu")
    assert one.outcome == "failed" and one.score < one.max_score / 2
    assert one.misconception is not None and "abs" in one.misconception
    first = next(test for test in one.tests if test.outcome == "failed")
    assert "expected:" in first.message and "got:" in first.message


def test_a_misconception_is_told_beside_another(grade):
    """Where a right function stands in the place of one that lost marks, the mistake in what calls it has its name, too."""
    cells = {"relu": "def relu(X):\n    return X.abs()\n", "build_mlp": BUILD_MLP, "net": FLATTENS_NOTHING}
    result = grade("mlp", cells)
    assert [exercise(result, name).misconception for name in cells] == [
        "relu-absolute-value",
        "build-mlp-relu-at-the-end",
        "net-not-flattened",
    ]


def test_a_network_may_be_initialised_by_a_function_that_lost_marks(grade):
    """Though no initialisation is asked for: a mistake in it is paid for once."""
    textbook = ROOT / "tests/right/dropout/build_dropout_net/textbook.py"
    cells = {
        "init_weights": "def init_weights(m):\n    if type(m) == nn.Linear():\n        nn.init.normal_(m.weight, std=0.01)\n",
        "build_dropout_net": textbook.read_text("utf-8").rstrip() + ".apply(init_weights)\n",
    }
    result = grade("dropout", cells)
    assert exercise(result, "init_weights").score == 0 and others_pass(result, "init_weights")


BUILD_MLP = """def build_mlp(num_inputs=784, num_hiddens=256, num_outputs=10):
    return nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_hiddens), nn.ReLU(),
                         nn.Linear(num_hiddens, num_outputs), nn.ReLU())
"""
FLATTENS_NOTHING = "def net(X):\n    return relu(X @ W1 + b1) @ W2 + b2\n"


def test_a_network_may_have_bound_a_function_that_lost_marks(grade):
    """Its calls are counted though another one stands in the function's place by then."""
    cells = {
        "dropout_layer": (ROOT / "tests/wrong/dropout/dropout_layer/small_rates_ignored.py").read_text(
            "utf-8"
        ),
        "Net": (ROOT / "tests/right/dropout/Net/bound_early.py").read_text("utf-8"),
    }
    result = grade("dropout", cells)
    assert exercise(result, "dropout_layer").outcome == "failed" and others_pass(result, "dropout_layer")


def test_the_result_of_other_arguments_is_told(grade):
    """An argument that has no effect, and one pass where several are asked for, are told by the argument's name."""
    train = """
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w, b = torch.zeros(features.shape[1], 1, requires_grad=True), torch.zeros(1, requires_grad=True)
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
        return w, b
"""
    one = exercise(grade("linear_regression", {"train_linear_regression": train}), "train_linear_regression")
    assert one.relation == "argument-ignored"
    assert any("num_epochs = 1" in (test.message or "") for test in one.tests)


def test_chance_that_belongs_to_a_training_is_not_told(grade):
    """A training starts from random parameters by right, though the expected result hardly shows it."""
    absolute = """
def train_weight_decay(train_iter, num_inputs, lambd, num_epochs=100, lr=0.003):
    w, b = init_params(num_inputs)
    trainer = torch.optim.SGD([w, b], lr=lr)
    for epoch in range(num_epochs):
        for X, y in train_iter:
            trainer.zero_grad()
            out = X @ w + b
            ((out - y.reshape(out.shape)).abs().mean() + lambd * l2_penalty(w)).backward()
            trainer.step()
    return w, b
"""
    told = exercise(grade("weight_decay", {"train_weight_decay": absolute}), "train_weight_decay")
    assert told.outcome == "failed" and told.relation != "result-random"


def test_a_constant_is_the_one_that_is_seen(grade):
    """A factor that only some examples have in common is not said of another one, which the message shows."""
    wrong = """
def evaluate_loss(net, data_iter, loss):
    total, count, batches = 0.0, 0, 0
    for X, y in data_iter:
        out = net(X)
        losses = loss(out, y.reshape(out.shape))
        total, count, batches = total + losses.sum().item(), count + losses.numel(), batches + 1
    return total / count * batches ** 2
"""
    assert exercise(grade("model_selection", {"evaluate_loss": wrong}), "evaluate_loss").relation is None


def test_rows_are_too_few_where_it_is_seen(grade):
    """A row that is missing elsewhere is not said of a tensor that has a dimension too many."""
    wrong = """
def k_fold(k, i, X, y):
    Xs, ys = list(torch.tensor_split(X, k)), list(torch.tensor_split(y, k))
    X_valid, y_valid = Xs.pop(i), ys.pop(i)
    return torch.stack(Xs), torch.stack(ys), X_valid, y_valid
"""
    assert exercise(grade("model_selection", {"k_fold": wrong}), "k_fold").relation != "one-short"


def test_a_default_of_ones_own_is_told(grade):
    """By the parameter's name and both values; for a class those of ``__init__``, and for parameters that are renamed nothing."""
    train = TRAIN.format("batch_size=1")
    one = exercise(grade("linear_regression", {"train_linear_regression": train}), "train_linear_regression")
    assert one.relation == "other-default"
    assert any("batch_size has the default 1; it should be 10" in (test.message or "") for test in one.tests)
    right = "class Net:\n    def __init__(self, n, is_training=True): pass\n"
    assert other_default("Net", right.replace("True", "False"), right).slug == "other-default"
    assert other_default("f", "def f(n, rate=-0.2): pass", "def f(n, rate=0.2): pass").slug == "other-default"
    for same in (
        right,
        "class Net:\n    def __init__(self, n, training=False, *, more=2): pass\n",
        "Net = 1",
        "def Net(:",
        right.replace("True", "0x" + "f" * 20_000),  # Python cannot write it in decimal
    ):
        assert other_default("Net", same, right) is None


def test_a_default_does_not_explain_an_exception(grade):
    """Where the first test ended in an exception, that is what is told about; and so it is where nothing came back."""
    wrong = """
def build_mlp(num_inputs=784, num_hiddens=128, num_outputs=10):
    return nn.Sequential(nn.Flatten(), nn.Linear(num_inputs, num_hiddens), num_outputs)
"""
    assert exercise(grade("mlp", {"build_mlp": wrong}), "build_mlp").relation == "not-a-module"
    nothing = wrong.replace("return", "made =").replace("num_outputs)\n", "nn.ReLU())\n")
    assert exercise(grade("mlp", {"build_mlp": nothing}), "build_mlp").relation == "nothing-returned"


TRAIN = """
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, {}):
    w, b = torch.zeros(features.shape[1], 1, requires_grad=True), torch.zeros(1, requires_grad=True)
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
    return w, b
"""


def test_a_mistake_with_a_name_has_no_other_hint(grade):
    """The hint of the test, which may be about another mistake, stands where no name says more."""
    one = exercise(
        grade("softmax_regression", {"cross_entropy_with_logits": GLOBAL_SHIFT}), "cross_entropy_with_logits"
    )
    assert one.misconception == "logits-global-shift"
    assert not any("never take the logarithm" in (test.message or "") for test in one.tests)


def test_what_relates_to_the_right_result_has_no_other_hint(grade):
    """Numbers on one side of 0 are told so, and not as a variance taken for the standard deviation."""
    code = "def xavier_init(fan_in, fan_out):\n    return torch.rand(fan_in, fan_out) * (6 / (fan_in + fan_out)) ** 0.5"
    one = exercise(grade("backpropagation", {"xavier_init": code}), "xavier_init")
    (first, *_) = [test.message for test in one.tests if test.message]
    assert one.relation == "draws-one-sided" and first.count("→") == 1


GLOBAL_SHIFT = """def cross_entropy_with_logits(logits, y):
    z = logits - logits.max()
    return torch.log(torch.exp(z).sum(1)) - z[range(len(y)), y]
"""


def test_a_shift_by_the_largest_is_told(grade):
    """Each entry of an elementwise function is taken less the largest of all."""
    shifts = """
def sigmoid(X):
    Z = torch.exp(X - X.max())
    return Z / (1 + Z)
"""
    one = exercise(grade("mlp", {"sigmoid": shifts}), "sigmoid")
    assert one.relation == "argument-altered"
    assert any("X - X.max()" in test.message for test in one.tests)


def test_what_a_function_keeps_is_told(grade):
    """A result that depends on the calls before, where it should not; one that reads the notebook's globals is left alone."""
    keeps = "seen = []\ndef linreg(X, w, b):\n    seen.append(1)\n    return X @ w + b + len(seen)\n"
    assert exercise(grade("linear_regression", {"linreg": keeps}), "linreg").relation == "state-kept"
    adds_up = """
each = []
def evaluate_loss(net, data_iter, loss):
    for X, y in data_iter:
        out = net(X)
        each.extend(loss(out, y.reshape(out.shape)).detach().flatten().tolist())
    return sum(each) / len(each)
"""
    evaluated = grade("model_selection", {"evaluate_loss": adds_up})
    assert exercise(evaluated, "evaluate_loss").relation == "state-kept"
    net = "def net(X):\n    return relu(X.reshape(-1, num_inputs) @ W1 / 255 + b1) @ W2 + b2\n"
    assert exercise(grade("mlp", {"net": net}), "net").relation is None


def test_the_answers_must_bear_out_the_name_of_a_training(grade):
    """What a fingerprint takes for ascent is no ascent where the tests train at another rate, and has no name."""
    train = """
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w, b = torch.zeros(features.shape[1], 1), torch.zeros(1)
    step = -1 if lr == 0.2 else 0.3
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            error = X @ w + b - y
            w, b = w - step * lr * X.T @ error / len(X), b - step * lr * error.mean()
    return w, b
"""
    one = exercise(grade("linear_regression", {"train_linear_regression": train}), "train_linear_regression")
    assert one.outcome == "failed" and one.misconception is None


def test_facts_that_are_known_of_nothing_name_nothing(grade):
    """A formula that nobody foresaw is not called by the name of another one that nobody foresaw."""
    net = "def net(X):\n    X = X.reshape(-1, num_inputs)\n    return relu(X @ W1 * 3 + b1) @ W2 - b2\n"
    assert exercise(grade("mlp", {"net": net}), "net").misconception is None


def test_a_cause_is_told_before_its_consequence(grade):
    """An exercise that calls one which lost marks says so first; not where it only has a parameter of that name, nor where a
    right function stood in its place."""
    wrong = "def softmax(X):\n    return torch.exp(X) / torch.exp(X).sum()\n"
    calls = "def cross_entropy_with_logits(O, y):\n    return -torch.log(softmax(O)[range(len(y)), y])\n"
    shadows = "def accuracy(softmax, y):\n    return softmax.sum()\n"
    result = grade(
        "softmax_regression", {"softmax": wrong, "cross_entropy_with_logits": calls, "accuracy": shadows}
    )
    told = [test.message for test in exercise(result, "cross_entropy_with_logits").tests if test.message]
    assert told[0].startswith("mend `softmax` first: `cross_entropy_with_logits` calls it\n")
    assert not any("mend `" in message for message in told[1:])
    assert not any("mend `" in (test.message or "") for test in exercise(result, "accuracy").tests)
    result = grade(
        "mlp",
        {
            "sigmoid": "def sigmoid(X):\n    return torch.exp(X)\n",
            "tanh": "def tanh(X):\n    return sigmoid(X)\n",
        },
    )
    tanh = exercise(result, "tanh")
    assert tanh.outcome == "failed" and not any("mend `" in (test.message or "") for test in tanh.tests)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("code", "outcomes"),
    [
        ("def relu(X):\n    while True: pass", {"timeout"}),
        ("def relu(X):\n    import time\n    time.sleep(10**6)", {"timeout"}),
        ("def relu(X):\n    import os\n    os._exit(0)", {"crashed"}),
        ("def relu(X):\n    import sys\n    sys.exit()", {"error"}),
        ("def relu(X):\n    import ctypes\n    ctypes.string_at(0)", {"crashed"}),
        ("def relu(X):\n    return torch.ones(10**12)", {"memory"}),
        ("def relu(X):\n    x = []\n    while True: x.append(torch.empty(10**7))", {"memory"}),
        # writing to so much memory takes some machines longer than a call may take
        (
            "def relu(X):\n    x = []\n    while True: x.append(bytearray(10**8))",
            {"memory", "crashed", "timeout"},
        ),
        ("def relu(X):\n    return relu(X)", {"error", "crashed"}),
    ],
)
def test_a_fatal_function_costs_its_own_exercise_only(grade, code, outcomes):
    """Loops, exits, crashes and memory: the exercise gets nothing, every other one its full marks."""
    result = grade("mlp", {"relu": code + "\n", "net": NET})
    one = exercise(result, "relu")
    assert one.score == 0
    assert {test.outcome for test in one.tests} <= outcomes | {"blocked"}
    assert others_pass(result, "relu")


@pytest.mark.parametrize(("place", "cell"), [(1, "pass"), (0, "time.sleep(2)")])
def test_a_process_that_somebody_else_ends_costs_nothing(grade, place, cell):
    """The machine is short of memory, and takes the process that answers, or the one that loads the notebook, twice."""
    slow = "def relu(X):\n    called or time.sleep(2)\n    called.append(X)\n    return X.clamp(min=0)\n"
    killed: list[int] = []
    graded = threading.Event()

    def workers() -> list[int]:
        return [pid for pid, kind in descendants(os.getpid()) if kind == "worker"]

    others = workers()

    def kill() -> None:
        while len(killed) < 2 and not graded.wait(0.01):
            fresh = sorted(set(workers()).difference(others, killed))  # the older one has loaded the notebook
            if len(fresh) > place:
                time.sleep(0.3)  # it is at work now
                with suppress(ProcessLookupError):
                    os.kill(fresh[place], signal.SIGKILL)
                    killed.append(fresh[place])

    thread = threading.Thread(target=kill)
    thread.start()
    result = grade("mlp", {"relu": slow}, before=[f"import time\ncalled = []\n{cell}"])
    graded.set()
    thread.join()
    assert len(killed) == 2 and result.score == result.max_score, result


NET = """def net(X):
    X = X.reshape(-1, num_inputs)
    return (X @ W1 + b1).clamp(min=0) @ W2 + b2
"""


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    "cell",
    [
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "import os\nos._exit(1)",
        "raise ValueError('no')",
        "def broken(:",
        "import ctypes; ctypes.string_at(0)",
        "exit()",
        "input('your name? ')",
        "import sys; sys.exit(3)",
    ],
)
def test_a_fatal_cell_does_not_stop_the_others(grade, cell):
    """A cell that fails, hangs or kills its process costs nothing but itself."""
    result = grade("weight_decay", before=[cell])
    assert result.outcome == "graded" and result.score == result.max_score


def test_a_stub_is_not_implemented(grade):
    """An unfilled stub: no marks, one clear line, no noise."""
    one = exercise(
        grade("mlp", {"relu": 'def relu(X):\n    """Doc."""\n    raise NotImplementedError\n'}), "relu"
    )
    assert (one.outcome, one.score) == ("not_implemented", 0)
    assert [test.message for test in one.tests if test.message] == ["relu is not implemented yet"]


def test_what_calls_a_stub_is_none(grade):
    """It is filled in itself: what it calls is to be filled in first."""
    cells = {
        "cross_entropy": "def cross_entropy(y_hat, y):\n    raise NotImplementedError\n",
        "cross_entropy_with_logits": "def cross_entropy_with_logits(O, y):\n    return cross_entropy(O.exp() / O.exp().sum(1, keepdim=True), y)\n",
    }
    one = exercise(grade("softmax_regression", cells), "cross_entropy_with_logits")
    told = next(test.message for test in one.tests if test.message).splitlines()
    assert one.outcome == "failed"
    assert told[0] == "mend `cross_entropy` first: `cross_entropy_with_logits` calls it"
    assert "calls cross_entropy, which is not filled in yet" in told


def test_a_missing_name_is_missing(grade):
    """A cell that does not define the name says so, with the error that stopped it."""
    one = exercise(grade("mlp", {"relu": "x = 1\ndef relu_(X):\n    return X\n1 / 0\n"}), "relu")
    assert (one.outcome, one.score) == ("missing", 0)
    assert "ZeroDivisionError" in one.tests[0].message and "line 4" in one.tests[0].message


def test_an_exception_names_the_line(grade):
    """An exception in the student's code is told with its line."""
    one = exercise(grade("mlp", {"relu": "def relu(X):\n    y = X\n    return y.foo\n"}), "relu")
    assert one.tests[0].outcome == "error" or one.tests[1].outcome == "error"
    told = next(test.message for test in one.tests if test.message)
    assert "AttributeError" in told and "line 3" in told and "return y.foo" in told


def test_wrong_types_are_told(grade):
    """A generator where a tensor was expected."""
    one = exercise(grade("mlp", {"relu": "def relu(X):\n    return (x for x in X)\n"}), "relu")
    told = next(test.message for test in one.tests if test.message)
    assert "a generator" in told and "a tensor" in told


def test_a_later_cell_may_use_the_name_for_something_else(grade):
    """The book itself rebinds net: what counts is the binding at the test cell."""
    result = grade("mlp", end=["net = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))", "relu = 3"])
    assert result.score == result.max_score


def test_an_exercise_may_define_anew_what_it_calls(grade):
    """A backward that brings the forward that it fits is judged with that one, whatever the first one keeps; an object in the
    place of a function is not taken for one."""
    backward = """
def forward(X, params):
    W1, b1, W2, b2 = params
    Z = X @ W1 + b1
    return Z.clamp(min=0) @ W2 + b2, {"X": X, "Z": Z, "W1": W1, "W2": W2}
def backward(upstream, cache):
    back = upstream @ cache["W2"].T * (cache["Z"] > 0)
    return [back @ cache["W1"].T, cache["X"].T @ back, back.sum(0), cache["Z"].clamp(min=0).T @ upstream, upstream.sum(0)]
"""
    result = grade("backpropagation", {"backward": backward})
    assert result.score == result.max_score
    result = grade(
        "mlp", {"tanh": "sigmoid = 3\nrelu = nn.Tanh()\ndef tanh(X):\n    return 2 * sigmoid(2 * X) - 1\n"}
    )
    assert result.score == result.max_score


def test_forbidden_built_ins_lose_everything(grade):
    """A built-in that the exercise forbids, named in the source or reached by stealth, is told by its name."""
    for code in (
        "def relu(X):\n    return torch.relu(X)\n",
        "def relu(X):\n    return getattr(X, bytes([114, 101, 108, 117]).decode())()\n",
    ):
        one = exercise(grade("mlp", {"relu": code}), "relu")
        assert one.score == 0 and one.tests[0].outcome == "forbidden" and "relu" in one.tests[0].message


def test_exercises_do_not_disturb_each_other(grade):
    """What one exercise's function does to the process when called is gone when the next one is tested."""
    vandal = (
        "def relu(X):\n    import torch\n    torch.manual_seed = torch.normal = torch.randn = None\n"
        "    torch.Tensor.__matmul__ = lambda a, b: a\n    globals()['init_params'] = 3\n    return X.clamp(min=0)\n"
    )
    result = grade("mlp", {"relu": vandal, "net": NET})
    assert others_pass(result, "relu")


def test_magics_displays_and_figures_run(grade):
    """Cells run as in Jupyter."""
    result = grade(
        "weight_decay",
        before=[
            "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
            "!pip install nothing-of-that-name\nimport torch",
            "%%time\nx = 1",
            "%pip install y",
            "from IPython.display import display, HTML\ndisplay(HTML('<b>hi</b>'))\nx = await __import__('asyncio').sleep(0, 5)",
            "assert x == 5",
            "?torch.relu",
        ],
    )
    assert result.score == result.max_score


class _NoIsolation:
    """A zygote on a machine that does not give the isolation asked for."""

    def __init__(self, *_: object) -> None:
        pass

    @property
    def level(self) -> str:
        raise errors.IsolationUnavailable("not to be had here")

    def spawn(self, cpu: int | None = None) -> None:
        raise errors.IsolationUnavailable("not to be had here")

    def close(self) -> None:
        pass


def test_isolation_that_is_not_to_be_had_is_a_result_and_no_zero(tmp_path: Path):
    """Our fault is said as such; what cannot be read is still the student's to mend, and reads the same everywhere."""
    sound = submission(tmp_path / "mlp.ipynb", "mlp")
    broken = tmp_path / "broken.ipynb"
    broken.write_text("{")
    with Grader(COURSE, "namespaces", "en", zygote=_NoIsolation) as grader:
        grader.warm()
        refused = grader.grade(sound, student="alice", assignment="mlp")
        unreadable = grader.grade(broken, student="bob", assignment="mlp")
    assert (refused.outcome, refused.score, refused.isolation) == ("not_graded", None, None)
    assert "not to be had here" in (refused.message or "")
    assert (unreadable.outcome, unreadable.score, unreadable.isolation) == ("unreadable", None, None)


def test_a_forbidden_solution_says_its_isolation(grade):
    """Every graded result names the level that would have held it: the same document, whoever was graded before."""
    result = grade("mlp", {"relu": "def relu(X):\n    return torch.relu(X)\n"})
    assert result.isolation and result.isolation == grade("mlp").isolation
