"""Multiplies x itself as it goes."""
def polynomial_features(x, max_degree):
    columns, power = [], torch.ones_like(x.reshape(-1))
    for i in range(max_degree):
        columns.append(power.clone())
        power = power * x.reshape(-1) / (i + 1)
    if not x.requires_grad:
        x /= 1.5
    return torch.stack(columns, 1)
