"""Biases of shape (1, h) and (1, q)."""
def init_params(num_inputs, num_hiddens, num_outputs):
    return [nn.Parameter(torch.randn(num_inputs, num_hiddens) * 0.01), nn.Parameter(torch.zeros(1, num_hiddens)),
            nn.Parameter(torch.randn(num_hiddens, num_outputs) * 0.01), nn.Parameter(torch.zeros(1, num_outputs))]
