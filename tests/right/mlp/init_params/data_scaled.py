def init_params(num_inputs, num_hiddens, num_outputs):
    W1 = nn.Parameter(torch.randn(num_inputs, num_hiddens))
    W2 = nn.Parameter(torch.randn(num_hiddens, num_outputs))
    with torch.no_grad():
        W1 *= 0.01
        W2.mul_(0.01)
    return W1, nn.Parameter(torch.zeros(num_hiddens)), W2, nn.Parameter(torch.zeros(num_outputs))
