"""Notebooks that keep to the rule, however much they look otherwise; as in ``forbidden.py``."""

from __future__ import annotations

ALLOWED = r'''
relu | maximum
import torch
def relu(X):
    return torch.max(X, torch.zeros_like(X))
=====
relu | clamp
def relu(X):
    return X.clamp(min=0)
=====
relu | where, abs, maximum
import torch
def relu(X):
    A = torch.where(X > 0, X, 0.0)
    B = (X + X.abs()) / 2
    return torch.maximum(A, B)
=====
relu | F.softplus and F.softsign are no relatives
import torch.nn.functional as F
def relu(X):
    F.softplus(X), F.softsign(X), F.one_hot, F.linear
    return X * (X > 0)
=====
relu | used elsewhere: net, experiment, self-test
import torch
from torch import nn
import torch.nn.functional as F
def relu(X):
    return X.clamp(min=0)
# %%
def net(X):
    return torch.relu(X @ W1 + b1) @ W2 + b2
# %%
x = torch.arange(-8, 8, 0.1)
y = torch.relu(x)
model = nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10))
assert torch.allclose(relu(x), torch.relu(x))
assert torch.equal(F.relu(x), relu(x))
=====
relu | docstring, comments and strings
import torch
def relu(X):
    """Like torch.relu(X), without torch.relu. See nn.ReLU."""
    # return torch.relu(X)
    name = "torch.relu"
    print("torch.relu", f"relu of {X}")
    return X.clamp(min=0)
=====
relu | import that is not used
import torch
from torch.nn.functional import relu as builtin_relu
from torch import relu
def relu(X):
    return X.clamp(min=0)
=====
relu | star import before the student's own
from torch.nn.functional import *
import torch
def relu(X):
    return torch.clamp(X, min=0)
=====
relu | star import of what has no relu
def relu(X):
    return X.clamp(min=0)
# %%
from torch.nn import *
from math import *
from numpy import *
=====
relu | first tried with the built-in, then rewritten
import torch
def relu(X):
    return torch.relu(X)
# %%
def relu(X):
    return X.clamp(min=0)
=====
relu | the built-in bound to the name in an earlier cell
import torch
relu = torch.relu
# %%
relu = lambda X: torch.clamp(X, min=0)
=====
relu | code that is never reached
import torch
def relu(X):
    return X.clamp(min=0)
    return torch.relu(X)
=====
relu | switched off
import torch
USE_BUILTIN = False
def relu(X):
    if False:
        return torch.relu(X)
    if USE_BUILTIN:
        return torch.relu(X)
    return X.clamp(min=0)
=====
relu | parameter with the same name
import torch
def apply(relu, X):
    return relu(X)
def relu(X):
    return apply(lambda x: x.clamp(min=0), X)
=====
relu | parameter that shadows the module's alias
from torch import relu as r
def helper(r, X):
    return X * r
def relu(X):
    return helper(X > 0, X)
=====
relu | local variable with the name
import torch
def relu(X):
    relu = (X > 0).to(X.dtype)
    threshold = 0
    return X * relu + threshold
=====
relu | keyword and string names
import torch
def relu(X):
    torch.nn.init.calculate_gain('relu')
    W = torch.nn.init.kaiming_normal_(torch.empty(3, 3), nonlinearity='leaky_relu')
    return X.clamp(min=0)
=====
relu | an own class with such a method
import torch
class Activations:
    def relu(self, X):
        return X.clamp(min=0)
    def builtin(self, X):
        return torch.relu(X)
acts = Activations()
def relu(X):
    return acts.relu(X)
=====
relu | an own static method beside one that uses the built-in
import torch
class Activations:
    @staticmethod
    def mine(X):
        return X.clamp(min=0)
    @staticmethod
    def theirs(X):
        return torch.relu(X)
relu = Activations.mine
=====
relu | classmethod
class Activations:
    zero = 0
    @classmethod
    def relu(cls, X):
        return X.clamp(min=cls.zero)
def relu(X):
    return Activations.relu(X)
=====
relu | a namespace of own functions
from types import SimpleNamespace
mine = SimpleNamespace(relu=lambda X: X.clamp(min=0))
def relu(X):
    return mine.relu(X)
=====
relu | a dictionary of functions, the right one
import torch
fs = {"mine": lambda X: X.clamp(min=0), "builtin": torch.relu}
def relu(X):
    return fs["mine"](X)
=====
relu | namedtuple of functions, the right one
import torch
from collections import namedtuple
Pair = namedtuple("Pair", "builtin mine")
pair = Pair(torch.relu, lambda X: X.clamp(min=0))
def relu(X):
    return pair.mine(X)
=====
relu | attribute named threshold
class Config:
    threshold = 0.0
config = Config()
def relu(X):
    return X.clamp(min=config.threshold)
=====
relu | an own Module with a field
import torch
from torch import nn
class Relu(nn.Module):
    def __init__(self):
        super().__init__()
        self.threshold = 0.0
    def forward(self, X):
        return torch.clamp(X, min=self.threshold)
relu = Relu()
=====
relu | own autograd Function
import torch
class Relu(torch.autograd.Function):
    @staticmethod
    def forward(ctx, X):
        ctx.save_for_backward(X)
        return X * (X > 0)
    @staticmethod
    def backward(ctx, grad):
        X, = ctx.saved_tensors
        return grad * (X > 0)
relu = Relu.apply
=====
relu | an experiment's loop over functions ends with one's own
import torch
def relu(X):
    return X.clamp(min=0)
mine = relu
for relu in [torch.relu, mine]:
    relu(torch.zeros(3))
=====
relu | timing the built-in
import torch
def relu(X):
    return X.clamp(min=0)
# %%
%%timeit
relu = torch.relu
relu(torch.zeros(3))
# %%
%timeit relu = torch.relu
=====
sigmoid | autograd Function that keeps things on its context
import torch
class Sigmoid(torch.autograd.Function):
    @staticmethod
    def forward(ctx, X):
        ctx.sigmoid = 1 / (1 + torch.exp(-X))
        return ctx.sigmoid
    @staticmethod
    def backward(ctx, grad):
        return grad * ctx.sigmoid * (1 - ctx.sigmoid)
def sigmoid(X):
    return Sigmoid.apply(X)
=====
tanh | a small autograd engine of one's own
import math
class Value:
    def __init__(self, data): self.data = data
    def __mul__(self, other): return Value(self.data * other.data)
    def exp(self): return Value(self.data.exp())
    def tanh(self):
        e = (self.data * 2).exp()
        return Value((e - 1) / (e + 1))
def tanh(X):
    v = Value(X)
    return v.tanh().data
=====
relu | result of the built-in as data
import torch
zero = torch.relu(torch.tensor(-1.0))
def relu(X):
    return torch.maximum(X, zero)
=====
relu | decorators
import torch, functools, time
def timed(f):
    @functools.wraps(f)
    def inner(*args, **kwargs):
        start = time.time()
        return f(*args, **kwargs)
    return inner
@timed
@functools.lru_cache(maxsize=None)
def relu(X):
    return X.clamp(min=0)
reference = timed(torch.relu)
=====
relu | checks the type of a module
from torch import nn
def helper(m):
    if isinstance(m, nn.ReLU) or type(m) == nn.ReLU:
        return True
def relu(X):
    helper(X)
    return X.clamp(min=0)
=====
relu | annotations
import torch
from torch import nn
def relu(X: torch.Tensor, act: nn.ReLU = None) -> torch.Tensor:
    Y: "torch.relu" = X.clamp(min=0)
    return Y
=====
relu | getattr with another name
import torch
def relu(X):
    return getattr(torch, "cla" + "mp")(X, min=0)
=====
relu | getattr with a name that is not known
import torch, random
def relu(X):
    name = random.choice(dir(torch))
    getattr(torch, name, None)
    return X.clamp(min=0)
=====
relu | a comparison helper used only by a test cell
import torch
def compare(f, g, X):
    return torch.allclose(f(X), g(X))
def relu(X):
    return X.clamp(min=0)
# %%
compare(relu, torch.relu, torch.randn(3))
=====
relu | recursion and mutual recursion
def relu(X):
    if X.dim() == 0:
        return X.clamp(min=0)
    return other(X)
def other(X):
    return relu(X.flatten()[0]) + other(X)
=====
relu | exec of harmless code
import torch
exec("zero = 0.0")
def relu(X):
    return eval("X.clamp(min=zero)")
=====
relu | under magics
%matplotlib inline
import torch
!echo torch.relu
# %%
%%time
def relu(X):
    return X.clamp(min=0)
# %%
%%bash
echo 'relu = torch.relu'
# %%
%%writefile helper.py
import torch
relu = torch.relu
=====
relu | not defined at all
import torch
y = torch.relu(torch.zeros(3))
=====
relu | still a stub
def relu(X):
    """Return max(X, 0)."""
    raise NotImplementedError
=====
relu | a notebook that mixes everything
import torch, numpy as np
from torch import nn
acts = {"relu": torch.relu, "sigmoid": torch.sigmoid, "tanh": torch.tanh}
for name, act in acts.items():
    x = torch.arange(-8.0, 8.0, 0.1, requires_grad=True)
    act(x).sum().backward()
# %%
def relu(X):
    a = torch.zeros_like(X)
    return torch.max(X, a)
# %%
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.relu = nn.ReLU()
    def forward(self, X):
        return self.relu(X)
=====
relu | loops with own helpers in lists
def clip(X): return X.clamp(min=0)
steps = [clip, lambda X: X + 0]
def relu(X):
    for step in steps:
        X = step(X)
    return X
=====
relu | conditional definitions, all of them allowed
import torch
if hasattr(torch, "clip"):
    def relu(X): return torch.clip(X, min=0)
else:
    def relu(X): return torch.clamp(X, min=0)
=====
relu | a conditional that replaces the built-in on both ways
import torch
relu = torch.relu
if torch.cuda.is_available():
    def relu(X): return X.clamp(min=0)
else:
    def relu(X): return X * (X > 0)
=====
relu | old self kept for comparison
import torch
from torch import relu
torch_relu = relu
def relu(X):
    return X.clamp(min=0)
check = lambda X: torch.equal(torch_relu(X), relu(X))
=====
relu | other families are free
import torch
def relu(X):
    torch.sigmoid(X), torch.tanh(X), X.softmax(-1)
    return X.clamp(min=0)
=====
relu | a plot beside it
import torch
import matplotlib.pyplot as plt
def relu(X):
    return X.clamp(min=0)
def show():
    plt.plot(torch.relu(torch.arange(3)))
show()
=====
relu | unknown modules' functions of that name
import helpers
from my_lab import relu as lab_relu
def relu(X):
    return helpers.relu(lab_relu(X))
=====
sigmoid | the formula
import torch
def sigmoid(X):
    negative = torch.exp(X.clamp(max=0))
    return torch.where(X >= 0, 1 / (1 + torch.exp(-X.clamp(min=0))), negative / (1 + negative))
=====
sigmoid | softplus, logaddexp, expm1
import torch, torch.nn.functional as F
def sigmoid(X):
    a = torch.exp(-F.softplus(-X))
    b = torch.exp(-torch.logaddexp(-X, torch.zeros_like(X)))
    return (a + b) / 2 + 0 * torch.expm1(X * 0)
=====
sigmoid | inverse functions are others
import torch
def sigmoid(X):
    torch.atanh(X * 0), torch.arctanh(X * 0), torch.sinh(X * 0), torch.logit(X * 0 + 0.5)
    return 1 / (1 + torch.exp(-X))
=====
sigmoid | numpy without the built-in
import numpy as np, torch
def sigmoid(X):
    return torch.from_numpy(1 / (1 + np.exp(-X.numpy())))
=====
tanh | by one's own sigmoid
import torch
def sigmoid(X):
    return 1 / (1 + torch.exp(-X))
def tanh(X):
    return 2 * sigmoid(2 * X) - 1
=====
tanh | by one's own sigmoid as a method of a helper object
import torch
class Math:
    def sigmoid(self, X):
        return 1 / (1 + torch.exp(-X))
def tanh(X, m=Math()):
    return 2 * m.sigmoid(2 * X) - 1
=====
tanh | helper object handed through a helper
import torch
class Math:
    def sigmoid(self, X):
        return 1 / (1 + torch.exp(-X))
    def tanh(self, X):
        return 2 * self.sigmoid(2 * X) - 1
def run(m, X):
    return m.tanh(X)
def tanh(X):
    return run(Math(), X)
=====
tanh | the built-in sigmoid was imported, the own one defined later
import torch
from torch import sigmoid
def tanh(X):
    return 2 * sigmoid(2 * X) - 1
# %%
def sigmoid(X):
    return 1 / (1 + torch.exp(-X))
=====
tanh | the name d2l-style notebooks use
import torch
def tanh(X):
    e = torch.exp(-2 * X.abs())
    return torch.sign(X) * (1 - e) / (1 + e)
x = torch.arange(-8.0, 8.0, 0.1, requires_grad=True)
y = torch.tanh(x)
=====
softmax | by hand
import torch
def softmax(X):
    X_exp = torch.exp(X - X.max(dim=1, keepdim=True).values)
    return X_exp / X_exp.sum(1, keepdim=True)
=====
softmax | logsumexp
import torch
def softmax(X):
    return torch.exp(X - torch.logsumexp(X, 1, keepdim=True))
=====
softmax | one's own log_softmax
import torch
def log_softmax(X):
    return X - X.logsumexp(1, keepdim=True)
def softmax(X):
    return log_softmax(X).exp()
=====
cross-entropy-with-logits | logsumexp
import torch
def cross_entropy_with_logits(logits, y):
    return torch.logsumexp(logits, 1) - logits[torch.arange(len(y)), y]
=====
cross-entropy-with-logits | one's own softmax and cross_entropy
import torch
def softmax(X):
    e = torch.exp(X - X.max(1, keepdim=True).values)
    return e / e.sum(1, keepdim=True)
def cross_entropy(y_hat, y):
    return -torch.log(y_hat[range(len(y)), y])
def cross_entropy_with_logits(logits, y):
    return cross_entropy(softmax(logits), y)
=====
dropout | bernoulli
import torch
def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1: return torch.zeros_like(X)
    mask = torch.bernoulli(torch.full_like(X, 1 - dropout))
    return mask * X / (1.0 - dropout)
=====
dropout | the parameter is called dropout
import torch
def dropout_layer(X, dropout):
    keep = 1 - dropout
    return X * (torch.rand(X.shape) > dropout).float() / keep if keep else X * 0
=====
dropout | nn.Dropout in the concise network only
import torch
from torch import nn
def dropout_layer(X, dropout):
    return (torch.rand_like(X) > dropout) * X / (1 - dropout)
# %%
def build_dropout_net(dropout1=0.2, dropout2=0.5):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(dropout1))
=====
dropout | a global called dropout
import torch
dropout = torch.nn.Dropout
dropout1, dropout2 = 0.2, 0.5
# %%
def dropout_layer(X, dropout):
    return (torch.rand_like(X) > dropout) * X / (1 - dropout)
=====
train-from-scratch | by the parts, with the concise version beside it
import torch, random
from torch import nn
def data_iter(batch_size, features, labels):
    for i in range(0, len(features), batch_size):
        yield features[i:i + batch_size], labels[i:i + batch_size]
def linreg(X, w, b): return X @ w + b
def squared_loss(y_hat, y): return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()
# %%
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = nn.Parameter(torch.normal(0, 0.01, size=(features.shape[1], 1)))
    b = torch.zeros(1, requires_grad=True)
    net, loss = linreg, squared_loss
    for epoch in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            loss(net(X, w, b), y).sum().backward()
            sgd([w, b], lr, batch_size)
    return w, b
# %%
net = nn.Sequential(nn.Linear(2, 1))
loss = nn.MSELoss()
trainer = torch.optim.SGD(net.parameters(), lr=0.03)
=====
train-from-scratch | isinstance of an Optimizer in a shared helper
import torch
def step(updater, n):
    if isinstance(updater, torch.optim.Optimizer):
        updater.step()
    else:
        updater(n)
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    step(lambda n: None, 3)
=====
train-from-scratch | a Module of one's own with Parameters
import torch
from torch import nn
class LinReg(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.w = nn.Parameter(torch.zeros(d, 1))
        self.b = nn.Parameter(torch.zeros(1))
    def forward(self, X):
        return X @ self.w + self.b
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    net = LinReg(features.shape[1])
    return net.w, net.b
=====
train-from-scratch | F.linear, F.mse_loss and nn.init are no layers
import torch
import torch.nn.functional as F
from torch.utils import data
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.nn.init.normal_(torch.empty(2, 1))
    loader = data.DataLoader(data.TensorDataset(features, labels), batch_size, shuffle=True)
    F.mse_loss(F.linear(features, w.T), labels)
    return w, torch.zeros(1)
=====
softmax | max shift with a docstring set from outside
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
def softmax(X):
    part=torch.exp(X-X.max(1,keepdim=True)[0])
    return part/part.sum(1,keepdim=True)
softmax.__doc__='see torch.softmax'
=====
softmax | a log-sum-exp of one's own
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
def log_sum_exp(X):
    m=X.amax(1,keepdim=True)
    return m+(X-m).exp().sum(1,keepdim=True).log()
def softmax(X): return (X-log_sum_exp(X)).exp()
def test():
    X=torch.randn(2,3)
    assert torch.allclose(softmax(X),F.softmax(X,1))
test()
=====
cross-entropy-with-logits | log-sum-exp by hand beside nn.CrossEntropyLoss
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
def cross_entropy(y_hat,y): return -torch.log(y_hat[range(len(y_hat)),y])
def cross_entropy_with_logits(logits,y):
    m=logits.max(1,keepdim=True).values
    z=logits-m
    return z.exp().sum(1).log()-z.gather(1,y.view(-1,1)).squeeze(1)
loss=nn.CrossEntropyLoss(reduction='none')
loss(torch.randn(2,3),torch.tensor([0,1]))
=====
cross-entropy-with-logits | methods with forbidden names
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
class Loss:
    def log_softmax(self,x): return x-x.logsumexp(1,keepdim=True)
    def nll_loss(self,lp,y): return -lp[torch.arange(len(y)),y]
    def __call__(self,x,y): return self.nll_loss(self.log_softmax(x),y)
cross_entropy_with_logits=Loss()
=====
cross-entropy-with-logits | functions with forbidden names
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
def nll_loss(a,b): return -a[range(len(b)),b]
def log_softmax(x): return x-torch.logsumexp(x,1,True)
def cross_entropy_with_logits(logits,y): return nll_loss(log_softmax(logits),y)
=====
cross-entropy-with-logits | a nested function with a forbidden name
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
def cross_entropy_with_logits(logits,y):
    def log_softmax(z): return z-z.logsumexp(-1,keepdim=True)
    log_probs=log_softmax(logits)
    return F.one_hot(y,logits.shape[1]).mul(-log_probs).sum(1)
=====
sigmoid | masks
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
def sigmoid(X):
    out=torch.empty_like(X)
    pos=X>=0
    out[pos]=1/(1+torch.exp(-X[pos]))
    e=torch.exp(X[~pos])
    out[~pos]=e/(1+e)
    return out
x=torch.linspace(-8,8,10,requires_grad=True)
y=torch.sigmoid(x)
y.backward(torch.ones_like(x))
=====
tanh | star import of an unknown module
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
from mylib import *
def sigmoid(X): return 1/(1+torch.exp(-X))
def tanh(X): return 2*sigmoid(2*X)-1
class Net(nn.Module):
    def forward(self,x): return torch.tanh(x)
=====
tanh | a module that is not known
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
import mymod
def tanh(X): return mymod.sigmoid(X)*2-1
=====
tanh | a static lambda in a class
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
class Fns:
    sigmoid = staticmethod(lambda x: 1/(1+torch.exp(-x)))
fns=Fns()
def tanh(X): return 2*fns.sigmoid(2*X)-1
=====
tanh | a dictionary of own functions
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
def sigmoid(X): return 1/(1+torch.exp(-X))
fns={'sigmoid':sigmoid}
def tanh(X): return 2*fns['sigmoid'](2*X)-1
=====
tanh | a namespace filled later
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
import types
fns=types.SimpleNamespace()
fns.sigmoid=lambda x: 1/(1+torch.exp(-x))
def tanh(X): return 2*fns.sigmoid(2*X)-1
=====
tanh | a class made by a function
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
def get():
    class A:
        def sigmoid(self,x): return 1/(1+torch.exp(-x))
    return A()
def tanh(X): return 2*get().sigmoid(2*X)-1
=====
tanh | an alias of one's own function
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
def sigmoid(X): return 1/(1+torch.exp(-X))
sigmoid_old, sigmoid_ref = sigmoid, torch.sigmoid
def tanh(X): return 2*sigmoid_old(2*X)-1
=====
tanh | a registry filled by a decorator
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
from collections import OrderedDict
reg={}
def register(f):
    reg[f.__name__]=f
    return f
@register
def sigmoid(X): return 1/(1+torch.exp(-X))
@register
def tanh(X): return 2*reg['sigmoid'](2*X)-1
reg['torch']=torch.tanh
=====
dropout | a submodule called dropout elsewhere
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
dropout1,dropout2=.2,.5
def dropout_layer(X,dropout):
    if dropout<0 or dropout>1: raise ValueError('dropout')
    if dropout==1: return torch.zeros_like(X)
    return X*torch.empty_like(X).bernoulli_(1-dropout)/(1-dropout)
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.dropout=nn.Dropout(.5)
    def forward(self,X): return self.dropout(dropout_layer(X,.5))
=====
dropout | a class with a field called dropout
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
from torch.nn import Dropout
class DropoutLayer:
    def __init__(self,dropout): self.dropout=dropout
    def __call__(self,X): return X*(torch.rand(X.shape)>self.dropout)/(1-self.dropout)
def dropout_layer(X,dropout): return DropoutLayer(dropout)(X)
=====
dropout | torch.distributions
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
def dropout_layer(X,dropout):
    m=torch.distributions.Bernoulli(1-dropout).sample(X.shape)
    return X*m/(1-dropout)
=====
dropout | a helper as default argument
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
def dropout_mask(shape,dropout): return torch.rand(shape)>dropout
def dropout_layer(X,dropout,*,mask=dropout_mask): return X*mask(X.shape,dropout)/(1-dropout)
=====
train-from-scratch | DataLoader, and optim beside it
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
from torch.utils.data import DataLoader, TensorDataset
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w=torch.normal(0,.01,(features.shape[1],1),requires_grad=True); b=torch.zeros(1,requires_grad=True)
    for _ in range(num_epochs):
        for X,y in DataLoader(TensorDataset(features,labels),batch_size,shuffle=True):
            ((X@w+b-y.reshape(-1,1))**2/2).sum().backward()
            with torch.no_grad():
                for p in (w,b): p-=lr*p.grad/len(X); p.grad=None
    return w,b
from torch import optim
opt=optim.SGD([torch.zeros(1,requires_grad=True)],lr=.1)
=====
train-from-scratch | own classes called SGD and Linear
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
class SGD:
    def __init__(self,params,lr): self.params,self.lr=params,lr
    def step(self,n):
        for p in self.params: p.data-=self.lr*p.grad/n
    def zero_grad(self):
        for p in self.params: p.grad.zero_()
class Linear:
    def __init__(self,d): self.w=torch.zeros(d,1,requires_grad=True)
    def __call__(self,X): return X@self.w
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    net=Linear(2); opt=SGD([net.w],lr); net(features).sum().backward(); opt.step(3); opt.zero_grad()
    return net.w, net.w
=====
train-from-scratch | own Module and own Optimizer
import torch
import torch.nn.functional as F
from torch import nn
import numpy as np, math
class MyModel(nn.Module):
    def __init__(self,d):
        super(MyModel,self).__init__()
        self.linear=nn.Parameter(torch.zeros(d,1))
    def forward(self,X): return X@self.linear
class MySGD(torch.optim.Optimizer):
    def __init__(self,p,lr): super().__init__(p,dict(lr=lr))
    def step(self): pass
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    m=MyModel(2); o=MySGD(m.parameters(),lr); o.zero_grad(); o.step()
    return m.linear,m.linear
'''
