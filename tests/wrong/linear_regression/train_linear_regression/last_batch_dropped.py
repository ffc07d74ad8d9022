"""The examples left over at the end are not trained on."""
def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    w = torch.zeros(features.shape[1], 1, requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    n = len(features)
    for _ in range(num_epochs):
        order = torch.randperm(n)
        whole = n // batch_size * batch_size or n
        for rows in order[:whole].split(batch_size):
            loss = squared_loss(linreg(features[rows], w, b), labels[rows])
            loss.sum().backward()
            sgd([w, b], lr, min(batch_size, n))
    return w, b
