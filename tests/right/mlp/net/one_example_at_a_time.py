def net(X):
    rows = [relu(x.reshape(num_inputs) @ W1 + b1) @ W2 + b2 for x in X]
    return torch.stack(rows)
