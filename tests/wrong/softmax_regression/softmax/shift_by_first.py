"""Shifts by each row's first entry."""
def softmax(X):
    e = torch.exp(X - X[:, :1])
    return e / e.sum(1, keepdim=True)
