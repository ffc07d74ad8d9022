"""Drawn in place under no_grad, with a helper."""
def _weight(*shape):
    W = nn.Parameter(torch.empty(shape))
    with torch.no_grad():
        W.normal_(mean=0, std=0.01)
    return W

def init_params(num_inputs, num_hiddens, num_outputs):
    return [_weight(num_inputs, num_hiddens), nn.Parameter(torch.zeros(num_hiddens)),
            _weight(num_hiddens, num_outputs), nn.Parameter(torch.zeros((num_outputs,)))]
