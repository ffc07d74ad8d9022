def init_params(num_inputs, num_hiddens, num_outputs):
    """Four parameters, but neither a list nor a tuple."""
    yield nn.Parameter(torch.randn(num_inputs, num_hiddens) * 0.01)
    yield nn.Parameter(torch.zeros(num_hiddens))
    yield nn.Parameter(torch.randn(num_hiddens, num_outputs) * 0.01)
    yield nn.Parameter(torch.zeros(num_outputs))
