"""The second bias is drawn, too."""
def init_params(num_inputs, num_hiddens, num_outputs):
    return [nn.Parameter(torch.randn(num_inputs, num_hiddens) * 0.01), nn.Parameter(torch.zeros(num_hiddens)),
            nn.Parameter(torch.randn(num_hiddens, num_outputs) * 0.01), nn.Parameter(torch.randn(num_outputs) * 0.01)]
