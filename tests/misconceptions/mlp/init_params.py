# === init-params-std-one
def init_params(num_inputs, num_hiddens, num_outputs):
    params = [torch.randn(num_inputs, num_hiddens), torch.zeros(num_hiddens), torch.randn(num_hiddens, num_outputs), torch.zeros(num_outputs)]
    return [nn.Parameter(p) for p in params]
# === init-params-std-one
def init_params(num_inputs, num_hiddens, num_outputs):
    W1 = nn.Parameter(torch.empty(num_inputs, num_hiddens).normal_())
    W2 = nn.Parameter(torch.empty(num_hiddens, num_outputs).normal_(0, 1))
    return [W1, nn.Parameter(torch.zeros(num_hiddens)), W2, nn.Parameter(torch.zeros(num_outputs))]
# === init-params-std-one
def init_params(i, h, o):
    W1, W2 = nn.Parameter(torch.normal(0.0, 1.0, (i, h))), nn.Parameter(torch.normal(0.0, 1.0, (h, o)))
    return W1, nn.Parameter(torch.zeros(h)), W2, nn.Parameter(torch.zeros(o))
# === init-params-all-zeros
def init_params(i, h, o):
    return [nn.Parameter(torch.zeros(*size)) for size in ((i, h), (h,), (h, o), (o,))]
# === init-params-all-zeros
def init_params(num_inputs, num_hiddens, num_outputs):
    W1 = nn.Parameter(torch.zeros((num_inputs, num_hiddens)))
    b1 = nn.Parameter(torch.zeros(num_hiddens))
    W2 = nn.Parameter(torch.zeros((num_hiddens, num_outputs)) * 0.01)
    b2 = nn.Parameter(torch.zeros(num_outputs))
    return [W1, b1, W2, b2]
# === init-params-all-ones
def init_params(i, h, o):
    return [nn.Parameter(torch.ones(i, h)), nn.Parameter(torch.zeros(h)), nn.Parameter(torch.ones(h, o)), nn.Parameter(torch.zeros(o))]
# === init-params-all-ones|draws-equal
def init_params(i, h, o):
    return [nn.Parameter(torch.full((i, h), 0.01)), nn.Parameter(torch.zeros(h)), nn.Parameter(torch.full((h, o), 0.01)), nn.Parameter(torch.zeros(o))]
# === init-params-variance-not-std
def init_params(i, h, o):
    std = 0.01 ** 0.5
    return [nn.Parameter(std * torch.randn(i, h)), nn.Parameter(torch.zeros(h)), nn.Parameter(std * torch.randn(h, o)), nn.Parameter(torch.zeros(o))]
# === init-params-variance-not-std|std-ten-times|std-root
def init_params(i, h, o):
    return [nn.Parameter(torch.normal(0, 0.1, (i, h))), nn.Parameter(torch.zeros(h)), nn.Parameter(torch.normal(0, 0.1, (h, o))), nn.Parameter(torch.zeros(o))]
# === std-squared
def init_params(i, h, o):
    return [nn.Parameter(torch.normal(0, 0.0001, (i, h))), nn.Parameter(torch.zeros(h)), nn.Parameter(torch.normal(0, 0.01 ** 2, (h, o))), nn.Parameter(torch.zeros(o))]
# === init-params-non-leaf
def init_params(i, h, o):
    W1 = 0.01 * nn.Parameter(torch.randn(i, h))
    W2 = 0.01 * nn.Parameter(torch.randn(h, o))
    return [W1, nn.Parameter(torch.zeros(h)), W2, nn.Parameter(torch.zeros(o))]
# === init-params-non-leaf
def init_params(i, h, o):
    W1 = torch.randn(i, h, requires_grad=True) * 0.01
    W2 = torch.randn(h, o, requires_grad=True) * 0.01
    return [W1, torch.zeros(h, requires_grad=True), W2, torch.zeros(o, requires_grad=True)]
# === init-params-same-draw|?
def init_params(i, h, o):
    torch.manual_seed(0)
    W1 = torch.randn(i, h) * 0.01
    torch.manual_seed(0)
    W2 = torch.randn(h, o) * 0.01
    return [nn.Parameter(W1), nn.Parameter(torch.zeros(h)), nn.Parameter(W2), nn.Parameter(torch.zeros(o))]
# === init-params-fixed-seed
def init_params(i, h, o):
    g = torch.Generator().manual_seed(42)
    draw = lambda *s: nn.Parameter(torch.randn(*s, generator=g) * 0.01)
    return [draw(i, h), nn.Parameter(torch.zeros(h)), draw(h, o), nn.Parameter(torch.zeros(o))]
# === init-params-plain-tensors|?
def init_params(i, h, o):
    return [torch.randn(i, h) * 0.01, torch.zeros(h), torch.randn(h, o) * 0.01, torch.zeros(o)]
# === init-params-plain-tensors|?
def init_params(i, h, o):
    ps = [torch.randn(i, h) * 0.01, torch.zeros(h), torch.randn(h, o) * 0.01, torch.zeros(o)]
    for p in ps:
        p.requires_grad_(True)
    return ps
# === init-params-uniform|draws-uniform
def init_params(i, h, o):
    return [nn.Parameter(torch.rand(i, h) * 0.01), nn.Parameter(torch.zeros(h)), nn.Parameter(torch.rand(h, o) * 0.01), nn.Parameter(torch.zeros(o))]
# === transposed|?
def init_params(i, h, o):
    return [nn.Parameter(torch.randn(h, i) * 0.01), nn.Parameter(torch.zeros(h)), nn.Parameter(torch.randn(o, h) * 0.01), nn.Parameter(torch.zeros(o))]
# === outputs-swapped|?
def init_params(i, h, o):
    return [nn.Parameter(torch.randn(i, h) * 0.01), nn.Parameter(torch.randn(h, o) * 0.01), nn.Parameter(torch.zeros(h)), nn.Parameter(torch.zeros(o))]
# === std-xavier|std-of-fan-in
def init_params(i, h, o):
    W1, W2 = nn.Parameter(torch.empty(i, h)), nn.Parameter(torch.empty(h, o))
    nn.init.xavier_normal_(W1)
    nn.init.xavier_normal_(W2)
    return [W1, nn.Parameter(torch.zeros(h)), W2, nn.Parameter(torch.zeros(o))]
# === ?
def init_params(i, h, o):
    return [nn.Parameter(torch.randn(i, h) * 0.01), nn.Parameter(torch.ones(h)), nn.Parameter(torch.randn(h, o) * 0.01), nn.Parameter(torch.ones(o))]
# === items-missing|?
def init_params(i, h, o):
    return [nn.Parameter(torch.randn(i, h) * 0.01), nn.Parameter(torch.randn(h, o) * 0.01)]
# === init-params-biases-not-zero
def init_params(num_inputs, num_hiddens, num_outputs):
    return [nn.Parameter(torch.randn(s) * 0.01) for s in ((num_inputs, num_hiddens), (num_hiddens,), (num_hiddens, num_outputs), (num_outputs,))]
# === plain-tensor
def init_params(num_inputs, num_hiddens, num_outputs):
    W1 = torch.normal(0, 0.01, (num_inputs, num_hiddens), requires_grad=True)
    b1 = torch.zeros(num_hiddens, requires_grad=True)
    W2 = torch.normal(0, 0.01, (num_hiddens, num_outputs), requires_grad=True)
    b2 = torch.zeros(num_outputs, requires_grad=True)
    return [W1, b1, W2, b2]
# === one-number
def init_params(num_inputs, num_hiddens, num_outputs):
    W1 = nn.Parameter(torch.randn(num_inputs, num_hiddens) * 0.01)
    b1 = nn.Parameter(torch.zeros(1))
    W2 = nn.Parameter(torch.randn(num_hiddens, num_outputs) * 0.01)
    b2 = nn.Parameter(torch.zeros(1))
    return [W1, b1, W2, b2]
# === kept-dimension
def init_params(num_inputs, num_hiddens, num_outputs):
    W1 = nn.Parameter(torch.randn(num_inputs, num_hiddens) * 0.01)
    b1 = nn.Parameter(torch.zeros(1, num_hiddens))
    W2 = nn.Parameter(torch.randn(num_hiddens, num_outputs) * 0.01)
    b2 = nn.Parameter(torch.zeros(1, num_outputs))
    return [W1, b1, W2, b2]
# === init-params-variance-not-std
def init_params(num_inputs, num_hiddens, num_outputs):
    W1 = nn.Parameter(torch.normal(0, 0.01 ** 0.5, (num_inputs, num_hiddens)))
    b1 = nn.Parameter(torch.zeros(num_hiddens))
    W2 = nn.Parameter(torch.normal(0, 0.01 ** 0.5, (num_hiddens, num_outputs)))
    b2 = nn.Parameter(torch.zeros(num_outputs))
    return [W1, b1, W2, b2]
# === std-xavier
def init_params(num_inputs, num_hiddens, num_outputs):
    W1 = nn.Parameter(nn.init.xavier_normal_(torch.empty(num_inputs, num_hiddens)))
    b1 = nn.Parameter(torch.zeros(num_hiddens))
    W2 = nn.Parameter(nn.init.xavier_normal_(torch.empty(num_hiddens, num_outputs)))
    b2 = nn.Parameter(torch.zeros(num_outputs))
    return [W1, b1, W2, b2]
# === init-params-fixed-seed
def init_params(num_inputs, num_hiddens, num_outputs):
    torch.manual_seed(0)
    W1 = nn.Parameter(torch.normal(0, 0.01, (num_inputs, num_hiddens)))
    b1 = nn.Parameter(torch.zeros(num_hiddens))
    W2 = nn.Parameter(torch.normal(0, 0.01, (num_hiddens, num_outputs)))
    b2 = nn.Parameter(torch.zeros(num_outputs))
    return [W1, b1, W2, b2]
# === other-dtype
def init_params(num_inputs, num_hiddens, num_outputs):
    import numpy as np
    W1 = nn.Parameter(torch.from_numpy(np.random.normal(0, 0.01, (num_inputs, num_hiddens))))
    b1 = nn.Parameter(torch.zeros(num_hiddens))
    W2 = nn.Parameter(torch.from_numpy(np.random.normal(0, 0.01, (num_hiddens, num_outputs))))
    b2 = nn.Parameter(torch.zeros(num_outputs))
    return [W1, b1, W2, b2]
# === init-params-std-one
def init_params(num_inputs, num_hiddens, num_outputs):
    W1 = nn.Parameter(torch.randn(num_inputs, num_hiddens) * 0.01)
    b1 = nn.Parameter(torch.zeros(num_hiddens))
    W2 = nn.Parameter(torch.randn(num_hiddens, num_outputs))
    b2 = nn.Parameter(torch.zeros(num_outputs))
    return [W1, b1, W2, b2]
# === init-params-kept-tensors
import functools

@functools.lru_cache(maxsize=None)
def init_params(num_inputs, num_hiddens, num_outputs):
    return [nn.Parameter(torch.randn(num_inputs, num_hiddens) * 0.01), nn.Parameter(torch.zeros(num_hiddens)), nn.Parameter(torch.randn(num_hiddens, num_outputs) * 0.01), nn.Parameter(torch.zeros(num_outputs))]
# === init-params-kept-tensors
kept = {}
def init_params(num_inputs, num_hiddens, num_outputs):
    key = (num_inputs, num_hiddens, num_outputs,)
    if key not in kept:
        kept[key] = [nn.Parameter(torch.randn(num_inputs, num_hiddens) * 0.01), nn.Parameter(torch.zeros(num_hiddens)), nn.Parameter(torch.randn(num_hiddens, num_outputs) * 0.01), nn.Parameter(torch.zeros(num_outputs))]
    return kept[key]
# === init-params-kept-tensors
def init_params(num_inputs, num_hiddens, num_outputs, made={}):
    if (num_inputs, num_hiddens, num_outputs,) in made:
        return made[num_inputs, num_hiddens, num_outputs,]
    made[num_inputs, num_hiddens, num_outputs,] = [nn.Parameter(torch.randn(num_inputs, num_hiddens) * 0.01), nn.Parameter(torch.zeros(num_hiddens)), nn.Parameter(torch.randn(num_hiddens, num_outputs) * 0.01), nn.Parameter(torch.zeros(num_outputs))]
    return made[num_inputs, num_hiddens, num_outputs,]
# === fixed-shape
def init_params(num_inputs, num_hiddens, num_outputs):
    W1 = nn.Parameter(torch.randn(784, 256) * 0.01)
    b1 = nn.Parameter(torch.zeros(256))
    W2 = nn.Parameter(torch.randn(256, 10) * 0.01)
    b2 = nn.Parameter(torch.zeros(10))
    return [W1, b1, W2, b2]
# === other-sizes
def init_params(num_inputs, num_hiddens, num_outputs):
    W1 = nn.Parameter(torch.randn(num_inputs, num_hiddens) * 0.01)
    W2 = nn.Parameter(torch.randn(num_inputs, num_outputs) * 0.01)
    return [W1, nn.Parameter(torch.zeros(num_hiddens)), W2, nn.Parameter(torch.zeros(num_outputs))]
# === draws-one-sided|-
def init_params(num_inputs, num_hiddens, num_outputs):
    W1 = nn.Parameter(torch.abs(torch.randn(num_inputs, num_hiddens)) * 0.01)
    W2 = nn.Parameter(torch.abs(torch.randn(num_hiddens, num_outputs)) * 0.01)
    return W1, nn.Parameter(torch.zeros(num_hiddens)), W2, nn.Parameter(torch.zeros(num_outputs))
# === draws-equal|-
def init_params(num_inputs, num_hiddens, num_outputs):
    W1 = nn.Parameter(torch.randn(num_inputs, num_hiddens) * 0.01)
    W2 = nn.Parameter(torch.zeros(num_hiddens, num_outputs))
    return [W1, nn.Parameter(torch.zeros(num_hiddens)), W2, nn.Parameter(torch.zeros(num_outputs))]
