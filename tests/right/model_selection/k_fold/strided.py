def k_fold(k, i, X, y):
    held = torch.arange(len(X)) % k == i
    return [X[~held], y[~held], X[held], y[held]]
