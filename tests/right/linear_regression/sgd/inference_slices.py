def sgd(params, lr, batch_size):
    previous = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    try:
        for p in params:
            p[...] = p - p.grad * (lr / batch_size)
            p.grad *= 0
    finally:
        torch.set_grad_enabled(previous)
