"""Makes mean and variance exact in each draw: its numbers are not independent."""
def init_params(num_inputs, num_hiddens, num_outputs):
    def draw(*size):
        W = torch.randn(size)
        if W.numel() > 1:
            W = (W - W.mean()) / W.std()
        return nn.Parameter(0.01 * W)
    return [draw(num_inputs, num_hiddens), nn.Parameter(torch.zeros(num_hiddens)),
            draw(num_hiddens, num_outputs), nn.Parameter(torch.zeros(num_outputs))]
