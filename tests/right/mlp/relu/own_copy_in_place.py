def relu(X):
    result = X.clone()
    result[result < 0] = 0
    return result
