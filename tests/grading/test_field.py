"""Notebooks as learners hand them in: what they set, import, print and read costs right functions nothing."""

from __future__ import annotations

import pytest

from autograder.core.results import Result


def full(result: Result) -> None:
    """Everything has full marks."""
    lost = [
        (one.name, [test.message for test in one.tests if test.message])
        for one in result.exercises
        if one.outcome != "passed"
    ]
    assert result.outcome == "graded" and not lost, (result.message, lost)


IMPORTS = {
    "the book's line above torch": "from d2l import torch as d2l\nimport torch\nfrom torch import nn",
    "the book's package by itself": "import d2l\nimport d2l.torch\nd2l.set_figsize()\nimport torch",
    "a module that is not there above torch": "import no_such_module\nimport torch\nfrom torch import nn",
    "several in one line": "import no_such_module, torch, no_other as other, math\nx = torch.ones(math.floor(1.5))",
    "several names of one": "from torch import no_such_name, nn\nlayer = nn.Linear(1, 1)",
    "everything of a module that is not there": "from no_such_module import *\nimport torch",
    "a call of what is not there": "import no_such_module as pd\nframe = pd.read_csv('x.csv')\nimport torch\nprint(frame)",
    "what uses it, in the next cell": "import no_such_module as pd\nimport torch",
    "in a branch": "if True:\n    import no_such_module\n    import torch\n    from torch import nn",
    "in a with": "import warnings\nwith warnings.catch_warnings():\n    import no_such_module\n    import torch",
    "under %%time": "%%time\nimport no_such_module\nimport torch",
    "under %%capture": "%%capture said\nimport no_such_module\nimport torch\nprint(1)",
    "in a try of their own": "try:\n    import google.colab\n    colab = True\nexcept ImportError:\n    colab = False\nassert not colab",
    "google.colab": "from google.colab import drive\ndrive.mount('/content/drive')\n%cd /content/drive/MyDrive\nimport torch",
    "from the future": "from __future__ import annotations\nimport no_such_module\nimport torch",
    "a file that is not there": "text = open('data.csv').read()\nimport torch",
    "weights that are not there": "import torch\nweights = torch.load('weights.pt')\nfrom torch import nn",
    "a question": "name = input('your name? ')\nimport torch\nprint(name)",
    "data of torchvision's": "from torchvision.datasets import FashionMNIST\nFashionMNIST('data', download=True)\nimport torch",
    "data that were never loaded": "from torchvision.datasets import MNIST\nMNIST('data')\nimport torch",
    "a style of another year": "import matplotlib.pyplot as plt\nplt.style.use('no-such-style')\nimport torch",
    "a download": "import urllib.request\ndata = urllib.request.urlopen('http://d2l.ai').read()\nimport torch",
}


@pytest.mark.parametrize("cell", IMPORTS.values(), ids=IMPORTS)
def test_what_is_not_there_costs_only_what_uses_it(grade, cell):
    """The rest of its cell runs, and every function has its marks; here torch comes from that cell alone."""
    result = grade(
        "weight_decay",
        {"l2_penalty": "def l2_penalty(w):\n    return (w * w).sum() / torch.tensor(2.0)\n"},
        before=[cell, "pass" if "next cell" not in cell else "pd.options.mode = None"],
    )
    full(result)


MAGICS = [
    "!pip install no-such-module\nimport torch",
    "%pip install no-such-module\n%conda install x\nimport torch",
    "%matplotlib notebook\n%config InlineBackend.figure_format = 'svg'\n%load_ext tensorboard\nimport torch",
    "%tensorboard --logdir runs\n%no_such_magic at all\nimport torch",
    "%%no_such_magic\nthis is no Python",
    "%timeit sum(range(10**9))\n%time import torch\n%prun 1 + 1",
    "%%timeit\nraise SystemExit",
    "%%bash\nrm -rf /",
    "?print\nimport torch\ntorch.relu??",
    "files = !ls\nassert files == []",
    "%load_ext autoreload\n%autoreload 2\n%env A=1\n%who\n%reset -f\nimport torch",
]


@pytest.mark.parametrize("cell", MAGICS)
def test_magics_do_no_harm(grade, cell):
    """Those that are known, those that are not, and the rest of their cell runs."""
    full(grade("weight_decay", before=[cell + "\nran = 1" if not cell.startswith("%%") else cell]))


def test_a_file_that_a_cell_writes_can_be_imported_and_run(grade):
    """%%writefile, import and %run, as in Jupyter."""
    result = grade(
        "weight_decay",
        {
            "l2_penalty": "from helper import half\ndef l2_penalty(w):\n    return half * (w ** 2).sum() * one\n"
        },
        before=["%%writefile helper.py\nhalf = 0.5", "%%file other.py\none = 1", "%run other.py"],
    )
    full(result)
    body = "def l2_penalty(w):\n    return (w ** 2).sum() / 2\n"
    result = grade(
        "weight_decay", {"l2_penalty": "from mine import l2_penalty"}, before=[f"%%writefile mine.py\n{body}"]
    )
    full(result)
    assert result.message is None  # a cell that writes a file defines nothing itself


def test_magics_of_the_notebook_s_own_do_what_they_say(grade):
    """A line magic, a cell magic over a solution, and the result of a timing."""
    result = grade(
        "weight_decay",
        {"l2_penalty": "%%shown\ndef l2_penalty(w):\n    return (w ** 2).sum() * half\n"},
        before=[
            "from IPython.core.magic import register_cell_magic, register_line_magic\n"
            "@register_line_magic\ndef number(line): return float(line)\n"
            "@register_cell_magic\ndef shown(line, cell): get_ipython().run_cell(cell)",
            "half = %number 0.5\ntiming = %timeit -o sum([1])\nassert timing.best < 1",
        ],
    )
    full(result)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "your notebook imports no_such_module"), ("zh", "你的笔记本导入了 no_such_module")],
)
def test_who_needs_what_is_not_there_is_told_so_first(grade, grader, language, said, monkeypatch):
    """By name, in words, before anything else; the others have their marks."""
    monkeypatch.setattr(grader, "language", language)
    result = grade(
        "weight_decay",
        {"l2_penalty": "def l2_penalty(w):\n    return torch.tensor(frame.half) * (w ** 2).sum()\n"},
        before=["import no_such_module as pd\nframe = pd.DataFrame()\nimport torch"],
    )
    one = next(one for one in result.exercises if one.name == "l2_penalty")
    told = next(test.message for test in one.tests if test.message)
    assert one.score == 0 and said in told.splitlines()[0], told


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("raise ImportError", "raised ImportError"),
        ("import subprocess; subprocess.run(['ls'])", "your notebook asks the machine for something"),
        ("return w.cuda()", "your notebook asks the machine for something"),
    ],
)
def test_a_cause_that_names_nothing_is_not_told(grade, line, first):
    """No module and no file is made up."""
    result = grade("weight_decay", {"l2_penalty": f"def l2_penalty(w):\n    {line}\n"})
    one = next(one for one in result.exercises if one.name == "l2_penalty")
    told = next(test.message for test in one.tests if test.message)
    assert told.replace("l2_penalty(tensor([[1.], [2.]]))\n", "").startswith(first)


def test_a_syntax_error_is_told_as_python_says_it(grade):
    """What is wrong and the line, once."""
    result = grade("weight_decay", {"l2_penalty": "def l2_penalty(w):\n    return ((w ** 2).sum() / 2\n"})
    message = next(one for one in result.exercises if one.name == "l2_penalty").tests[0].message
    assert message.startswith("the cell stopped with SyntaxError: '(' was never closed (line 2)\n")


def test_the_line_that_raised_is_shown_as_it_is_written(grade):
    """A quotient and a line break are no paths of the machine's."""
    line = "raise ValueError('a\\n\\nb', w.sum()/2/w.numel())"
    result = grade("weight_decay", {"l2_penalty": f"def l2_penalty(w):\n    {line}\n"})
    one = next(one for one in result.exercises if one.name == "l2_penalty")
    assert f"line 2 of your cell: {line}" in next(test.message for test in one.tests if test.message)


@pytest.mark.parametrize(
    ("before", "code", "said"),
    [
        (
            "import no_such_module",
            "@no_such_module.jit\ndef l2_penalty(w):\n    return 1\n",
            "imports no_such_module",
        ),
        (
            "from no_such_module import *",
            "def l2_penalty(w):\n    return square(w).sum() / 2\n",
            "imports no_such_module",
        ),
        ("", "def l2_penalty(w):\n    import no_such_module\n    return 1\n", "imports no_such_module"),
        ("", "def l2_penalty(w):\n    return int(input()) * (w ** 2).sum()\n", "calls input()"),
        (
            "",
            "def l2_penalty(w):\n    return float(open('half.txt').read()) * (w ** 2).sum()\n",
            "the file half.txt",
        ),
        (
            "from d2l import torch as d2l",
            "def l2_penalty(w):\n    return d2l.reduce_sum(w ** 2) / 2\n",
            "d2l.reduce_sum",
        ),
    ],
)
def test_every_cause_is_told_first(grade, before, code, said):
    """A decorator, a star, an import inside, a question, a file, a helper that the course does not have."""
    result = grade("weight_decay", {"l2_penalty": code}, before=[before] if before else [])
    one = next(one for one in result.exercises if one.name == "l2_penalty")
    told = next(test.message for test in one.tests if test.message)
    assert one.score == 0 and said in told.splitlines()[0], told


SETTINGS = {
    "threads of torch": "torch.set_num_threads(4)\nx = torch.rand(1500, 1500) @ torch.rand(1500, 1500)",
    "threads between operations": "torch.set_num_interop_threads(2)",
    "a used pool of threads": (
        "from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor(4)\n"
        "list(pool.map(lambda n: torch.rand(300, 300) @ torch.rand(300, 300), range(8)))"
    ),
    "a thread that is left running": (
        "import threading, time\nthreading.Thread(target=lambda: [time.sleep(0.01) for _ in range(10**6)], daemon=True).start()"
    ),
    "a thread that never rests": "import threading\ndef spin():\n    while True: pass\nthreading.Thread(target=spin, daemon=True).start()",
    "a thread that holds the import lock": (
        "import threading, time, _imp\ndef hold():\n    _imp.acquire_lock()\n    time.sleep(10**6)\n"
        "threading.Thread(target=hold, daemon=True).start()\ntime.sleep(0.1)"
    ),
    "workers of a loader": (
        "from torch.utils import data\n"
        "for X in data.DataLoader(torch.arange(8.0), 2, True, num_workers=2, persistent_workers=True, prefetch_factor=4): pass"
    ),
    "float64 by default": "torch.set_default_dtype(torch.float64)",
    "float64 by its old name": "torch.set_default_tensor_type(torch.DoubleTensor)",
    "a default device": "torch.set_default_device('cpu')",
    "another default device": "torch.set_default_device('meta')",
    "no gradients": "torch.set_grad_enabled(False)",
    "no gradients, by a context that is never left": "context = torch.no_grad()\ncontext.__enter__()",
    "inference mode that is never left": "context = torch.inference_mode()\ncontext.__enter__()",
    "warnings as errors": "import warnings\nwarnings.simplefilter('error')",
    "numpy raises": "import numpy as np\nnp.seterr(all='raise')",
    "deterministic algorithms": "torch.use_deterministic_algorithms(True)",
    "anomalies are looked for": "torch.autograd.set_detect_anomaly(True)",
    "autocast that is never left": "context = torch.autocast('cpu', torch.bfloat16)\ncontext.__enter__()",
    "a fake tensor mode that is never left": (
        "from torch._subclasses.fake_tensor import FakeTensorMode\nmode = FakeTensorMode()\nmode.__enter__()"
    ),
    "names that are no text": "globals()[1] = globals()[None] = 2",
    "few digits": "torch.set_printoptions(precision=2, sci_mode=False)\nimport numpy as np\nnp.set_printoptions(2)",
    "children that nobody waits for": "import signal\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)",
    "every descriptor closed": "import os\nos.closerange(0, 1024)",
    "no output at all": "import sys\nsys.stdout = sys.stderr = None",
    "generators that cannot be seeded": "import random, numpy as np\nrandom.seed = np.random.seed = None\ntorch.default_generator = None",
    "seeds": "import random, numpy as np\nrandom.seed(0); np.random.seed(0); torch.manual_seed(0)",
    "pictures as it likes them": "import matplotlib.pyplot as plt\nplt.rcParams['figure.dpi'] = 300\nplt.plot([1]); plt.show()",
    "a low bound of recursion": "import sys\nsys.setrecursionlimit(100)",
    "another folder": "import os\nos.makedirs('data', exist_ok=True)\nos.chdir('data')",
    "no log": "import logging\nlogging.basicConfig(level=logging.DEBUG)\nfor n in range(20000): logging.debug(n)",
    "names of Python's for its own": "sum = 0\nmax = 3\nlist = []\ndel sum",
    "a display": "from IPython.display import display, clear_output\ndisplay(torch.ones(3))\nclear_output(wait=True)",
    "an end": "import sys\nsys.exit()",
    "another end": "exit()",
    "a breakpoint left behind": "breakpoint()\nimport pdb\npdb.set_trace()",
    "a compiled function": "@torch.compile\ndef f(x): return x\ng = torch.compile(f, mode='max-autotune')\nassert g(1) == 1",
}


@pytest.mark.parametrize("assignment", ["weight_decay", pytest.param("mlp", marks=pytest.mark.audit)])
@pytest.mark.parametrize("cell", SETTINGS.values(), ids=SETTINGS)
def test_what_a_notebook_sets_costs_nothing(grade, cell, assignment):
    """At the top, with torch at hand, and once more at the end."""
    if "of Python's" in next(name for name, text in SETTINGS.items() if text == cell):
        full(grade(assignment, end=[cell]))
    else:
        full(grade(assignment, before=["import torch\n" + cell], end=[cell]))


def test_a_later_cell_takes_no_name_of_pythons_away(grade):
    """What a function needs of Python is what it was at its test cell."""
    full(
        grade(
            "weight_decay",
            {"l2_penalty": "def l2_penalty(w):\n    return sum([(w ** 2).sum() / 2])\n"},
            end=["sum = 0\nfor n in range(3):\n    sum += n"],
        )
    )


FUNCTIONS = {
    "stops for its author to look": "    breakpoint()\n    import pdb; pdb.set_trace()\n",
    "prints a lot": "    for n in range(20000): print(n, w)\n",
    "prints a text of a megabyte": "    print('x' * 10**6)\n    import sys; sys.stdout.write('y' * 10**6)\n",
    "logs a lot": "    import logging\n    for n in range(2000): logging.warning('%s', w)\n",
    "warns a lot": "    import warnings\n    warnings.simplefilter('always')\n    for n in range(200): warnings.warn(f'{n}')\n",
    "shows a lot": "    from IPython.display import display\n    for n in range(200): display(w)\n",
    "takes its print elsewhere": (
        "    import io, contextlib\n    with contextlib.redirect_stdout(io.StringIO()) as said: print('1')\n"
        "    assert said.getvalue() == '1\\n'\n"
    ),
    "switches gradients off and on": "    with torch.no_grad(): w * 2\n",
}


@pytest.mark.parametrize("line", FUNCTIONS.values(), ids=FUNCTIONS)
def test_what_a_function_says_costs_nothing(grade, line):
    """Nobody reads it, and no time goes into it."""
    full(grade("weight_decay", {"l2_penalty": f"def l2_penalty(w):\n{line}    return (w ** 2).sum() / 2\n"}))


def test_a_loader_with_workers_serves_batches(grade):
    """A right data_iter by a DataLoader with workers has its marks."""
    code = (
        "def data_iter(batch_size, features, labels):\n"
        "    from torch.utils import data\n"
        "    pairs = data.TensorDataset(features, labels)\n"
        "    return data.DataLoader(pairs, batch_size, shuffle=True, num_workers=2, prefetch_factor=2)\n"
    )
    full(grade("linear_regression", {"data_iter": code}))


def test_a_function_that_needs_a_pool_left_by_the_notebook_has_it(grade):
    """Threads do not live through a fork; a notebook that has some is answered without one."""
    result = grade(
        "weight_decay",
        {"l2_penalty": "def l2_penalty(w):\n    return pool.submit(lambda: (w ** 2).sum() / 2).result()\n"},
        before=[
            "from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor(2)\npool.submit(int).result()"
        ],
    )
    full(result)


@pytest.mark.usefixtures("impatient")
def test_cells_that_never_end_leave_time_for_the_others(grade):
    """Twenty experiments that train for ever, for which there is not time enough."""
    full(grade("weight_decay", before=["import time\nwhile True: time.sleep(0.01)"] * 20))


def test_what_is_never_filled_is_the_same_each_time(grade):
    """``torch.empty`` for a bias of zeros: no matter of luck, neither the mark nor the message."""
    code = (
        "def init_params(d):\n"
        "    return [torch.normal(0, 1, (d, 1), requires_grad=True), torch.empty(1, requires_grad=True)]\n"
    )
    one = grade("weight_decay", {"init_params": code}).exercises[0]
    assert "got: tensor([nan])" in next(test.message for test in one.tests if test.message)
