def grad_check(function, point, eps=1e-6):
    base = point.detach().to(torch.float64)
    slots = []
    for k in range(base.numel()):
        mask = (torch.arange(base.numel()) == k).reshape(base.shape).to(base.dtype)
        slots.append(0.5 * (function(base + eps * mask) - function(base - eps * mask)) / eps)
    return torch.tensor([float(s) for s in slots], dtype=point.dtype).reshape(point.shape)
