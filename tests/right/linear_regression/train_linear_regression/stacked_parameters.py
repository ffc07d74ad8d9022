def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    n, d = features.shape
    A = torch.cat([features, torch.ones(n, 1)], dim=1)
    theta = torch.zeros(d + 1, 1)
    for _ in range(num_epochs):
        order = torch.randperm(n)
        for start in range(0, n, batch_size):
            pick = order[start:start + batch_size]
            theta -= lr / len(pick) * A[pick].T @ (A[pick] @ theta - labels[pick])
    return theta[:d], theta[d]
