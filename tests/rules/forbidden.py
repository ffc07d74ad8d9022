"""Notebooks that break the rule: ``family slug | why | source``, cells separated by a line ``# %%``."""

from __future__ import annotations

FORBIDDEN = r'''
relu | called by its name
import torch
def relu(X):
    return torch.relu(X)
=====
relu | tensor method
def relu(X):
    return X.relu()
=====
relu | tensor method in place on a copy
def relu(X):
    return X.clone().relu_()
=====
relu | unbound tensor method
import torch
def relu(X):
    return torch.Tensor.relu(X)
=====
relu | functional under its usual name
from torch.nn import functional as F
def relu(X):
    return F.relu(X)
=====
relu | functional by its long name
import torch
def relu(X):
    return torch.nn.functional.leaky_relu(X, 0.0)
=====
relu | import under another name
from torch import relu as r
def relu(X):
    return r(X)
=====
relu | import of the module under another name
import torch as t
def relu(X):
    return t.relu(X)
=====
relu | import inside the function
def relu(X):
    import torch.nn.functional as fancy
    return fancy.relu(X)
=====
relu | from-import inside the function
def relu(X):
    from torch.nn.functional import hardtanh
    return hardtanh(X, 0, 1e30)
=====
relu | star import
from torch.nn.functional import *
def relu(X):
    return threshold(X, 0.0, 0.0)
=====
relu | star import after the student's own definition takes its place
def relu(X):
    return X.clamp(min=0)
# %%
from torch.nn.functional import *
=====
relu | the name is bound to the built-in
import torch
relu = torch.relu
=====
relu | alias of an alias
import torch
a = torch
b = a.nn
c = b.functional.relu
d = c
def relu(X):
    return d(X)
=====
relu | module made and called
import torch.nn as nn
def relu(X):
    return nn.ReLU()(X)
=====
relu | module made in another cell
from torch import nn
act = nn.ReLU()
# %%
def relu(X):
    return act(X)
=====
relu | module in a Sequential made outside
from torch import nn
act = nn.Sequential(nn.ReLU())
relu = lambda X: act(X)
=====
relu | the name is a module
from torch import nn
relu = nn.ReLU()
=====
relu | forward of a module
from torch import nn
act = nn.LeakyReLU(0.0)
def relu(X):
    return act.forward(X)
=====
relu | subclass of the module
from torch import nn
class Mine(nn.ReLU):
    pass
def relu(X):
    return Mine()(X)
=====
relu | super of the module
from torch import nn
class Mine(nn.ReLU):
    def forward(self, X):
        return super().forward(X)
relu = Mine()
=====
relu | getattr with a constant
import torch
def relu(X):
    return getattr(torch, "relu")(X)
=====
relu | getattr with a sum of strings
import torch
def relu(X):
    return getattr(torch, "re" + "lu")(X)
=====
relu | getattr with an f-string
import torch
end = "lu"
def relu(X):
    return getattr(torch, f"re{end}")(X)
=====
relu | getattr with format
import torch
def relu(X):
    return getattr(torch, "{}{}".format("re", "lu"))(X)
=====
relu | getattr with percent
import torch
def relu(X):
    return getattr(torch, "%s%s" % ("re", "lu"))(X)
=====
relu | getattr with join
import torch
def relu(X):
    return getattr(torch, "".join(["r", "e", "l", "u"]))(X)
=====
relu | getattr with a reversed slice
import torch
def relu(X):
    name = "uler"[::-1]
    return getattr(torch, name)(X)
=====
relu | getattr with reversed
import torch
def relu(X):
    return getattr(torch, "".join(reversed("uler")))(X)
=====
relu | getattr with chr
import torch
def relu(X):
    return getattr(torch, chr(114) + chr(101) + "lu")(X)
=====
relu | getattr with a comprehension over codes
import torch
def relu(X):
    return getattr(torch, "".join(chr(c) for c in [114, 101, 108, 117]))(X)
=====
relu | getattr with map over codes
import torch
def relu(X):
    return getattr(torch, "".join(map(chr, (114, 101, 108, 117))))(X)
=====
relu | getattr with bytes
import torch
def relu(X):
    return getattr(torch, bytes([114, 101, 108, 117]).decode())(X)
=====
relu | getattr with rot13
import torch, codecs
def relu(X):
    return getattr(torch, codecs.decode("eryh", "rot13"))(X)
=====
relu | getattr with a constant through a helper's parameter
import torch
def fetch(name):
    return getattr(torch, name)
def relu(X):
    return fetch("relu")(X)
=====
relu | getattr under another name
import torch
g = getattr
def relu(X):
    return g(X, "re" "lu")()
=====
relu | string in a global, grown
import torch
word = "re"
word += "lu"
def relu(X):
    return getattr(torch, word)(X)
=====
relu | __getattribute__
import torch
def relu(X):
    return X.__getattribute__("relu")()
=====
relu | vars of the module
import torch
def relu(X):
    return vars(torch)["relu"](X)
=====
relu | dict of the module
import torch
def relu(X):
    return torch.__dict__.get("relu")(X)
=====
relu | sys.modules
import sys
def relu(X):
    return sys.modules["torch"].relu(X)
=====
relu | globals
import torch
def relu(X):
    return globals()["torch"].relu(X)
=====
relu | reduce over getattr
import torch, functools
def relu(X):
    return functools.reduce(getattr, ["nn", "functional", "relu"], torch)(X)
=====
relu | __getattribute__ of the class
import torch
def relu(X):
    return torch.Tensor.__getattribute__(X, "relu")()
=====
relu | pkgutil.resolve_name
import pkgutil
def relu(X):
    return pkgutil.resolve_name("torch:relu")(X)
=====
relu | TorchScript from a string
import torch
unit = torch.jit.CompilationUnit("""
def act(X):
    return torch.relu(X)
""")
def relu(X):
    return unit.act(X)
=====
relu | attribute of the function itself
import torch
def relu(X):
    return relu.how(X)
relu.how = torch.relu
=====
relu | class attribute
import torch
class Use:
    f = torch.nn.functional.selu
def relu(X):
    return Use.f(X)
=====
relu | another function of torch replaced by it
import torch
torch.clamp = torch.relu
def relu(X):
    return torch.clamp(X)
=====
relu | generator
import torch
def steps(X):
    yield torch.relu(X)
def relu(X):
    return next(steps(X))
=====
relu | context manager
import torch
class Using:
    def __enter__(self): return torch.relu
    def __exit__(self, *args): pass
def relu(X):
    with Using() as f:
        return f(X)
=====
relu | builtins module
import torch, builtins
def relu(X):
    return builtins.getattr(torch, "relu")(X)
=====
relu | new-style autograd Function
import torch
class Relu(torch.autograd.Function):
    @staticmethod
    def forward(X):
        return X.relu()
    @staticmethod
    def setup_context(ctx, inputs, output):
        pass
relu = Relu.apply
=====
relu | operator.attrgetter
import torch, operator
def relu(X):
    return operator.attrgetter("nn.functional.relu")(torch)(X)
=====
relu | operator.methodcaller
from operator import methodcaller
def relu(X):
    return methodcaller("relu")(X)
=====
relu | the name is a methodcaller
from operator import methodcaller
relu = methodcaller("relu")
=====
relu | importlib
import importlib
def relu(X):
    return importlib.import_module("torch.nn.functional").relu(X)
=====
relu | __import__
def relu(X):
    return __import__("torch").relu(X)
=====
relu | eval
import torch
def relu(X):
    return eval("torch.relu(X)")
=====
relu | exec
import torch
def relu(X):
    scope = {}
    exec("Y = torch" + ".relu(X)")
    return locals()["Y"]
=====
relu | exec that defines the name
import torch
exec("def relu(X):\n    return torch.relu(X)")
=====
relu | globals assigned
import torch
globals()["relu"] = torch.relu
=====
relu | torch.ops
import torch
def relu(X):
    return torch.ops.aten.relu.default(X)
=====
relu | torch._C
import torch
def relu(X):
    return torch._C._nn.leaky_relu(X, 0.0)
=====
relu | helper in another cell
import torch
# %%
def helper(X):
    return torch.relu(X)
# %%
def relu(X):
    return helper(X)
=====
relu | helper defined after it
import torch
def relu(X):
    return helper(X)
# %%
def helper(X):
    return another(X)
# %%
def another(X):
    return torch.relu(X)
=====
relu | a chain of helpers
import torch
def a(X): return torch.relu(X)
def b(X): return a(X)
def c(X): return b(X)
def d(X): return c(X)
def relu(X): return d(X)
=====
relu | nested function
import torch
def relu(X):
    def inner(Y):
        return torch.relu(Y)
    return inner(X)
=====
relu | closure made by a factory
import torch
def make(f):
    def inner(X):
        return f(X)
    return inner
relu = make(torch.relu)
=====
relu | lambda
import torch
relu = lambda X: torch.relu(X)
=====
relu | functools.partial
import torch
from functools import partial
relu = partial(torch.nn.functional.leaky_relu, negative_slope=0.0)
=====
relu | partial of getattr
import torch, functools
fetch = functools.partial(getattr, torch)
def relu(X):
    return fetch("relu")(X)
=====
relu | default argument
import torch
def relu(X, f=torch.relu):
    return f(X)
=====
relu | keyword-only default argument
import torch
def relu(X, *, f=torch.relu):
    return f(X)
=====
relu | decorator that replaces the function
import torch
def better(f):
    def inner(X):
        return torch.relu(X)
    return inner
@better
def relu(X):
    return X.clamp(min=0)
=====
relu | decorator around it
import torch, functools
def logged(f):
    @functools.wraps(f)
    def inner(*args, **kwargs):
        return f(*args, **kwargs)
    return inner
@logged
@logged
def relu(X):
    return torch.relu(X)
=====
relu | library decorator around it
import torch
@torch.jit.script
def relu(X):
    return torch.relu(X)
=====
relu | a class with __call__
import torch
class Relu:
    def __call__(self, X):
        return torch.relu(X)
relu = Relu()
=====
relu | attribute set in __init__
import torch
class Relu:
    def __init__(self):
        self.f = torch.relu
    def __call__(self, X):
        return self.f(X)
relu = Relu()
=====
relu | Module with a submodule
import torch
from torch import nn
class Relu(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.ReLU()
    def forward(self, X):
        return self.act(X)
relu = Relu()
=====
relu | bound method
import torch
class Acts:
    def relu(self, X):
        return torch.relu(X)
relu = Acts().relu
=====
relu | static method
import torch
class Acts:
    @staticmethod
    def relu(X):
        return torch.relu(X)
def relu(X):
    return Acts.relu(X)
=====
relu | autograd Function
import torch
class Relu(torch.autograd.Function):
    @staticmethod
    def forward(ctx, X):
        return torch.relu(X)
    @staticmethod
    def backward(ctx, grad):
        return grad
def relu(X):
    return Relu.apply(X)
=====
relu | operator of an own class
import torch
class Box:
    def __init__(self, X): self.X = X
    def __neg__(self): return torch.relu(self.X)
def relu(X):
    return -Box(X)
=====
relu | a list of functions
import torch
fs = [torch.exp, torch.relu]
def relu(X):
    return fs[1](X)
=====
relu | a dictionary of functions
import torch
fs = {"mine": lambda X: X.clamp(min=0), "builtin": torch.relu}
def relu(X):
    return fs["builtin"](X)
=====
relu | a namespace
import torch
from types import SimpleNamespace
acts = SimpleNamespace(f=torch.relu)
def relu(X):
    return acts.f(X)
=====
relu | conditional expression
import torch
def relu(X):
    return X.clamp(min=0) if X.dim() > 7 else torch.relu(X)
=====
relu | conditional definition
import torch
if torch.cuda.is_available():
    def relu(X):
        return X.clamp(min=0)
else:
    relu = torch.relu
=====
relu | in an except clause
import torch
def relu(X):
    try:
        return no_such_thing(X)
    except NameError:
        return torch.relu(X)
=====
relu | handed to map
import torch
def relu(X):
    return torch.stack(list(map(torch.relu, X)))
=====
relu | helper handed to map
import torch
def one(x):
    return torch.relu(x)
def relu(X):
    return torch.stack(list(map(one, X)))
=====
relu | helper handed to vmap
import torch
def one(x):
    return x.relu()
relu = torch.vmap(one)
=====
relu | handed on in a local function's argument
import torch
def relu(X):
    return (lambda f, x: f(x))(torch.relu, X)
=====
relu | unpacked
import torch
r, e = torch.relu, torch.exp
def relu(X):
    return r(X)
=====
relu | walrus
import torch
def relu(X):
    return (f := torch.relu)(X)
=====
relu | redefined later in the notebook
import torch
def relu(X):
    return X.clamp(min=0)
# %%
def relu(X):
    return torch.relu(X)
=====
relu | set on the tensor class
import torch
torch.Tensor.mine = torch.relu
def relu(X):
    return X.mine()
=====
relu | class of the argument
def relu(X):
    return type(X).relu(X)
=====
relu | under magics
%matplotlib inline
import torch
!pip install nothing
# %%
%%time
def relu(X):
    return torch.relu(X)
=====
relu | defined under %time
import torch
%time relu = torch.relu
=====
relu | after a cell that does not parse
import torch
# %%
def broken(:
# %%
def relu(X):
    return torch.relu(X)
=====
relu | with the rest of the family
import torch.nn.functional as F
def relu(X):
    return F.gelu(X)
=====
relu | jax
import jax
def relu(X):
    return jax.nn.relu(X)
=====
relu | loop over functions
import torch
def relu(X):
    for f in (torch.relu,):
        X = f(X)
    return X
=====
relu | match
import torch
def relu(X):
    match X.dim():
        case 1: return X.clamp(min=0)
        case _: return torch.relu(X)
=====
relu | global set by a function
import torch
def relu(X):
    return X.clamp(min=0)
def setup():
    global relu
    relu = torch.relu
setup()
=====
sigmoid | called by its name
import torch
def sigmoid(X):
    return torch.sigmoid(X)
=====
sigmoid | in place
def sigmoid(X):
    Y = X + 0
    Y.sigmoid_()
    return Y
=====
sigmoid | by tanh
import torch
def sigmoid(X):
    return (torch.tanh(X / 2) + 1) / 2
=====
sigmoid | scipy
from scipy.special import expit
def sigmoid(X):
    return expit(X)
=====
sigmoid | torch.special
import torch
def sigmoid(X):
    return torch.special.expit(X)
=====
sigmoid | by softmax
import torch
def sigmoid(X):
    return torch.stack([X, torch.zeros_like(X)], -1).softmax(-1)[..., 0]
=====
sigmoid | by logsigmoid
import torch.nn.functional as F
def sigmoid(X):
    return F.logsigmoid(X).exp()
=====
sigmoid | hardsigmoid module
from torch import nn
def sigmoid(X):
    return nn.Hardsigmoid()(X)
=====
tanh | numpy
import numpy as np, torch
def tanh(X):
    return torch.from_numpy(np.tanh(X.numpy()))
=====
tanh | math
import math, torch
def tanh(X):
    return torch.tensor([math.tanh(x) for x in X])
=====
tanh | by the built-in sigmoid
import torch
def tanh(X):
    return 2 * torch.sigmoid(2 * X) - 1
=====
tanh | by a sigmoid of one's own that uses the built-in
import torch
def sigmoid(X):
    return torch.sigmoid(X)
def tanh(X):
    return 2 * sigmoid(2 * X) - 1
=====
softmax | called by its name
import torch
def softmax(X):
    return torch.softmax(X, dim=1)
=====
softmax | method of an expression
def softmax(X):
    return (X @ X.T.inverse()).softmax(-1)
=====
softmax | log_softmax
import torch.nn.functional as F
def softmax(X):
    return F.log_softmax(X, 1).exp()
=====
softmax | softmin
import torch.nn.functional as F
def softmax(X):
    return F.softmin(-X, dim=1)
=====
softmax | module
from torch import nn
softmax = nn.Softmax(dim=1)
=====
softmax | numpy of scipy
import scipy.special as sp, torch
def softmax(X):
    return torch.as_tensor(sp.softmax(X.numpy(), axis=1))
=====
softmax | private function
import torch
def softmax(X):
    return torch._softmax(X, 1, False)
=====
cross-entropy-with-logits | called by its name
import torch.nn.functional as F
def cross_entropy_with_logits(logits, y):
    return F.cross_entropy(logits, y, reduction='none')
=====
cross-entropy-with-logits | module
from torch import nn
def cross_entropy_with_logits(logits, y):
    return nn.CrossEntropyLoss(reduction='none')(logits, y)
=====
cross-entropy-with-logits | log_softmax and nll_loss
import torch.nn.functional as F
def cross_entropy_with_logits(logits, y):
    return F.nll_loss(logits.log_softmax(1), y, reduction='none')
=====
cross-entropy-with-logits | by a softmax of one's own that is built in
import torch
def softmax(X):
    return torch.softmax(X, 1)
def cross_entropy_with_logits(logits, y):
    return -softmax(logits)[range(len(y)), y].log()
=====
dropout | functional
import torch.nn.functional as F
def dropout_layer(X, dropout):
    return F.dropout(X, dropout, True)
=====
dropout | torch.dropout
import torch
def dropout_layer(X, dropout):
    return torch.dropout(X, dropout, True)
=====
dropout | module
from torch import nn
def dropout_layer(X, dropout):
    return nn.Dropout(dropout)(X)
=====
dropout | variants
import torch.nn.functional as F
def dropout_layer(X, dropout):
    return F.dropout1d(X, dropout)
=====
dropout | native
import torch
def dropout_layer(X, dropout):
    return torch.native_dropout(X, dropout, True)[0]
=====
dropout | imported by name in the function
def dropout_layer(X, dropout):
    from torch.nn.functional import alpha_dropout as a
    return a(X, dropout, training=True)
=====
train-from-scratch | layer
import torch
from torch import nn
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    net = nn.Linear(2, 1)
    return net.weight, net.bias
=====
train-from-scratch | optimiser
import torch
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.zeros(2, 1, requires_grad=True)
    trainer = torch.optim.SGD([w], lr)
    return w, w
=====
train-from-scratch | optimiser by a helper
from torch import optim
def make(params, lr):
    return optim.Adam(params, lr=lr)
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    trainer = make([], lr)
=====
train-from-scratch | layer in a global
from torch import nn
net = nn.Sequential(nn.Linear(2, 1))
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    net(features)
=====
train-from-scratch | layer of one's own by inheritance
from torch import nn
class Net(nn.Linear):
    def forward(self, X):
        return X @ self.weight.T + self.bias
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    net = Net(2, 1)
=====
train-from-scratch | own Module with a layer
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
class MyModel(nn.Module):
    def __init__(self,d):
        super().__init__()
        self.linear=nn.Linear(d,1)
    def forward(self,X): return self.linear(X)
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    m=MyModel(2)
    return m.linear.weight,m.linear.bias
=====
train-from-scratch | optimiser under another name
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
from torch.optim import SGD as S
def train_linear_regression(f,l):
    S([f],1)
=====
train-from-scratch | scheduler
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
def train_linear_regression(f,l):
    return torch.optim.lr_scheduler.StepLR(None,1)
=====
train-from-scratch | layer by getattr
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
def train_linear_regression(f,l):
    return getattr(nn,'Lin'+'ear')(2,1)
=====
train-from-scratch | torch.optim under another name
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
def train_linear_regression(f,l):
    import torch.optim as o
    return o.SGD([],1)
=====
sigmoid | tanh method
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
def sigmoid(X): return .5*(1+(X/2).tanh())
=====
sigmoid | log_softmax of torch.special
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
def sigmoid(X): return torch.special.log_softmax(X,0)
=====
tanh | numpy in a tensor
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
def tanh(X): return torch.tensor(np.tanh(X.detach().numpy()))
=====
softmax | negative dimension
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
def softmax(X): return torch.softmax(X,-1)
=====
dropout | feature_alpha_dropout
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
def dropout_layer(X,dropout): return torch.nn.functional.feature_alpha_dropout(X,dropout,True)
'''
