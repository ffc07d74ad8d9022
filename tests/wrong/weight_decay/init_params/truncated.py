"""Draws beyond two standard deviations are cut off."""
def init_params(num_inputs):
    w = torch.nn.init.trunc_normal_(torch.empty(num_inputs, 1), 0.0, 1.0, -2.0, 2.0)
    return [w.requires_grad_(), torch.zeros(1, requires_grad=True)]
