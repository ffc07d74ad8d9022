def relu(X):
    return torch.maximum(X, torch.zeros(X.shape))
