"""The second half of X is the first half with the other sign."""
def synthetic_data(w, b, num_examples):
    half = torch.randn((num_examples + 1) // 2, len(w))
    X = torch.cat([half, -half])[:num_examples]
    y = X @ w.reshape(-1, 1) + b
    return X, y + 0.01 * torch.randn(y.shape)
