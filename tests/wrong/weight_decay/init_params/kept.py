"""Gives the same tensors again for a size it has seen."""
_kept = {}
def init_params(num_inputs):
    if num_inputs not in _kept:
        _kept[num_inputs] = [torch.randn(num_inputs, 1, requires_grad=True), torch.zeros(1, requires_grad=True)]
    return _kept[num_inputs]
