def k_fold(k, i, X, y):
    size = X.shape[0] // k
    X_train = y_train = X_valid = y_valid = None
    for j in range(k):
        idx = slice(j * size, (j + 1) * size if j < k - 1 else X.shape[0])
        X_part, y_part = X[idx], y[idx]
        if j == i:
            X_valid, y_valid = X_part, y_part
        elif X_train is None:
            X_train, y_train = X_part, y_part
        else:
            X_train = torch.cat([X_train, X_part], 0)
            y_train = torch.cat([y_train, y_part], 0)
    return X_train, y_train, X_valid, y_valid
