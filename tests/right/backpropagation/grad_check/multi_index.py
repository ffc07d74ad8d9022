import itertools


@torch.no_grad()
def grad_check(f, x, eps=1e-6):
    g = torch.zeros(x.shape, dtype=torch.float64)
    for idx in itertools.product(*[range(s) for s in x.shape]):
        up, down = x.double().clone(), x.double().clone()
        up[idx] += eps
        down[idx] -= eps
        g[idx] = (f(up) - f(down)) / (2 * eps)
    return g
