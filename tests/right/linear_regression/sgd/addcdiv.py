"""add_ with alpha on data, and a fresh zero gradient."""
def sgd(params, lr, batch_size):
    for i in range(len(params)):
        params[i].data.add_(params[i].grad, alpha=-lr / batch_size)
        params[i].grad = torch.zeros_like(params[i].grad)
