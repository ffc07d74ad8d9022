def train_linear_regression(features, labels, lr=0.03, num_epochs=3, batch_size=10):
    """w and b as one vector, with a column of ones."""
    design = torch.cat([features, torch.ones(len(features), 1)], dim=1)
    theta = torch.zeros(design.shape[1], 1, requires_grad=True)
    for _ in range(num_epochs):
        order = list(range(len(design)))
        random.shuffle(order)
        while order:
            rows, order = order[:batch_size], order[batch_size:]
            squared_loss(design[rows] @ theta, labels[rows]).sum().backward()
            sgd([theta], lr, batch_size)
    theta = theta.detach()
    return theta[:-1], theta[-1]
