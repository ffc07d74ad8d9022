def relu(x):
    a = torch.zeros_like(x)
    return torch.max(x, a)
