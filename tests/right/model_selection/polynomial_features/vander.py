def polynomial_features(x, max_degree):
    powers = torch.linalg.vander(x.squeeze(-1) if x.dim() == 2 else x, N=max(max_degree, 2))[:, :max_degree]
    factorials = torch.arange(max_degree).clamp(min=1).cumprod(0)
    return powers / factorials
