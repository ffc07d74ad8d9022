def k_fold(folds, which, data, labels):
    size = len(data) // folds
    X_train, y_train, X_valid, y_valid = None, None, None, None
    for j in range(folds):
        part = slice(j * size, (j + 1) * size if j < folds - 1 else len(data))
        X_part, y_part = data[part], labels[part]
        if j == which:
            X_valid, y_valid = X_part, y_part
        elif X_train is None:
            X_train, y_train = X_part, y_part
        else:
            X_train = torch.cat([X_train, X_part], 0)
            y_train = torch.cat([y_train, y_part], 0)
    return X_train, y_train, X_valid, y_valid
