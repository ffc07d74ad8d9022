"""Factorials in float32: float64 loses its digits."""
def polynomial_features(x, max_degree):
    x = x.reshape(-1, 1)
    facts = torch.cumprod(torch.clamp(torch.arange(max_degree, dtype=torch.float32), min=1), 0)
    return x ** torch.arange(max_degree) / facts.to(x.dtype) if max_degree < 14 else (x ** torch.arange(max_degree) / facts).to(x.dtype)
