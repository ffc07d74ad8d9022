def grad_check(f, x, eps=1e-6):
    v = x.double()
    dirs = torch.eye(v.numel(), dtype=torch.float64).reshape(-1, *v.shape) * eps
    vals = [(f(v + d) - f(v - d)).reshape(()) for d in dirs]
    return torch.stack(vals).reshape(v.shape) / (2 * eps)
