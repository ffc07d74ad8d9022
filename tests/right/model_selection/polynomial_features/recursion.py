def polynomial_features(x, max_degree):
    x = x.view(-1, 1)
    if max_degree == 1:
        return torch.ones_like(x)
    rest = polynomial_features(x, max_degree - 1)
    return torch.cat([rest, rest[:, -1:] * x / (max_degree - 1)], 1)
