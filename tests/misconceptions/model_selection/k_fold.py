# === k-fold-validation-left-in-training
def k_fold(k, i, X, y):
    n = len(X) // k
    stop = (i + 1) * n if i < k - 1 else len(X)
    return X, y, X[i * n:stop], y[i * n:stop]
# === k-fold-remainder-dropped
def k_fold(k, i, X, y):
    n = len(X) // k
    tr = torch.cat([X[j * n:(j + 1) * n] for j in range(k) if j != i]), torch.cat([y[j * n:(j + 1) * n] for j in range(k) if j != i])
    return tr[0], tr[1], X[i * n:(i + 1) * n], y[i * n:(i + 1) * n]
# === k-fold-parts-swapped
def k_fold(k, i, X, y):
    Xs, ys = list(torch.tensor_split(X, k)), list(torch.tensor_split(y, k))
    vx, vy = Xs.pop(i), ys.pop(i)
    return vx, vy, torch.cat(Xs), torch.cat(ys)
# === outputs-swapped|?
def k_fold(k, i, X, y):
    Xs, ys = list(torch.tensor_split(X, k)), list(torch.tensor_split(y, k))
    vx, vy = Xs.pop(i), ys.pop(i)
    return torch.cat(Xs), vx, torch.cat(ys), vy
# === k-fold-shuffled-each-call
def k_fold(k, i, X, y):
    p = torch.randperm(len(X))
    Xs, ys = list(torch.tensor_split(X[p], k)), list(torch.tensor_split(y[p], k))
    vx, vy = Xs.pop(i), ys.pop(i)
    return torch.cat(Xs), torch.cat(ys), vx, vy
# === ?
def k_fold(k, i, X, y):
    Xs, ys = list(torch.tensor_split(X, k)), list(torch.tensor_split(y, k))
    vx, vy = Xs.pop(i), ys.pop(i)
    return torch.stack(Xs), torch.stack(ys), vx, vy
# === k-fold-shuffled-each-call
def k_fold(k, i, X, y):
    p = torch.randperm(len(X))
    parts = p.tensor_split(k)
    v = parts[i]
    t = torch.cat([q for j, q in enumerate(parts) if j != i])
    return X[t], y[t], X[v], y[v]
# === uneven-parts
def k_fold(k, i, X, y):
    size = math.ceil(len(X) / k)
    s = slice(i * size, (i + 1) * size)
    return torch.cat([X[:s.start], X[s.stop:]]), torch.cat([y[:s.start], y[s.stop:]]), X[s], y[s]
# === uneven-parts
def k_fold(k, i, X, y):
    Xs, ys = list(X.chunk(k)), list(y.chunk(k))
    Xv, yv = Xs.pop(i), ys.pop(i)
    return torch.cat(Xs), torch.cat(ys), Xv, yv
# === one-too-many|?
def k_fold(k, i, X, y):
    Xs, ys = list(X.tensor_split(k)), list(y.tensor_split(k))
    Xv, yv = Xs.pop(i), ys.pop(i)
    return torch.cat(Xs), y, Xv, yv
# === items-missing
def k_fold(k, i, X, y):
    Xs, ys = X.tensor_split(k), y.tensor_split(k)
    return torch.cat(Xs[:i] or Xs[1:]), torch.cat(ys[:i] or ys[1:]), Xs[i], ys[i]
# === uneven-parts
def k_fold(k, i, X, y):
    size = round(len(X) / k)
    a, b = i * size, (i + 1) * size if i < k - 1 else len(X)
    return torch.cat([X[:a], X[b:]]), torch.cat([y[:a], y[b:]]), X[a:b], y[a:b]
# === one-short|items-missing|-
def k_fold(k, i, X, y):
    size = len(X) // k
    a, b = i * size, (i + 1) * size - 1
    return torch.cat([X[:a], X[b + 1:]]), torch.cat([y[:a], y[b + 1:]]), X[a:b], y[a:b]

# === stacked|?
def k_fold(k, i, X, y):
    Xs, ys = list(torch.tensor_split(X, k)), list(torch.tensor_split(y, k))
    X_valid, y_valid = Xs.pop(i), ys.pop(i)
    return torch.stack(Xs), torch.stack(ys), X_valid, y_valid
# === k-fold-k-is-the-size
def k_fold(k, i, X, y):
    start, stop = i * k, (i + 1) * k
    X_valid, y_valid = X[start:stop], y[start:stop]
    X_train = torch.cat([X[:start], X[stop:]])
    y_train = torch.cat([y[:start], y[stop:]])
    return X_train, y_train, X_valid, y_valid
# === k-fold-k-is-the-size
def k_fold(k, i, X, y):
    chosen = torch.zeros(len(X), dtype=torch.bool)
    chosen[k * i:k * i + k] = True
    return X[~chosen], y[~chosen], X[chosen], y[chosen]
# === k-fold-k-is-the-size
def k_fold(k, i, X, y):
    rows = [j for j in range(i * k, (i + 1) * k) if j < len(X)]
    rest = [j for j in range(len(X)) if j not in rows]
    return X[rest], y[rest], X[rows], y[rows]
# === outputs-swapped
def k_fold(k, i, X, y):
    fold = torch.arange(len(X)) % k
    tr, va = fold != i, fold == i
    return X[tr], X[va], y[tr], y[va]
# === other-order
def k_fold(k, i, X, y):
    n = len(X) // k
    a, b = i * n, (len(X) if i == k - 1 else (i + 1) * n)
    return torch.cat([X[b:], X[:a]]), torch.cat([y[b:], y[:a]]), X[a:b], y[a:b]
# === ?
def k_fold(k, i, X, y):
    m = torch.arange(len(X)) % k == i
    return X[~m], y, X[m], y[m]
# === k-fold-always-the-same-fold
def k_fold(k, i, X, y):
    m = torch.arange(len(X)) % k == k - 1
    return X[~m], y[~m], X[m], y[m]
# === none-used
def k_fold(k, i, X, y):
    s = X.shape[0] // k
    Xt, yt = None, None
    for j in range(k):
        part = slice(j * s, (j + 1) * s if j < k - 1 else len(X))
        if j == i:
            Xv, yv = X[part], y[part]
        else:
            Xt, yt = torch.cat([Xt, X[part]], 0), torch.cat([yt, y[part]], 0)
    return Xt, yt, Xv, yv
# === k-fold-off-by-one-fold
def k_fold(k, i, X, y):
    n = len(X) // k
    a, b = (i + 1) * n, (i + 2) * n
    return torch.cat([X[:a], X[b:]]), torch.cat([y[:a], y[b:]]), X[a:b], y[a:b]
# === -|unchanged
def k_fold(k, i, X, y):
    n = len(X)
    start, stop = i * n // k, i * n // k
    return torch.cat([X[:start], X[stop:]]), torch.cat([y[:start], y[stop:]]), X[start:stop], y[start:stop]
# === -
def k_fold(k, i, X, y):
    n = len(X)
    start, stop = i * n // k, (i + 2) * n // k
    return torch.cat([X[:start], X[stop:]]), torch.cat([y[:start], y[stop:]]), X[start:stop], y[start:stop]
# === -|unchanged
def k_fold(k, i, X, y):
    n = len(X)
    start, stop = i * n // k, (i + 1) * n // k
    return torch.cat([X[:start], X[stop:]]), torch.cat([y[:start], y[stop:]]), X[start:stop], y[start:]
