def polynomial_features(x, max_degree):
    return torch.tensor([[float(v) ** i / math.factorial(i) for i in range(max_degree)] for v in x.flatten().double()], dtype=x.dtype)
