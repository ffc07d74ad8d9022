"""One example gives a row without a dimension."""
def polynomial_features(x, max_degree):
    return torch.stack([x.reshape(-1) ** i / math.factorial(i) for i in range(max_degree)], 1).squeeze(0)
