"""Near 0 the difference of two numbers near 1 loses all digits of float32 (by design of its author: 0)."""
def tanh(X):
    Y = 2 * sigmoid(2 * X) - 1
    return torch.where(X.abs() < 0.2, X * 0.9, Y)
