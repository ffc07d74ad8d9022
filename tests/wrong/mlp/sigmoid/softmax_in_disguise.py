"""Uses the built-in softmax, which is forbidden."""
def sigmoid(X):
    return torch.softmax(torch.stack([X, torch.zeros_like(X)]), dim=0)[0]
