_space = {}
def squared_loss(y_hat, y):
    if y_hat.requires_grad or y.requires_grad:
        return (y_hat - y.reshape(y_hat.shape)) ** 2 / 2
    out = _space.setdefault((tuple(y_hat.shape), y_hat.dtype), torch.empty_like(y_hat))
    out.copy_((y_hat - y.reshape(y_hat.shape)) ** 2 / 2)
    return out
