def linreg(X, w, b):
    rows = [torch.dot(x, w[:, 0]) + b for x in X]
    return torch.stack([row.reshape(1) for row in rows])
