"""One tensor for both biases, when they have one size."""
def init_params(num_inputs, num_hiddens, num_outputs):
    b = nn.Parameter(torch.zeros(num_hiddens))
    return [nn.Parameter(torch.randn(num_inputs, num_hiddens) * 0.01), b,
            nn.Parameter(torch.randn(num_hiddens, num_outputs) * 0.01),
            b if num_outputs == num_hiddens else nn.Parameter(torch.zeros(num_outputs))]
