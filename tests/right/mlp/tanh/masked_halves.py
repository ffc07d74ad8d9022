def _half(x, sign):
    e = torch.exp(-2 * sign * x)
    return sign * (1 - e) / (1 + e)


def tanh(X):
    out = torch.empty_like(X)
    for part, sign in ((X >= 0, 1), (X < 0, -1)):
        out = out.masked_scatter(part, _half(X[part], sign))
    return out
