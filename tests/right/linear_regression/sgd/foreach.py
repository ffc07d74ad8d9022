"""All parameters at once."""
@torch.no_grad()
def sgd(params, lr, batch_size):
    torch._foreach_add_(list(params), [p.grad for p in params], alpha=-lr / batch_size)
    for p in params:
        p.grad.fill_(0)
