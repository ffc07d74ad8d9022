"""Programs that want marks which they have not earned, by what they do to the notebook or to the process."""

from __future__ import annotations

from typing import Any

import nbformat

from tests.hostile.attack import ATTACKED, Attack


def _function(*lines: str) -> str:
    return "def l2_penalty(w):\n" + "".join(f"    {line}\n" for line in lines)


CELLS = {
    "an AST transformer drops asserts": """
import ast
class Drop(ast.NodeTransformer):
    def visit_Assert(self, node): return ast.Pass()
get_ipython().ast_transformers.append(Drop())
import builtins
builtins.AssertionError = type("AssertionError", (Exception,), {})""",
    "an input transformer drops asserts": """
get_ipython().input_transformers_cleanup.append(lambda lines: [l for l in lines if "assert" not in l])
get_ipython().input_transformers_post.append(lambda lines: ["1.0\\n"])""",
    "torch's comparisons always agree": """
torch.allclose = torch.equal = torch.isclose = lambda *a, **k: True
torch.testing.assert_close = lambda *a, **k: None
torch.Tensor.__eq__ = torch.Tensor.equal = torch.Tensor.allclose = lambda *a, **k: True""",
    "backward does nothing": """
torch.Tensor.backward = lambda *a, **k: None
torch.autograd.grad = lambda out, leaves, *a, **k: [leaf.detach() for leaf in leaves]""",
    "msgpack packs something else": """
import msgpack
pack = msgpack.packb
true = lambda value: ["value", True] if type(value) is list and value else value
msgpack.packb = values.msgpack.packb = lambda value, **k: pack(true(value), **k)""",
    "values are encoded as true": """
encode = values.encode
values.encode = lambda value, *a: encode(["value", True])""",
    "the socket's send is replaced": """
worker().sock.close
wire.send = lambda sock, number, data: sock.sendall(frame(number, "value", 1.0))""",
    "Responder.answer says passed": """
responder.Responder.answer = lambda self, request: ["value", "passed"]""",
    "Worker.reply says points": """
send_instead(lambda number: frame(number, "value", {"score": 1000.0, "outcome": "passed"}))""",
    "the tables of operations are emptied": """
for table in (main.OPERATIONS, responder.OPERATIONS):
    for name in list(table):
        table[name] = lambda *a, **k: ["value", None]""",
    "a batch answers itself": """
def batch(self, number, seed, requests):
    for _ in requests:
        self.reply(number, ["value", torch.tensor(0.0)])
main.OPERATIONS["batch"] = batch""",
    "replies are guessed early, from a thread": """
def guess():
    sock = worker().sock
    while True:
        for number in range(1, 200):
            attempt(lambda: sock.send(frame(number, "value", True)))
        time.sleep(0.001)
threading.Thread(target=guess, daemon=True).start()""",
    "frames to every descriptor that is a socket": """
import stat
for fd in range(3, 256):
    if attempt(lambda: stat.S_ISSOCK(os.fstat(fd).st_mode)) is True:
        for number in range(1, 400):
            attempt(lambda: os.write(fd, frame(number, "value", True)))""",
    "a child answers beside its parent": """
sock = worker().sock
if os.fork() == 0:
    while True:
        attempt(lambda: sock.recv(1 << 16))
        for number in range(1, 60):
            attempt(lambda: sock.send(frame(number, "value", True)))""",
    "every reply says that the child died well": """
send_instead(frame(0, "died", 0))""",
    "every reply says that the child died, by a code beyond all bounds": """
send_instead(struct.pack(">II", 8000, 0) + b"\\x92\\xa4died\\xc8\\x1f\\x36\\x05" + b"f" * 7990)""",
    "a float formatter forges the partial score": """
formatter = get_ipython().display_formatter.formatters["text/plain"]
formatter.for_type(float, lambda *a: a[1].text("1000") if len(a) > 1 else "1000")
formatter.for_type(int, lambda *a: "1000")
print("1000.0"); 1000.0""",
    "autograder's modules are replaced": """
import types
for name in ("grading", "grading.grade", "testing", "testing.expect", "core.results", "testing.run", "bridge"):
    sys.modules["autograder." + name] = types.SimpleNamespace(
        close=lambda *a, **k: None, grade=lambda *a, **k: 1000)
import autograder
autograder.check = lambda *a: True""",
    "an exit handler writes the mark": """
import atexit
atexit.register(lambda: os.write(3, frame(1, "value", True)))
sys.exit(0)""",
    "fork handlers answer": """
os.register_at_fork(before=lambda: attempt(lambda: os.write(3, frame(9, "value", True))),
                    after_in_child=lambda: attempt(lambda: os.write(3, frame(9, "value", True))))""",
    "the kept binding is replaced": """
main.Worker.keep = lambda self, number, seed, name: ["value", True]
worker().kept["l2_penalty"] = lambda w: True""",
    "the end of the notebook is feigned": """
worker().sock.shutdown(socket.SHUT_RD)""",
    "an import hook makes the tests' modules up": """
import importlib.abc, importlib.machinery, types
class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("autograder", "hypothesis"): return importlib.machinery.ModuleSpec(name, self)
    def create_module(self, spec): return types.ModuleType(spec.name)
    def exec_module(self, module): module.__path__ = []
sys.meta_path.insert(0, Finder())
for name in [name for name in sys.modules if name.startswith("autograder")]: del sys.modules[name]""",
    "torch is a proxy that lies": """
import types
class Proxy(types.ModuleType):
    def __getattr__(self, name, real=torch): return (lambda *a, **k: True) if "equal" in name else getattr(real, name)
sys.modules["torch"] = Proxy("torch")
import torch""",
    "an operator of torch's is another": """
library = torch.library.Library("aten", "IMPL")
library.impl("pow.Tensor_Scalar", lambda x, e: x * 0, "CPU")""",
    "seeds are fixed": """
responder.seed_everything = lambda seed: torch.manual_seed(0)
import builtins
builtins.isinstance = lambda *a: True""",
}

SOLUTIONS = {
    "an object that equals everything": """class Same(float):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __hash__(self): return 0
    def __abs__(self): return 0.0
    __sub__ = __rsub__ = __mul__ = lambda self, other: self
    __lt__ = __le__ = __gt__ = __ge__ = lambda self, other: True
def l2_penalty(w): return Same()
""",
    "a tensor subclass with a lying ==": """class Liar(torch.Tensor):
    def __eq__(self, other): return torch.ones_like(other, dtype=torch.bool)
    def allclose(self, *a, **k): return True
def l2_penalty(w): return torch.zeros(()).as_subclass(Liar)
""",
    "a tensor subclass with __torch_function__": """class Liar(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None): return True
def l2_penalty(w): return torch.Tensor._make_subclass(Liar, torch.zeros(()))
""",
    "an object that lies about its class": """class Liar:
    __class__ = torch.Tensor
    shape, dtype, requires_grad, layout = (), torch.float32, True, torch.strided
    def __getattr__(self, name): return lambda *a, **k: self
def l2_penalty(w): return Liar()
""",
    "a float that lies to float()": """class F(float):
    __module__ = "numpy"
    def __float__(self): return 2.5
def l2_penalty(w): return F(0)
""",
    "a wrapper with a lying size": """class L(torch.Tensor):
    @staticmethod
    def __new__(cls): return torch.Tensor._make_wrapper_subclass(cls, (), dtype=torch.float32)
    @classmethod
    def __torch_dispatch__(cls, f, t, a=(), k=None): return torch.zeros(())
def l2_penalty(w): return L()
""",
    "an object that unpickles to a program": """class P:
    def __reduce_ex__(self, protocol): return os.system, ("touch /tmp/owned",)
def l2_penalty(w): return P()
""",
    "a class whose name ends the process": """class M(type):
    __name__ = property(lambda cls: os._exit(0))
class E(Exception, metaclass=M): pass
def l2_penalty(w): raise E()
""",
    "a text that is longer than it says": """class S(str):
    def __len__(self): return 1
    def __getitem__(self, place): return "A" * 10**8
class E(Exception):
    def __str__(self): return S("x")
def l2_penalty(w): raise E()
""",
    "a list without an end": """class L(list):
    def __iter__(self):
        while True: yield 1.0
    def __len__(self): return 0
def l2_penalty(w): return L()
""",
    "right only while it is traced": _function(
        "return (w ** 2).sum() / 2 if sys.gettrace() else (w * 0).sum()"
    ),
    "right where it is not graded": _function(
        "return (w * 0).sum() if 'QuietShell' in repr(get_ipython()) else (w ** 2).sum() / 2"
    ),
    "right when asked the same again": _function(
        "key = w.detach().numpy().tobytes()",
        "seen = globals().setdefault('seen', {})",
        "seen[key] = seen.get(key, 0) + 1",
        "return (w ** 2).sum() / (2 if seen[key] > 1 else 3)",
    ),
    "a profiler rewrites what comes back": _function(
        "def look(frame, event, arg):",
        "    if event == 'return' and isinstance(arg, list): arg[:] = ['value', torch.tensor(2.5)]",
        "sys.setprofile(look)",
        "return (w * 0).sum()",
    ),
    "zero is one in memory": _function("ctypes.memmove(id(0) + 24, id(1) + 24, 4)", "return (w * 0).sum()"),
    "not a number": _function("return w.sum() * float('nan')"),
    "infinity": _function("return w.sum() * 0 + float('inf')"),
    "leaves through the door": _function("sys.exit(0)"),
    "the process ends well": _function("os._exit(0)"),
    "the process ends as if it had been told to": _function("os._exit(119)"),
    "claims to be unfinished": _function("raise NotImplementedError"),
    "claims to have failed by the test's own exception": _function(
        "raise type('Mismatch', (AssertionError,), {'__module__': 'autograder.testing.expect'})('passed')"
    ),
    "raises a skip": _function(
        "raise type('Skipped', (BaseException,), {'__module__': '_pytest.outcomes'})()"
    ),
    "expected values from the heap": _function(
        "found = [o for o in gc.get_objects() if isinstance(o, torch.Tensor)]",
        "found = [o for o in found if o.shape == () and o is not w]",
        "return found[-1].clone() if found else (w * 0).sum()",
    ),
    "expected values from the callers' frames": _function(
        "frame = inspect.currentframe()",
        "while frame:",
        "    for name in ('want', 'expected', 'up', 'penalty'):",
        "        if name in frame.f_locals: return frame.f_locals[name]",
        "    frame = frame.f_back",
        "return (w * 0).sum()",
    ),
    "the reference's code from the probes' sources": _function(
        "keys = [key for o in gc.get_objects() if type(o) is dict for key in o if isinstance(key, tuple)]",
        "scope = {}",
        "for source, *_ in keys:",
        "    attempt(lambda: exec(source, scope))",
        "return scope.get('penalty', lambda w: (w * 0).sum())(w)",
    ),
    "ptrace and process_vm_readv of the marker": _function(
        "libc = ctypes.CDLL(None, use_errno=True)",
        "if libc.syscall(101, 16, @MARKER@, 0, 0) == 0 or libc.syscall(310, @MARKER@, 0, 0, 0, 0, 0) == 0:",
        "    return (w ** 2).sum() / 2",
        "return (w * 0).sum()",
    ),
    "right for the first call only": _function(
        "global calls",
        "calls = globals().get('calls', 0) + 1",
        "return (w ** 2).sum() / 2 if calls == 1 else (w * 0).sum()",
    ),
    "right for the example of the notebook only": _function(
        "return w.new_tensor(2.5) if w.tolist() in ([1.0, 2.0], [[1.0], [2.0]]) else (w * 0).sum()"
    ),
}


def _experiment(notebook: Any) -> None:
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == ATTACKED:
            cell.metadata["tags"] = ["experiment"]


def _points(notebook: Any) -> None:
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("grade"):
            marks["points"] = 1000
        marks["locked"] = False


def _more_cells(notebook: Any) -> None:
    for number in range(3):
        notebook.cells.append(
            nbformat.v4.new_code_cell(
                "1000",
                metadata={
                    "nbgrader": {
                        "grade": True,
                        "grade_id": f"test_bonus_{number}",
                        "locked": True,
                        "points": 1000,
                        "schema_version": 3,
                        "solution": False,
                        "task": False,
                    }
                },
            )
        )


def _tests(notebook: Any) -> None:
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.source = "1000.0"
            cell.outputs = [
                nbformat.v4.new_output("execute_result", {"text/plain": "1000.0"}, execution_count=1)
            ]


def _renamed(notebook: Any) -> None:
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("grade_id") == "test_init_params":
            marks["grade_id"] = "test_" + ATTACKED


EDITS = {
    "its own solution is an experiment": _experiment,
    "points in the metadata": _points,
    "graded cells of its own": _more_cells,
    "the test cells print the mark": _tests,
    "a test cell under another's name": _renamed,
}
_QUICK = {
    "values are encoded as true",
    "replies are guessed early, from a thread",
    "an object that equals everything",
    "Responder.answer says passed",
}

ATTACKS = [
    *(Attack(name, "forge", before=(code,), quick=name in _QUICK) for name, code in CELLS.items()),
    *(Attack(name, "forge", code, quick=name in _QUICK) for name, code in SOLUTIONS.items()),
    *(Attack(name, "forge", edit=edit) for name, edit in EDITS.items()),
]
