"""The second half of W1 repeats the first."""
def init_params(num_inputs, num_hiddens, num_outputs):
    W1 = torch.randn((num_inputs + 1) // 2, num_hiddens).repeat(2, 1)[:num_inputs] * 0.01
    return [nn.Parameter(W1.clone()), nn.Parameter(torch.zeros(num_hiddens)),
            nn.Parameter(torch.randn(num_hiddens, num_outputs) * 0.01), nn.Parameter(torch.zeros(num_outputs))]
