def grad_check(f, x, eps=1e-6):
    p = x.to(torch.double)
    steps = eps * torch.eye(p.numel(), dtype=torch.double)
    values = [(f(p + s.reshape(p.shape)) - f(p - s.reshape(p.shape))).reshape(()) / 2 / eps for s in steps]
    return torch.stack(values).reshape(p.shape).to(x.dtype)
