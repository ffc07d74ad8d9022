def grad_check(func, point, eps=1e-6):
    base = point.detach().to(torch.float64)
    result = torch.empty_like(base)
    for i in range(base.numel()):
        shift = torch.zeros(base.numel(), dtype=torch.float64)
        shift[i] = eps
        shift = shift.reshape(base.shape)
        result.view(-1)[i] = (float(func(base.clone() + shift)) - float(func(base.clone() - shift))) / (2 * eps)
    return result.to(point.dtype)
