"""Through logarithms: negative x is wrong."""
def polynomial_features(x, max_degree):
    x = x.reshape(-1, 1)
    i = torch.arange(max_degree, dtype=x.dtype)
    return torch.exp(i * torch.log(x.abs().clamp(min=1e-30)) - torch.lgamma(i + 1))
