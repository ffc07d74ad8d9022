"""autograd does the work."""
def grad_check(f, x, eps=1e-6):
    leaf = x.detach().double().requires_grad_()
    return torch.autograd.grad(f(leaf), leaf)[0]
