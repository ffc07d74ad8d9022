"""With a single input, w starts at 0."""
def init_params(num_inputs):
    w = torch.randn(num_inputs, 1) if num_inputs > 1 else torch.zeros(1, 1)
    return [w.requires_grad_(), torch.zeros(1, requires_grad=True)]
