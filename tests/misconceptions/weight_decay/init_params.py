# === decay-init-no-gradient
def init_params(num_inputs):
    return [torch.randn(num_inputs, 1), torch.zeros(1)]
# === decay-init-no-gradient
def init_params(num_inputs):
    w = torch.empty(num_inputs, 1)
    w.normal_()
    b = torch.tensor([0.0])
    return w, b
# === decay-init-flat-weight
def init_params(num_inputs):
    return [torch.randn(num_inputs, requires_grad=True), torch.zeros(1, requires_grad=True)]
# === decay-init-flat-weight
def init_params(num_inputs):
    w = torch.normal(0.0, 1.0, (num_inputs,))
    w.requires_grad_()
    return [w, torch.zeros(1).requires_grad_()]
# === decay-init-small-std
def init_params(num_inputs):
    w = (0.01 * torch.randn(num_inputs, 1)).requires_grad_()
    return [w, torch.zeros(1, requires_grad=True)]
# === decay-init-zero-weight
def init_params(num_inputs):
    return [torch.zeros(num_inputs, 1, requires_grad=True), torch.zeros(1, requires_grad=True)]
# === decay-init-uniform-weight
def init_params(num_inputs):
    return [torch.rand(num_inputs, 1, requires_grad=True), torch.zeros(1, requires_grad=True)]
# === decay-init-bias-not-zero
def init_params(num_inputs):
    return [torch.randn(num_inputs, 1, requires_grad=True), torch.ones(1, requires_grad=True)]
# === decay-init-bias-not-zero
def init_params(num_inputs):
    return [torch.randn(num_inputs, 1, requires_grad=True), torch.randn(1, requires_grad=True)]
# === decay-init-row-weight
def init_params(num_inputs):
    return [torch.randn(1, num_inputs, requires_grad=True), torch.zeros(1, requires_grad=True)]
# === ?
def init_params(num_inputs):
    return [torch.randn(num_inputs, 1, requires_grad=True), 0.0]
# === ?
def init_params(num_inputs):
    return torch.randn(num_inputs, 1, requires_grad=True)
# === decay-init-not-a-leaf
def init_params(num_inputs):
    return [1.0 * torch.randn(num_inputs, 1, requires_grad=True), torch.zeros(1, requires_grad=True)]
# === lost-dimension
def init_params(num_inputs):
    return [torch.randn(num_inputs, 1, requires_grad=True), torch.tensor(0.0, requires_grad=True)]
# === decay-init-not-a-leaf
def init_params(num_inputs):
    w = torch.ones(num_inputs, 1, requires_grad=True) * torch.randn(num_inputs, 1)
    return [w, torch.zeros(1, requires_grad=True)]
# === decay-init-bias-no-gradient
def init_params(num_inputs):
    return [torch.randn(num_inputs, 1, requires_grad=True), torch.zeros(1)]
# === decay-init-kept-tensors
_cache = {}
def init_params(num_inputs):
    if num_inputs not in _cache:
        _cache[num_inputs] = [torch.randn(num_inputs, 1, requires_grad=True), torch.zeros(1, requires_grad=True)]
    return _cache[num_inputs]
# === other-dtype
def init_params(num_inputs):
    return [torch.randn(num_inputs, 1, dtype=torch.double, requires_grad=True), torch.zeros(1, dtype=torch.double, requires_grad=True)]
# === decay-init-fixed-seed
def init_params(num_inputs):
    torch.random.manual_seed(1)
    return [torch.randn(num_inputs, 1, requires_grad=True), torch.zeros(1, requires_grad=True)]
# === decay-init-kept-tensors
import functools

@functools.lru_cache(maxsize=None)
def init_params(num_inputs):
    return [torch.randn(num_inputs, 1, requires_grad=True), torch.zeros(1, requires_grad=True)]
# === decay-init-kept-tensors
kept = {}
def init_params(num_inputs):
    key = (num_inputs,)
    if key not in kept:
        kept[key] = [torch.randn(num_inputs, 1, requires_grad=True), torch.zeros(1, requires_grad=True)]
    return kept[key]
# === decay-init-kept-tensors
def init_params(num_inputs, made={}):
    if (num_inputs,) in made:
        return made[num_inputs,]
    made[num_inputs,] = [torch.randn(num_inputs, 1, requires_grad=True), torch.zeros(1, requires_grad=True)]
    return made[num_inputs,]
# === outputs-swapped
def init_params(num_inputs):
    b = torch.zeros(1, requires_grad=True)
    w = torch.randn((num_inputs, 1), requires_grad=True)
    return [b, w]
# === std-times-constant|-
def init_params(num_inputs):
    w = torch.normal(0, 0.3, (num_inputs, 1), requires_grad=True)
    return [w, torch.zeros(1, requires_grad=True)]
# === -
def init_params(num_inputs):
    w = torch.normal(0, 1, (num_inputs, 1), requires_grad=True)
    b = torch.zeros(num_inputs, requires_grad=True)
    return [w, b]
# === std-xavier|draws-uniform|std-times-constant|std-of-fan-in
def init_params(num_inputs):
    w = torch.empty(num_inputs, 1)
    nn.init.xavier_uniform_(w)
    return w.requires_grad_(), torch.zeros(1, requires_grad=True)
