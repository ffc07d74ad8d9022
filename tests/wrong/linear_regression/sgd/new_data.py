"""Puts a new tensor into .data: the storage is another one."""
def sgd(params, lr, batch_size):
    for p in params:
        p.data = p.data - lr * p.grad / batch_size
        p.grad = None
