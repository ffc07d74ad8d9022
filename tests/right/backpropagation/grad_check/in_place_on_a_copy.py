def grad_check(f, x, eps=1e-6):
    x = x.detach().clone().double()
    grad = torch.zeros_like(x)
    flat, flat_grad = x.view(-1), grad.view(-1)
    for i in range(flat.numel()):
        old = flat[i].item()
        flat[i] = old + eps
        plus = float(f(x))
        flat[i] = old - eps
        minus = float(f(x))
        flat[i] = old
        flat_grad[i] = (plus - minus) / (2 * eps)
    return grad
