_bias = torch.zeros(1, requires_grad=True)
def init_params(num_inputs):
    """One tensor is handed out at each call."""
    return [torch.normal(0, 1, (num_inputs, 1), requires_grad=True), _bias]
