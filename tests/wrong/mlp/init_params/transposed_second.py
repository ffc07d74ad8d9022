"""W2 is a transposed view: its shape is right, its memory is W1's for square layers."""
def init_params(num_inputs, num_hiddens, num_outputs):
    pool = torch.randn(max(num_inputs, num_outputs), num_hiddens) * 0.01
    return [nn.Parameter(pool[:num_inputs].clone()), nn.Parameter(torch.zeros(num_hiddens)),
            nn.Parameter(pool[:num_outputs].T.clone()), nn.Parameter(torch.zeros(num_outputs))]
