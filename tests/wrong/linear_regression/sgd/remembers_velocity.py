"""Keeps a velocity between calls."""
_velocity = {}
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for i, p in enumerate(params):
            v = _velocity.get(i)
            v = p.grad / batch_size + (0.9 * v if v is not None and v.shape == p.shape else 0)
            _velocity[i] = v
            p -= lr * v
            p.grad.zero_()
