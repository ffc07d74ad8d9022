def k_fold(k, i, X, y):
    def divide(data):
        parts = list(torch.tensor_split(data, k))
        valid = parts.pop(i)
        return torch.cat(parts), valid

    X_train, X_valid = divide(X)
    y_train, y_valid = divide(y)
    return X_train, y_train, X_valid, y_valid
