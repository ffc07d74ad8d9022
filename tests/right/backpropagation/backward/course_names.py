def affine_backward(dout, x, w):
    return dout.mm(w.t()), x.t().mm(dout), dout.sum(dim=0)


def relu_backward(dout, x):
    dx = dout.clone()
    dx[x < 0] = 0  # 1 at 0
    return dx


def forward(X, params):
    W1, b1, W2, b2 = params
    a = X.mm(W1) + b1
    h = a.clamp(min=0)
    return h.mm(W2) + b2, (X, a, h, W1, W2)


def backward(upstream, cache):
    X, a, h, W1, W2 = cache
    dh, dW2, db2 = affine_backward(upstream, h, W2)
    dX, dW1, db1 = affine_backward(relu_backward(dh, a), X, W1)
    return [dX, dW1, db1, dW2, db2]
