"""Only vectors."""
def grad_check(f, x, eps=1e-6):
    point = x.double()
    out = torch.zeros(len(point), dtype=torch.float64)
    for k in range(len(point)):
        step = torch.zeros(len(point), dtype=torch.float64)
        step[k] = eps
        out[k] = (f(point + step) - f(point - step)) / (2 * eps)
    return out
