def grad_check(f, x, eps=1e-6):
    x64 = x.double()
    def partial(k):
        e = torch.zeros(x64.numel(), dtype=torch.float64); e[k] = eps
        e = e.view(x64.shape)
        return (f(x64 + e) - f(x64 - e)).item() / (2 * eps)
    return torch.tensor([partial(k) for k in range(x64.numel())], dtype=torch.float64).view(x64.shape).to(x.dtype)
