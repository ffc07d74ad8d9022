def relu(X):
    if X.dim() > 1:
        return torch.stack([relu(row) for row in X])
    return X.max(X.new_zeros(()))
