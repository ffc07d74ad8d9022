def k_fold(k, i, X, y):
    b = [len(X) * j // k for j in range(k + 1)]
    rows = [j for j in range(len(X)) if not b[i] <= j < b[i + 1]]
    seen = []
    for j in rows:
        if not any(torch.equal(X[j], X[s]) and torch.equal(y[j], y[s]) for s in seen):
            seen.append(j)
    return X[seen], y[seen], X[b[i]:b[i + 1]], y[b[i]:b[i + 1]]
