"""Factorials in int32 overflow above 12."""
def polynomial_features(x, max_degree):
    facts = torch.cumprod(torch.clamp(torch.arange(max_degree, dtype=torch.int32), min=1), 0, dtype=torch.int32)
    return x.reshape(-1, 1) ** torch.arange(max_degree) / facts.to(x.dtype)
