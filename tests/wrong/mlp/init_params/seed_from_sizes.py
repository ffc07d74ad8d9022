"""Seeds the generator by the sizes."""
def init_params(num_inputs, num_hiddens, num_outputs):
    g = torch.Generator().manual_seed(num_inputs * 1000003 + num_hiddens)
    return [nn.Parameter(torch.randn(num_inputs, num_hiddens, generator=g) * 0.01), nn.Parameter(torch.zeros(num_hiddens)),
            nn.Parameter(torch.randn(num_hiddens, num_outputs, generator=g) * 0.01), nn.Parameter(torch.zeros(num_outputs))]
