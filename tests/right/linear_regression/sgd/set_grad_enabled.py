def sgd(params, lr, batch_size):
    with torch.set_grad_enabled(False):
        list(map(lambda p: (p.subtract_(p.grad.mul(lr).div(batch_size)), p.grad.fill_(0)), params))
