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
