"""b is a scalar of shape ()."""
def init_params(num_inputs):
    return [torch.randn(num_inputs, 1, requires_grad=True), torch.zeros((), requires_grad=True)]
