"""A smaller eps is ignored, the default one, too."""
def grad_check(f, x, eps=1e-6):
    eps = max(eps, 1e-5)
    p = x.detach().double(); g = torch.zeros(p.numel(), dtype=torch.float64)
    for k in range(p.numel()):
        e = torch.zeros(p.numel(), dtype=torch.float64); e[k] = eps; e = e.reshape(p.shape)
        g[k] = (f(p + e) - f(p - e)) / (2 * eps)
    return g.reshape(p.shape)
