# === polynomial-factorial-forgotten
def polynomial_features(x, max_degree):
    return torch.pow(x.reshape(-1, 1), torch.arange(max_degree))
# === polynomial-factorial-forgotten
def polynomial_features(x, max_degree):
    return torch.cat([x.reshape(-1, 1) ** i for i in range(max_degree)], 1)
# === polynomial-starts-at-one|polynomial-power-off-by-one|?
def polynomial_features(x, max_degree):
    return torch.stack([x.reshape(-1) ** i / math.factorial(i) for i in range(1, max_degree + 1)], 1)
# === polynomial-one-column-too-many
def polynomial_features(x, max_degree):
    return torch.stack([x.reshape(-1) ** i / math.factorial(i) for i in range(max_degree + 1)], 1)
# === polynomial-gamma-off-by-one|?
def polynomial_features(x, max_degree):
    return torch.stack([x.reshape(-1) ** i / math.gamma(i) if i else x.reshape(-1) ** 0 for i in range(max_degree)], 1)
# === polynomial-transposed
def polynomial_features(x, max_degree):
    return torch.stack([x.reshape(-1) ** i / math.factorial(i) for i in range(max_degree)])
# === ?
def polynomial_features(x, max_degree):
    return torch.stack([x.reshape(-1) ** i * math.factorial(i) for i in range(max_degree)], 1)
# === ?
def polynomial_features(x, max_degree):
    return torch.stack([x.reshape(-1) ** i / i for i in range(1, max_degree + 1)], 1)
# === one-short
def polynomial_features(x, max_degree):
    return torch.stack([x.reshape(-1) ** i / math.factorial(i) for i in range(1, max_degree)], 1)
# === other-formula
def polynomial_features(x, max_degree):
    return torch.stack([x.reshape(-1) ** i / math.factorial(max_degree) for i in range(max_degree)], 1)
# === reversed
def polynomial_features(x, max_degree):
    return torch.stack([x.reshape(-1) ** i / math.factorial(i) for i in reversed(range(max_degree))], 1)
# === list-for-tensor
def polynomial_features(x, max_degree):
    return [x ** i / math.factorial(i) for i in range(max_degree)]
# === polynomial-needs-a-column|?
def polynomial_features(x, max_degree):
    return torch.cat([x ** i / math.factorial(i) for i in range(max_degree)], dim=1)
# === columns-scaled
def polynomial_features(x, max_degree):
    x = x.reshape(-1, 1)
    return torch.cat([x ** i / max(i, 1) for i in range(max_degree)], 1)
# === columns-scaled
def polynomial_features(x, max_degree):
    x = x.reshape(-1, 1)
    f = torch.cumprod(torch.tensor([1] + list(range(1, max_degree)), dtype=torch.int32), 0, dtype=torch.int32)
    return x ** torch.arange(max_degree) / f
# === dimension-out-of-range
def polynomial_features(x, max_degree):
    return torch.cat([x ** i / math.factorial(i) for i in range(max_degree)], 1)
# === kept-dimension
def polynomial_features(x, max_degree):
    return torch.stack([x ** i / math.factorial(i) for i in range(max_degree)], 1)
# === other-dtype
def polynomial_features(x, max_degree):
    x = x.reshape(-1, 1).float()
    return torch.cat([x ** i / math.factorial(i) for i in range(max_degree)], 1)
# === one-short
def polynomial_features(x, max_degree):
    x = x.reshape(-1, 1)
    return torch.cat([x ** i / math.factorial(i) for i in range(max_degree - 1)], 1)
# === columns-scaled
def polynomial_features(x, max_degree):
    x = x.reshape(-1, 1)
    out = torch.cat([x ** i / math.factorial(i) for i in range(max_degree)], 1)
    for i in range(max_degree):
        out[:, i] /= math.factorial(i)
    return out
# === other-formula
def polynomial_features(x, max_degree):
    x = x.reshape(-1, 1)
    return torch.cat([x ** i * math.factorial(i) for i in range(max_degree)], 1)
# === other-formula
def polynomial_features(x, max_degree):
    x = x.reshape(-1)
    return torch.stack([x * i / math.factorial(i) for i in range(max_degree)], dim=1)
# === other-formula
def polynomial_features(x, max_degree):
    x = x.reshape(-1)
    power, columns = torch.ones_like(x), []
    for i in range(max_degree):
        columns.append(power)
        power *= x
    return torch.stack(columns, dim=1) / torch.tensor([math.factorial(i) for i in range(max_degree)], dtype=x.dtype)
# === other-formula
def polynomial_features(x, max_degree):
    out = torch.zeros(x.numel(), max_degree, dtype=x.dtype)
    for i in range(1, max_degree + 1):
        out[:, i - 1] = x.flatten() ** i
    return out
