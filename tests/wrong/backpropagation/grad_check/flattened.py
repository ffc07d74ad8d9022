"""The result is flat."""
def grad_check(f, x, eps=1e-6):
    point = x.double()
    out = []
    for k in range(point.numel()):
        step = torch.zeros(point.numel(), dtype=torch.float64)
        step[k] = eps
        step = step.reshape(point.shape)
        out.append(((f(point + step) - f(point - step)) / (2 * eps)).item())
    return torch.tensor(out, dtype=torch.float64)
