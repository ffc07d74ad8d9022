"""One draw, repeated over the whole of w, where w is long."""
def init_params(num_inputs):
    w = torch.randn(min(num_inputs, 100), 1).repeat(num_inputs // 100 + 1, 1)[:num_inputs]
    return [w.clone().requires_grad_(), torch.zeros(1, requires_grad=True)]
