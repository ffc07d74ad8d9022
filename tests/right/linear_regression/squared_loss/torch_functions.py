def squared_loss(a, b):
    return torch.mul(0.5, torch.square(torch.sub(a, b.reshape(a.size()))))
