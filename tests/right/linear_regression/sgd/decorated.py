@torch.no_grad()
def sgd(params, lr, batch_size):
    for param in params:
        param.add_(param.grad, alpha=-lr / batch_size)
        param.grad.fill_(0)
