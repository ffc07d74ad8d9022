def polynomial_features(x, max_degree):
    n = x.numel()
    steps = x.reshape(n, 1) / torch.arange(1, max_degree, dtype=x.dtype) if max_degree > 1 else x.new_zeros(n, 0)
    return torch.cat([torch.ones(n, 1, dtype=x.dtype), torch.cumprod(steps, dim=1)], dim=1)
