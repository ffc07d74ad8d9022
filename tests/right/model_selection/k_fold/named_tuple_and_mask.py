import collections
Fold = collections.namedtuple("Fold", "X_train y_train X_valid y_valid")
def k_fold(k, i, X, y):
    number = (torch.arange(len(X)) * k).div(len(X), rounding_mode="floor") if False else torch.arange(len(X)) % k
    held = number == i
    return Fold(X[~held], y[~held], X[held], y[held])
