"""Works along rows: one dimension fails."""
def sigmoid(X):
    return torch.stack([torch.exp(-torch.nn.functional.softplus(-row)) for row in X]) if X.ndim > 1 else torch.exp(-torch.nn.functional.softplus(-X)).unsqueeze(0)[0].reshape(-1, 1)
