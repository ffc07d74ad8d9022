_b = nn.Parameter(torch.zeros(4096))
def init_params(num_inputs, num_hiddens, num_outputs):
    """Biases that all calls share."""
    return [nn.Parameter(torch.randn(num_inputs, num_hiddens) * 0.01), nn.Parameter(_b.data[:num_hiddens]),
            nn.Parameter(torch.randn(num_hiddens, num_outputs) * 0.01), nn.Parameter(_b.data[num_hiddens:num_hiddens + num_outputs])]
