"""Compares the label's score with the row's maximum."""
def accuracy(y_hat, y):
    if y_hat.dim() == 1:
        return sum(float(a) == float(b) for a, b in zip(y_hat, y))
    rows = range(len(y))
    return float(sum(bool(y_hat[i, int(y[i])] == y_hat[i].max()) for i in rows))
