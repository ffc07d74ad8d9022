def _linear_backward(up, inputs, W):
    return up @ W.t(), inputs.t() @ up, up.sum(0)


def backward(upstream, cache):
    X, W1, H, W2 = cache
    dH, dW2, db2 = _linear_backward(upstream, H, W2)
    dX, dW1, db1 = _linear_backward(dH.masked_fill(H <= 0, 0), X, W1)
    return [dX, dW1, db1, dW2, db2]
