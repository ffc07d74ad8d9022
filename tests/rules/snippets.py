"""Short sources about ``relu``; each stands after ``HEAD``."""

from __future__ import annotations

HEAD = "import torch\nimport torch.nn.functional as F\nfrom torch import nn\nimport numpy as np\n"

# Bodies of ``def relu(X)`` that use a built-in.
FORBIDDEN_BODIES = [
    "return F.__dict__['relu'](X)",
    "return (torch.relu)(X)",
    "return [torch.relu][0](X)",
    "return {'a':torch.relu}['a'](X)",
    "return torch.nn.functional.__getattribute__('relu')(X)",
    "return torch._VF.relu(X)",
    "return nn.modules.activation.__dict__['ReLU']()(X)",
    ("names={'a':'relu'}\n    return getattr(torch,names['a'])(X)"),
    ("class C:\n        n='re'\n        m='lu'\n    return getattr(torch,C.n+C.m)(X)"),
    "return getattr(torch,'RELU'.lower())(X)",
    "return getattr(torch,'r_e_l_u'.replace('_',''))(X)",
    "return getattr(torch,'xrelu'[1:])(X)",
    "return getattr(torch,''.join(list('relu')))(X)",
    ("for n in ['exp','relu']:\n        X=getattr(torch,n)(X)\n    return X"),
    ("f=None\n    f=f or torch.relu\n    return f(X)"),
    "return X.apply_(torch.relu)",
    ("Y=X\n    return Y.relu()"),
    "return (X+1).relu()",
    "return X[0].relu()",
    "return torch.stack([x.relu() for x in X])",
    "return sum(x.relu() for x in X)",
    "return (lambda: X.relu())()",
    ("def g():\n        nonlocal X\n        X=X.relu()\n    g()\n    return X"),
    ("with torch.no_grad():\n        return X.relu()"),
    ("try:\n        pass\n    finally:\n        X=X.relu()\n    return X"),
    ("while True:\n        return X.relu()"),
    ("assert X.relu() is not None\n    return X"),
    "return nn.Sequential(nn.ReLU())(X)",
    "return nn.Sequential(*[nn.ReLU() for _ in range(1)])(X)",
    ("m=nn.ModuleList([nn.ReLU()])\n    return m[0](X)"),
    ("import torch.nn.modules.activation as a\n    return a.ReLU()(X)"),
    "return torch.func.vmap(torch.relu)(X)",
    "return torch.jit.script(torch.relu)(X)",
    ("from functools import partial as p\n    return p(F.leaky_relu,negative_slope=0)(X)"),
    "return getattr(getattr(torch.nn,'functional'),'relu')(X)",
    ("o=torch.ops\n    return o.aten.relu(X)"),
    "return getattr(torch.ops.aten,'re'+'lu')(X)",
    "return eval('X.'+'relu()')",
    ("exec('import torch as q')\n    return q.relu(X)"),
    ("g=globals\n    return g()['torch'].relu(X)"),
    "return eval('torch').relu(X)",
    "return eval(compile('torch.relu(X)','','eval'))",
    ("x=X.clone()\n    x.relu_()\n    return x"),
    "return F.relu(input=X)",
    "return F.relu(X,inplace=False)",
    "r=F.relu;return r(X)",
    ("a,*b=torch.relu,1\n    return a(X)"),
    "return X.prelu(torch.zeros(1))",
    "return F.threshold(X,0,0)",
    "return F.hardtanh(X,0,float('inf'))",
    "return F.elu(X)",
    "return F.celu(X)",
    "return F.selu(X)",
    "return nn.Hardtanh(0)(X)",
    "return nn.Threshold(0,0)(X)",
    "return torch.threshold(X,0,0)",
    "return nn.functional.relu6(X)",
    "return type(X).__dict__['relu'](X)",
    "return X.__class__.__base__.relu(X)",
    "return torch.Tensor.__dict__['relu'](X)",
    "return object.__getattribute__(X,'relu')()",
    ("from operator import attrgetter as g\n    return g('relu')(X)()"),
    ("from operator import call\n    return call(torch.relu,X)"),
    ("import threading\n    out=[]\n    threading.Thread(target=lambda: out.append(X.relu())).start()"),
    "return np.vectorize(torch.relu)(X)",
    "return torch.utils.checkpoint.checkpoint(torch.relu, X)",
    "return getattr(torch, '%s' % 'relu')(X)",
    "return getattr(torch, '{a}lu'.format(a='re'))(X)",
    "return getattr(torch, b'relu'.decode())(X)",
    "return getattr(torch, str(b'relu','utf8'))(X)",
    ("import base64\n    return getattr(torch, base64.b64decode('cmVsdQ==').decode())(X)"),
    "return getattr(torch, bytes.fromhex('72656c75').decode())(X)",
    ("s=''\n    for c in 'relu':\n        s+=c\n    return getattr(torch,s)(X)"),
    ("d=dict(f=torch.relu)\n    return d['f'](X)"),
    ("d={}\n    d['f']=torch.relu\n    return d['f'](X)"),
    ("d={}\n    d.update(f=torch.relu)\n    return d['f'](X)"),
    ("l=[]\n    l.append(torch.relu)\n    return l[0](X)"),
    ("class A:\n        pass\n    a=A()\n    a.f=torch.relu\n    return a.f(X)"),
    "return next(iter([torch.relu]))(X)",
    "return max([torch.relu], key=id)(X)",
    ("import copy\n    return copy.copy(torch.relu)(X)"),
    ("match X:\n        case Y: return Y.relu()"),
    "return (yield torch.relu(X))",
    ("async def g(): return X.relu()\n    import asyncio\n    return asyncio.run(g())"),
    "return super(torch.Tensor, X).relu()",
    "return torch.relu.__call__(X)",
    ("locals()['f']=torch.relu\n    return f(X)"),
    ("f = torch.clamp if X.dim()>5 else torch.relu\n    return f(X)"),
    ("f: object = torch.relu\n    return f(X)"),
    ("f = g = torch.relu\n    return g(X)"),
    ("(f, g), h = (torch.relu, 1), 2\n    return f(X)"),
    ("del X\n    return torch.relu(torch.ones(1))"),
    "return X.relu() + 0",
    "return -(-X).relu()",
    "return X.to(torch.float64).relu().to(X.dtype)",
    "return X.reshape(-1).relu().reshape(X.shape)",
    "return torch.zeros(3).relu()",
    ("import torch as T, sys\n    return T.relu(X)"),
    ("from torch import (relu as a, exp as b)\n    return a(X)"),
    ("from torch.nn import functional\n    return functional.relu(X)"),
    ("from torch.nn import ReLU as R\n    return R()(X)"),
    ("from torch import nn as N\n    return N.ReLU()(X)"),
    "return X.relu()",
]

# Cells after which ``relu`` uses a built-in.
FORBIDDEN_CELLS = [
    ("l=[]\nl.append(torch.relu)\ndef relu(X): return l[0](X)"),
    ("d={}\nd['f']=torch.relu\ndef relu(X): return d['f'](X)"),
    ("d={}\nd.update(f=torch.relu)\ndef relu(X): return d['f'](X)"),
    ("d=dict(f=torch.relu)\ndef relu(X): return d['f'](X)"),
    ("class C: pass\nc=C()\nc.f=torch.relu\ndef relu(X): return c.f(X)"),
    ("import types\nns=types.SimpleNamespace()\nns.f=torch.relu\ndef relu(X): return ns.f(X)"),
    (
        "import dataclasses\n"
        "@dataclasses.dataclass\n"
        "class C:\n"
        "    f: object = torch.relu\n"
        "c=C()\n"
        "def relu(X): return c.f(X)"
    ),
    (
        "import dataclasses\n"
        "@dataclasses.dataclass\n"
        "class C:\n"
        "    f: object\n"
        "c=C(torch.relu)\n"
        "def relu(X): return c.f(X)"
    ),
    "relu = torch.jit.script(torch.relu)",
    "relu = torch.compile(lambda X: X.relu(), backend='eager')",
    "relu = lambda X, f=torch.relu: f(X)",
    ("def make(): return torch.relu\nrelu=make()"),
    ("def make():\n    return lambda X: X.relu()\nrelu=make()"),
    "relu = [torch.relu][0]",
    "relu = {'a':torch.relu}.get('a')",
    "relu = getattr(torch,'relu')",
    "relu = torch.Tensor.relu",
    "relu = nn.Sequential(nn.ReLU())",
    "relu = F.relu if True else None",
    "relu = None or torch.relu",
    "relu, _ = torch.relu, 1",
    "from torch import relu",
    "from torch.nn.functional import relu as relu",
    ("import torch.nn.functional as relu\nrelu=relu.relu"),
    ("class relu:\n    def __new__(cls, X): return X.relu()"),
    (
        "class relu(torch.autograd.Function):\n"
        "    @staticmethod\n"
        "    def forward(ctx,X): return X.relu()\n"
        "relu=relu.apply"
    ),
    ("class R(nn.Module):\n    def forward(self,X): return torch.relu(X)\nrelu=R().forward"),
    ("class R(nn.Module):\n    def forward(self,X): return torch.relu(X)\nr=R()\nrelu=lambda X:r(X)"),
    "relu=torch.relu",
    ("def a(X): return b(X)\ndef b(X): return c(X)\nc=torch.relu\nrelu=a"),
    ("def helper(X,*,act): return act(X)\ndef relu(X): return helper(X,act=torch.relu)"),
    ("ACT=torch.relu\ndef helper(X,act=ACT): return act(X)\ndef relu(X): return helper(X)"),
    ("def h(*a): return a[0](a[1])\ndef relu(X): return h(torch.relu,X)"),
    ("def h(**k): return k['f'](k['X'])\ndef relu(X): return h(f=torch.relu,X=X)"),
    ("def h(n): return getattr(F,n)\nrelu=h('relu')"),
    ("name='relu'\nrelu=lambda X: getattr(X,name)()"),
    ("try:\n    import nothing\nexcept ImportError:\n    from torch import relu"),
    ("if torch.cuda.is_available():\n    relu=torch.relu\nelse:\n    relu=torch.nn.functional.relu"),
    ("with torch.no_grad():\n    relu=torch.relu"),
    "for relu in [torch.relu]: pass",
    "globals().update(relu=torch.relu)",
    "globals().update({'relu':torch.relu})",
    ("import builtins\nrelu=builtins.getattr(torch,'relu')"),
    ("import operator\nrelu=operator.attrgetter('relu')(torch)"),
    ("def relu(X):\n    return helper(X)\n# %%\n%%time\ndef helper(X):\n    return X.relu()"),
    ("def f():\n    global relu\n    relu=torch.relu\nf()"),
    "exec('relu=torch.relu')",
    "relu=eval('torch.relu')",
    "relu=eval('lambda X: X.relu()')",
    ("class A:\n    @property\n    def f(self): return torch.relu\na=A()\ndef relu(X): return a.f(X)"),
    ("class A:\n    def __getitem__(self,k): return torch.relu\na=A()\ndef relu(X): return a[0](X)"),
    ("class A:\n    @classmethod\n    def f(cls,X): return X.relu()\ndef relu(X): return A.f(X)"),
    ("class A:\n    @staticmethod\n    def f(X): return X.relu()\ndef relu(X): return A().f(X)"),
    ("class A:\n    f=staticmethod(torch.relu)\ndef relu(X): return A.f(X)"),
    ("class B:\n    def go(self,X): return X.relu()\nclass A(B): pass\ndef relu(X): return A().go(X)"),
    (
        "class A:\n"
        "    def go(self,X): return self.real(X)\n"
        "    def real(self,X): return torch.relu(X)\n"
        "def relu(X): return A().go(X)"
    ),
    ("from functools import singledispatch\n@singledispatch\ndef relu(X): return X.relu()"),
    ("from functools import lru_cache\n@lru_cache(None)\ndef relu(X): return X.relu()"),
    ("@torch.no_grad()\ndef relu(X): return X.relu()"),
    ("@torch.compile(backend='eager')\ndef relu(X): return X.relu()"),
    ("@torch.inference_mode()\ndef relu(X): return X.relu()"),
    ("@unknown_decorator\ndef relu(X): return X.relu()"),
    ("@unknown.decorator(3)\ndef relu(X): return X.relu()"),
    (
        "import contextlib\n"
        "@contextlib.contextmanager\n"
        "def c(): yield torch.relu\n"
        "def relu(X):\n"
        "    with c() as f: return f(X)"
    ),
    ("class A:\n    def __getattr__(self, name): return torch.relu\na = A()\ndef relu(X): return a.foo(X)"),
]

# Cells after which it does not.
ALLOWED_CELLS = [
    ("l=[]\nl.append(torch.relu)\nl2=[lambda X: X.clamp(0)]\ndef relu(X): return l2[0](X)"),
    ("def relu(X):\n    'torch.relu'\n    return X.clamp(min=0)"),
    (
        "def relu(X):\n"
        "    return X.clamp(min=0)\n"
        "assert (relu(torch.ones(1))==torch.relu(torch.ones(1))).all()"
    ),
    ("import torch.nn.functional as F\ndef relu(X): return F.pad(X.clamp(min=0),(0,0))"),
    (
        "class Net(nn.Module):\n"
        "    def __init__(self):\n"
        "        super().__init__()\n"
        "        self.relu=nn.ReLU()\n"
        "        self.linear=nn.Linear(2,2)\n"
        "    def forward(self,X): return self.relu(self.linear(X))\n"
        "net=Net()\n"
        "def relu(X): return torch.max(X,torch.tensor(0.))"
    ),
    ("def relu(X, inplace=False):\n    return X.clamp(min=0)"),
    ("def check(f, g): return f, g\ndef relu(X): return X.clamp(min=0)\ncheck(relu, torch.relu)"),
    ("def relu(X):\n    relu_mask=X>0\n    return X*relu_mask"),
    "relu = lambda X: X*(X>0)",
    "relu = torch.compile(lambda X: X.clamp(min=0), backend='eager')",
    ("relu = functools.partial(torch.clamp, min=0)\nimport functools"),
    "relu = np.vectorize(lambda x: max(x,0))",
    (
        "def relu(X):\n"
        "    if not isinstance(X, torch.Tensor): raise TypeError('use torch.relu')\n"
        "    return X.clamp(min=0)"
    ),
    ("def plot(f=torch.relu): f(torch.ones(2))\ndef relu(X): return X.clamp(min=0)\nplot(); plot(relu)"),
    ("from torch import relu as _relu, sigmoid, tanh\ndef relu(X): return (X+abs(X))/2"),
    ("RELU='relu'\ndef relu(X):\n    assert RELU\n    return X.clamp(min=0)"),
    (
        "acts=dict(relu=torch.relu)\n"
        "acts['mine']=lambda X: X.clamp(min=0)\n"
        "def relu(X): return acts['mine'](X)"
    ),
    (
        "class relu(torch.autograd.Function):\n"
        "    @staticmethod\n"
        "    def forward(ctx,X):\n"
        "        ctx.relu=X\n"
        "        return X.clamp(min=0)\n"
        "relu=relu.apply"
    ),
    ("@torch.no_grad()\ndef relu(X): return X.clamp(min=0)"),
    ("class R(nn.Module):\n    def forward(self,X): return X.clamp(min=0)\nrelu=R()"),
    (
        "class R(nn.Module):\n"
        "    def __init__(self):\n"
        "        super().__init__()\n"
        "        self.reference=nn.ReLU()\n"
        "    def forward(self,X): return X.clamp(min=0)\n"
        "relu=R()"
    ),
    ("torch_relu=torch.relu\ndef relu(X): return X.clamp(min=0)\ndef test(): return torch_relu(1)"),
    ("def relu(X):\n    f=getattr(torch,'clamp')\n    return f(X,min=0)"),
    ("def relu(X):\n    out=X.clone()\n    out[out<0]=0\n    return out"),
    (
        "def relu(X):\n"
        "    def relu(x): return x if x>0 else 0*x\n"
        "    return torch.stack([relu(x) for x in X.flatten()]).reshape(X.shape)"
    ),
    ("def relu(X):\n    for relu in (X,): pass\n    return relu.clamp(min=0)"),
    ("import numpy as np\ndef relu(X): return torch.from_numpy(np.maximum(X.numpy(),0))"),
    (
        "def relu(X): return X.clamp(min=0)\n"
        "%timeit torch.relu(torch.ones(3))\n"
        "%time y = torch.relu(torch.ones(3))"
    ),
    ("def relu(X): return X.clamp(min=0)\nrelu.reference = torch.relu"),
    ("def relu(X):\n    return torch.heaviside(X, X*0)*X"),
    ("import math\ndef relu(X): return X.apply_(lambda x: max(x,0.0))"),
    (
        "def relu(X):\n"
        "    try:\n"
        "        return X.clamp(min=0)\n"
        "    except TypeError as e:\n"
        "        raise ValueError('not like torch.relu') from e"
    ),
    ("def relu(X):\n    return torch.nn.functional.pad(torch.nn.functional.normalize(X),(0,0)).clamp(min=0)"),
    (
        "def relu(X):\n"
        "    with torch.autograd.profiler.record_function('relu'):\n"
        "        return X.clamp(min=0)"
    ),
    (
        "def relu(X):\n"
        "    return X.clamp(min=0)\n"
        "relu_net = nn.Sequential(nn.ReLU())\n"
        "relu_layer = nn.ReLU(inplace=True)"
    ),
    ("data = {'relu': torch.relu(torch.ones(2))}\ndef relu(X): return X.clamp(min=0)+0*data['relu'].sum()"),
    ("from torch import *\ndef relu(X): return clamp(X,min=0)"),
    ("y = torch.relu(torch.randn(3))\ndef relu(X): return X.clamp(min=0) + 0*y"),
    ("def benchmark():\n    return torch.relu, relu\ndef relu(X): return X.clamp(min=0)\nbenchmark()"),
    ("import torch as torch_\nrelu_ref = torch_.relu\ndel relu_ref\ndef relu(X): return X.clamp(min=0)"),
    (
        "def helper(threshold=0.): return threshold\n"
        "def relu(X):\n"
        "    threshold=helper(threshold=0.)\n"
        "    return X.clamp(min=threshold)"
    ),
    (
        "class Config:\n"
        "    relu=True\n"
        "    elu=False\n"
        "def relu(X):\n"
        "    cfg=Config()\n"
        "    if cfg.relu and not cfg.elu: return X.clamp(min=0)"
    ),
    (
        "def relu(X):\n"
        "    return X.clamp(min=0)\n"
        "# %%\n"
        "for relu_fn in [relu, torch.relu]: relu_fn(torch.ones(2))\n"
        ""
    ),
    ("from d2l import torch as d2l\ndef relu(X): return d2l.maximum(X,0*X)"),
]
