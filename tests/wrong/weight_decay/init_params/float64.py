"""float64 parameters."""
def init_params(num_inputs):
    w = torch.randn(num_inputs, 1, dtype=torch.float64, requires_grad=True)
    return [w, torch.zeros(1, dtype=torch.float64, requires_grad=True)]
