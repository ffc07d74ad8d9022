import numpy as np


def k_fold(k, i, X, y):
    folds = np.array_split(np.arange(X.shape[0]), k)
    valid = folds[i]
    train = np.setdiff1d(np.arange(X.shape[0]), valid)
    return X[train], y[train], X[valid], y[valid]
