"""What the watch sees of the torch functions that really run, and what it leaves alone."""

from __future__ import annotations

import subprocess
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from autograder import rules
from autograder.sandbox import watch as watching
from autograder.sandbox.watch import Watch

X = torch.tensor([[-2.0, -0.5, 1.0], [0.5, 3.0, -1.0]])
Y = torch.tensor([0, 2])

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # TorchScript is deprecated, and still at hand
    SCRIPT = torch.jit.CompilationUnit(
        "def relu(x):\n    return torch.relu(x)\n\n\ndef sigmoid(x):\n    return x.sigmoid()\n\n\n"
        "def softmax(x):\n    return torch.softmax(x, 1)\n\n\n"
        "def clamp(x):\n    return torch.clamp(x, min=0)\n"
    )


class SigmoidInBackward(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * 1

    @staticmethod
    def backward(ctx, grad):
        return grad * torch.sigmoid(ctx.saved_tensors[0])


class ReluFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return torch.relu(x)


class OwnFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * (x > 0)

    @staticmethod
    def backward(ctx, grad):
        return grad * (ctx.saved_tensors[0] > 0)


class OwnModule(nn.Module):
    def forward(self, x):
        return x


class Subclass(nn.Linear):
    def forward(self, x):
        return x


def _in_thread(function):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function).result()


FORBIDDEN = {
    rules.RELU: {
        "torch": torch.relu,
        "method": lambda x: x.relu(),
        "in place": lambda x: x.clone().relu_(),
        "functional": F.relu,
        "functional in place": lambda x: F.relu(x + 0, inplace=True),
        "module": nn.ReLU(),
        "unbound": torch.Tensor.relu,
        "packet": torch.ops.aten.relu,
        "overload": torch.ops.aten.relu.default,
        "in a thread": lambda x: _in_thread(lambda: torch.ops.aten.relu(x)),
        "threshold": lambda x: F.threshold(x, 0, 0),
        "hardtanh": lambda x: F.hardtanh(x, 0, 9),
        "relu6": F.relu6,
        "leaky": lambda x: F.leaky_relu(x, 0.0),
        "private": lambda x: torch._C._nn.leaky_relu(x, 0.0),
        "prelu": lambda x: F.prelu(x, torch.tensor([0.0])),
        "rrelu": F.rrelu,
        "elu": F.elu,
        "selu": torch.selu,
        "celu": F.celu,
        "gelu": F.gelu,
        "silu": F.silu,
        "vmap": torch.vmap(torch.relu),
        "script": SCRIPT.relu,
        "Function": ReluFunction.apply,
        "apply_": lambda x: x.clone().apply_(lambda v: torch.relu(torch.tensor(v)).item()),
        "getattr": lambda x: getattr(torch, "".join(["re", "lu"]))(x),
        "Module6": nn.ReLU6(),
        "SELU": nn.SELU(),
        "jacobian": lambda x: torch.func.jacrev(torch.relu)(x),
        "out": lambda x: torch.ops.aten.relu.out(x, out=x * 0),
    },
    rules.SIGMOID: {
        "torch": torch.sigmoid,
        "method": lambda x: x.sigmoid(),
        "in place": lambda x: (x + 0).sigmoid_(),
        "functional": F.sigmoid,
        "expit": torch.special.expit,
        "tanh": lambda x: x.tanh(),
        "module": nn.Sigmoid(),
        "log": F.logsigmoid,
        "hard": F.hardsigmoid,
        "softmax": lambda x: x.softmax(-1),
        "LogSigmoid": nn.LogSigmoid(),
        "log_softmax": lambda x: F.log_softmax(x, 1),
        "script": SCRIPT.sigmoid,
        "tanhshrink": F.tanhshrink,
        "own backward": lambda x: torch.autograd.grad(SigmoidInBackward.apply(x.requires_grad_()).sum(), x),
        "Tensor.backward": lambda x: SigmoidInBackward.apply(x.requires_grad_()).sum().backward(),
    },
    rules.TANH: {
        "torch": torch.tanh,
        "method": lambda x: x.tanh(),
        "module": nn.Tanh(),
        "functional": F.tanh,
        "sigmoid": torch.sigmoid,
        "overload": torch.ops.aten.tanh.default,
        "grad": lambda x: torch.func.grad(lambda v: v.tanh().sum())(x),
    },
    rules.SOFTMAX: {
        "torch": lambda x: torch.softmax(x, 1),
        "method": lambda x: x.softmax(1),
        "functional": lambda x: F.softmax(x, 1),
        "special": lambda x: torch.special.softmax(x, 1),
        "log": lambda x: x.log_softmax(1),
        "module": nn.Softmax(1),
        "softmin": lambda x: F.softmin(x, 1),
        "Softmin": nn.Softmin(1),
        "LogSoftmax": nn.LogSoftmax(1),
        "private": lambda x: torch._softmax(x, 1, False),
        "ops": lambda x: torch.ops.aten._softmax(x, 1, False),
        "script": SCRIPT.softmax,
        "gumbel": lambda x: F.gumbel_softmax(x, dim=1),
        "cross entropy": lambda x: F.cross_entropy(x, Y, reduction="none"),
    },
    rules.CROSS_ENTROPY_WITH_LOGITS: {
        "functional": lambda x: F.cross_entropy(x, Y),
        "module": lambda x: nn.CrossEntropyLoss()(x, Y),
        "nll": lambda x: F.nll_loss(x, Y),
        "NLLLoss": lambda x: nn.NLLLoss()(x, Y),
        "softmax": lambda x: x.softmax(1),
        "private": lambda x: torch._C._nn.cross_entropy_loss(x, Y),
        "log": lambda x: torch.log_softmax(x, 1),
    },
    rules.DROPOUT: {
        "functional": lambda x: F.dropout(x, 0.5),
        "torch": lambda x: torch.dropout(x, 0.5, True),
        "module": nn.Dropout(),
        "in place": lambda x: F.dropout(x + 0, 0.5, inplace=True),
        "evaluation": lambda x: F.dropout(x, 0.5, False),
        "packet": lambda x: torch.ops.aten.dropout(x, 0.5, True),
        "alpha": lambda x: F.alpha_dropout(x, 0.5, True),
        "overload": lambda x: torch.ops.aten.dropout.default(x, 0.5, True),
        "1d": lambda x: F.dropout1d(x, 0.5),
        "native": lambda x: torch.native_dropout(x, 0.5, True),
        "feature": lambda x: torch.feature_dropout(x, 0.5, True),
        "Alpha": nn.AlphaDropout(),
        "Feature": nn.FeatureAlphaDropout(),
        "vmap": torch.vmap(lambda x: F.dropout(x, 0.5), randomness="different"),
    },
    rules.TRAIN_FROM_SCRATCH: {
        "Linear": nn.Linear(3, 1),
        "in a Sequential": nn.Sequential(nn.Flatten(), nn.Linear(3, 1)),
        "subclass": Subclass(3, 1),
        "lazy": lambda x: nn.LazyLinear(1)(x),
        "SGD": lambda x: torch.optim.SGD([nn.Parameter(x)], 0.1).step(),
        "Adam": lambda x: torch.optim.Adam([nn.Parameter(x)]).step(),
    },
}

ALLOWED = {
    rules.RELU: {
        "clamp": lambda x: x.clamp(min=0),
        "clip": lambda x: torch.clip(x, 0),
        "max": lambda x: torch.max(x, x * 0),
        "maximum": lambda x: torch.maximum(x, torch.zeros_like(x)),
        "where": lambda x: torch.where(x > 0, x, 0.0),
        "abs": lambda x: (x + x.abs()) / 2,
        "mask": lambda x: x * (x > 0),
        "softplus": F.softplus,
        "vmap": torch.vmap(lambda x: x.clamp(min=0)),
        "script": SCRIPT.clamp,
        "Function": OwnFunction.apply,
        "items": lambda x: (x + 0).index_put_((x < 0,), torch.tensor(0.0)),
        "fmax": lambda x: torch.fmax(x, x * 0),
        "heaviside": lambda x: x * torch.heaviside(x.detach(), X * 0),
        "printed": lambda x: str(x),
        "jacobian": lambda x: torch.func.jacrev(lambda v: v.clamp(min=0))(x),
        "huber": lambda x: F.huber_loss(x, x),
        "hinge": lambda x: F.margin_ranking_loss(x, x, x),
    },
    rules.SIGMOID: {
        "formula": lambda x: 1 / (1 + torch.exp(-x)),
        "softplus": lambda x: torch.exp(-F.softplus(-x)),
        "logaddexp": lambda x: torch.exp(-torch.logaddexp(-x, x * 0)),
        "expm1": lambda x: torch.expm1(x),
        "log1p": lambda x: torch.log1p(torch.exp(-x)),
        "logsumexp": lambda x: torch.logsumexp(x, 1),
        "bce": lambda x: F.binary_cross_entropy_with_logits(x, torch.ones_like(x), reduction="none"),
        "sinh": lambda x: torch.sinh(x) / torch.cosh(x),
        "atanh": lambda x: torch.atanh(x / 9),
        "logit": torch.logit,
        "where": lambda x: torch.where(
            x > 0, 1 / (1 + torch.exp(-x.clamp(min=0))), torch.exp(x.clamp(max=0))
        ),
        "forward mode": lambda x: torch.func.jvp(F.softplus, (x.detach(),), (x.detach(),)),
        "second derivative": lambda x: torch.func.hessian(lambda v: F.softplus(v).sum())(x),
    },
    rules.SOFTMAX: {
        "formula": lambda x: x.exp() / x.exp().sum(1, keepdim=True),
        "max": lambda x: x - x.max(1, keepdim=True).values,
        "logsumexp": lambda x: (x - x.logsumexp(1, keepdim=True)).exp(),
        "logcumsumexp": lambda x: x.logcumsumexp(1),
        "amax": lambda x: x - x.amax(1, keepdim=True),
        "einsum": lambda x: torch.einsum("ij,ik->jk", x, x),
    },
    rules.CROSS_ENTROPY_WITH_LOGITS: {
        "logsumexp": lambda x: x.logsumexp(1) - x[torch.arange(2), Y],
        "gather": lambda x: x.gather(1, Y[:, None]),
        "one hot": lambda x: (x * F.one_hot(Y, 3)).sum(1),
    },
    rules.DROPOUT: {
        "bernoulli": lambda x: torch.bernoulli(torch.full_like(x, 0.5)) * x,
        "rand": lambda x: x * (torch.rand_like(x) > 0.5),
        "in place": lambda x: torch.empty_like(x).bernoulli_(0.5),
        "where": lambda x: torch.where(x > 0, x, 0),
        "distribution": lambda x: torch.distributions.Bernoulli(0.5).sample(x.shape),
    },
    rules.TRAIN_FROM_SCRATCH: {
        "functional": lambda x: F.linear(x, torch.ones(1, 3)),
        "Parameter": lambda x: nn.Parameter(x) * 1,
        "loss": lambda x: nn.MSELoss()(x, x),
        "init": lambda x: nn.init.normal_(torch.empty(2, 3)),
        "own Module": lambda x: nn.Sequential(OwnModule())(x),
        "matmul": lambda x: x @ torch.ones(3, 1),
    },
}


def cases(table):
    return [
        pytest.param(family, function, id=f"{family.slug}: {name}")
        for family, functions in table.items()
        for name, function in functions.items()
    ]


def among(family, watch):
    return tuple(sorted({name for kind in watch.seen if (name := family.named(kind)) is not None}))


def seen(family, function, x):
    with Watch() as watch:
        function(x)
    return among(family, watch)


@pytest.mark.parametrize(("family", "function"), cases(FORBIDDEN))
def test_forbidden_is_seen(family, function):
    """Every route to a forbidden built-in is seen, whatever name leads there."""
    assert seen(family, function, X.clone())


@pytest.mark.parametrize(
    ("family", "function"),
    [case for case in cases(FORBIDDEN) if not case.id.endswith(("own backward", "Tensor.backward"))],
)
def test_forbidden_is_seen_without_autograd(family, function):
    """The same holds where no gradients are recorded."""
    with torch.no_grad():
        assert seen(family, function, X.clone())


@pytest.mark.filterwarnings("ignore:.torch.jit:DeprecationWarning")  # torch's forward mode uses it
@pytest.mark.parametrize(("family", "function"), cases(ALLOWED))
def test_allowed_is_not(family, function):
    """What is allowed calls nothing forbidden, not in its backward pass either."""
    x = X.clone().requires_grad_()

    def run(x):
        out = function(x)
        if isinstance(out, torch.Tensor) and out.requires_grad:
            out.sum().backward()

    assert seen(family, run, x) == ()
    with torch.no_grad():
        assert seen(family, function, X.clone()) == ()


def test_what_autograd_runs_by_itself_does_not_count():
    """Autograd's own operators (sigmoid in the gradient of an allowed function) are nobody's wish."""
    out = F.binary_cross_entropy_with_logits(X.clone().requires_grad_(), torch.ones_like(X))
    with Watch() as watch:
        out.backward()
    assert among(rules.SIGMOID, watch) == ()


def test_values_and_gradients_are_untouched():
    """A function gives the same under watch."""

    def run():
        x = X.clone().requires_grad_()
        out = (x.clamp(min=0) @ torch.ones(3, 1)).sum()
        out.backward()
        return out.detach(), x.grad

    plain = run()
    with Watch():
        watched = run()
    assert all(torch.equal(a, b) for a, b in zip(plain, watched, strict=True))
    assert type(watched[0]) is torch.Tensor


def test_everything_is_put_back():
    """Nothing of the watch stays behind, after an exception either."""
    from torch.nn.modules import module
    from torch.optim import optimizer

    before = len(module._global_forward_pre_hooks), len(optimizer._global_optimizer_pre_hooks)
    genuine = nn.Module.__init__, torch.optim.Optimizer.__init__, torch.autograd._engine_run_backward
    with pytest.raises(ZeroDivisionError), Watch():
        assert torch._C._len_torch_dispatch_stack() == 1
        raise ZeroDivisionError
    assert torch._C._len_torch_dispatch_stack() == 0
    assert not torch._C._len_torch_function_stack()
    assert (len(module._global_forward_pre_hooks), len(optimizer._global_optimizer_pre_hooks)) == before
    assert (
        nn.Module.__init__,
        torch.optim.Optimizer.__init__,
        torch.autograd._engine_run_backward,
    ) == genuine


def test_exceptions_pass_through():
    """The student's exception is the student's; what was seen until then stays."""
    watch = Watch()
    with pytest.raises(RuntimeError), watch:
        torch.relu(X) @ X
    assert among(rules.RELU, watch) == ("relu",)


def test_watches_nest_and_can_be_used_again():
    """One watch inside another sees its own part; a watch entered twice goes on growing."""
    outer, inner = Watch(), Watch()
    with outer:
        torch.relu(X)
        with inner:
            torch.tanh(X)
    assert "relu" in outer.seen and "relu" not in inner.seen and "tanh" in inner.seen
    with inner:
        torch.relu(X)
    assert {"relu", "tanh"} <= inner.seen.keys()


def test_functions_of_others_are_not_torchs():
    """An operator that somebody registers under a forbidden name is not the built-in."""

    @torch.library.custom_op("students_own::sigmoid", mutates_args=())
    def sigmoid(x: torch.Tensor) -> torch.Tensor:
        return 1 / (1 + torch.exp(-x))

    assert seen(rules.SIGMOID, sigmoid, X) == ()


def test_dynamo_is_not_imported():
    """Watching must not import torch's compiler, which takes a second of every worker's time."""
    code = (
        "import sys, torch; from autograder.sandbox.watch import Watch\n"
        "with Watch(): torch.relu(torch.ones(2, requires_grad=True)).sum().backward()\n"
        "print('torch._dynamo' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_number_of_names_is_bounded():
    """What the student's code can make the worker remember has a bound."""
    watch = Watch()
    for number in range(watching.MAX_NAMES + 100):
        watch._see(f"name{number}")
    assert len(watch.seen) == watching.MAX_NAMES
