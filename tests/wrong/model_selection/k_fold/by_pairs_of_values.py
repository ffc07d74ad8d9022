def k_fold(k, i, X, y):
    b = [len(X) * j // k for j in range(k + 1)]
    valid = list(zip(X[b[i]:b[i + 1]].tolist(), y[b[i]:b[i + 1]].tolist()))
    train = [p for p in zip(X.tolist(), y.tolist()) if p not in valid]
    back = lambda pairs, j, like: torch.tensor([p[j] for p in pairs], dtype=like.dtype).reshape(-1, *like.shape[1:])
    return back(train, 0, X), back(train, 1, y), back(valid, 0, X), back(valid, 1, y)
