def grad_check(f, x, eps=1e-6):
    x64 = x.detach().to(torch.float64)
    g = torch.zeros_like(x64).reshape(-1)
    for k in range(x64.numel()):
        step = torch.zeros(x64.numel(), dtype=torch.float64)
        step[k] = eps
        step = step.reshape(x64.shape)
        g[k] = (float(f(x64 + step)) - float(f(x64 - step))) / (2 * eps)
    return g.reshape(x64.shape)
