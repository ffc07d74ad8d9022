def k_fold(k, i, X, y):
    n = X.size(0)
    size, rest = divmod(n, k)
    start = i * size + min(i, rest)
    stop = start + size + (1 if i < rest else 0)
    valid = [j for j in range(n) if start <= j < stop]
    train = [j for j in range(n) if j not in valid]
    pick = lambda data, rows: torch.stack([data[j] for j in rows])
    return pick(X, train), pick(y, train), pick(X, valid), pick(y, valid)
