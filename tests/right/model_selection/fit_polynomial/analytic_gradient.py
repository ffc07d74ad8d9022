import numpy as np


def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    F, y = train_features.double(), train_labels.double().flatten()
    n, w = len(y), torch.randn(F.shape[1], dtype=torch.float64) * 0.01
    for _ in range(num_epochs):
        order = np.random.permutation(n)
        for k in range(0, n, 10):
            b = order[k:k + 10]
            w = w - 0.02 * F[b].T @ (F[b] @ w - y[b]) / len(b)
    losses = [float(((G.double() @ w - t.double().flatten()) ** 2).mean())
              for G, t in ((train_features, train_labels), (test_features, test_labels))]
    return [w.float().reshape(1, -1), *losses]
