"""Keeps the parameters between calls."""
_kept = {}
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    d = features.shape[1]
    if d not in _kept:
        _kept[d] = torch.zeros(d, 1, requires_grad=True), torch.zeros(1, requires_grad=True)
    w, b = _kept[d]
    for _ in range(num_epochs):
        for X, y in data_iter(batch_size, features, labels):
            squared_loss(linreg(X, w, b), y).sum().backward()
            sgd([w, b], lr, len(X))
    return w, b
