import numpy as np

def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    X, y = features.numpy(), labels.numpy().reshape(-1)
    w, b = np.zeros(X.shape[1], dtype=np.float32), np.float32(0)
    for _ in range(num_epochs):
        order = np.random.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start:start + batch_size]
            error = X[rows] @ w + b - y[rows]
            w = w - lr * (error @ X[rows]) / len(rows)
            b = b - lr * error.mean()
    return torch.tensor(w, dtype=torch.float32).reshape(-1, 1), torch.tensor([b], dtype=torch.float32)
