def tanh(X):
    if X.flatten()[0] < 0:
        return -tanh(-X)
    e = torch.exp(-2 * X)
    return (1 - e) / (1 + e)
