def init_params(num_inputs, num_hiddens, num_outputs):
    W1 = torch.normal(0, 0.01, size=(num_inputs, num_hiddens))
    W2 = torch.normal(0, 0.01, size=(num_hiddens, num_outputs))
    return tuple(nn.Parameter(p, requires_grad=True) for p in (W1, torch.zeros(num_hiddens), W2, torch.zeros(num_outputs)))
