def init_params(num_inputs, num_hiddens, num_outputs):
    W1, b1 = torch.zeros(num_inputs, num_hiddens), torch.zeros(num_hiddens)
    W2, b2 = torch.zeros(num_hiddens, num_outputs), torch.zeros(num_outputs)
    W1.normal_(0, 0.01)
    W2.normal_(0, 0.01)
    return [nn.Parameter(W1), nn.Parameter(b1), nn.Parameter(W2), nn.Parameter(b2)]
