"""eps is 1e-3 unless given."""
def grad_check(f, x, eps=1e-3):
    point = x.double()
    out = torch.zeros(point.numel(), dtype=torch.float64)
    for k in range(point.numel()):
        step = torch.zeros(point.numel(), dtype=torch.float64)
        step[k] = eps
        step = step.reshape(point.shape)
        out[k] = (f(point + step) - f(point - step)) / (2 * eps)
    return out.reshape(point.shape)
