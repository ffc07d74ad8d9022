"""Draws beyond 2.3 are cut off."""
def init_params(num_inputs):
    return [torch.randn(num_inputs, 1).clamp(-2.3, 2.3).requires_grad_(), torch.zeros(1, requires_grad=True)]
