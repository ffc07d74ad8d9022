"""The spread of Xavier's rule."""
def init_params(num_inputs, num_hiddens, num_outputs):
    W1, W2 = torch.empty(num_inputs, num_hiddens), torch.empty(num_hiddens, num_outputs)
    for W in (W1, W2):
        nn.init.xavier_normal_(W)
    return [nn.Parameter(W1), nn.Parameter(torch.zeros(num_hiddens)), nn.Parameter(W2), nn.Parameter(torch.zeros(num_outputs))]
