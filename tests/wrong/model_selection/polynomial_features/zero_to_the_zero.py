"""0⁰ comes out as 0."""
def polynomial_features(x, max_degree):
    x = x.reshape(-1, 1)
    out = torch.cat([x ** i / math.factorial(i) for i in range(max_degree)], 1)
    return torch.where(x == 0, out * 0, out)
