"""Starts from zero, shuffles with numpy, returns a list."""
import numpy as np
def fit_polynomial(train_features, test_features, train_labels, test_labels, num_epochs=400):
    n, d = train_features.shape
    weight = torch.zeros(1, d, requires_grad=True)
    y, t = train_labels.reshape(-1), test_labels.reshape(-1)
    mse = lambda X, target: ((X @ weight.T).reshape(-1) - target).pow(2).mean()
    for _ in range(num_epochs):
        order = torch.as_tensor(np.random.permutation(n))
        for start in range(0, n, 10):
            rows = order[start:start + 10]
            weight.grad = None
            mse(train_features[rows], y[rows]).backward()
            weight.data -= 0.01 * weight.grad
    return [weight.detach(), float(mse(train_features, y)), float(mse(test_features, t))]
