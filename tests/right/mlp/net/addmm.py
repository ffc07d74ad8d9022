def net(inputs):
    rows = inputs.contiguous().view(-1, num_inputs)
    hidden = torch.addmm(b1, rows, W1)
    return torch.addmm(b2, hidden.clamp_min(0), W2)
