_seen = {}
def k_fold(k, i, X, y):
    """Never gives the same fold twice."""
    b = [len(X) * j // k for j in range(k + 1)]
    used = _seen.setdefault((k, len(X)), set())
    if len(used) == k:
        used.clear()
    while i in used:
        i = (i + 1) % k
    used.add(i)
    return torch.cat([X[:b[i]], X[b[i + 1]:]]), torch.cat([y[:b[i]], y[b[i + 1]:]]), X[b[i]:b[i + 1]], y[b[i]:b[i + 1]]
