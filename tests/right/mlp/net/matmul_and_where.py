"""torch.matmul, and ReLU written out."""
def net(X):
    H = torch.matmul(torch.flatten(X, 1) if X.ndim > 2 else X.reshape(-1, num_inputs), W1).add(b1)
    H = torch.where(H > 0, H, torch.zeros_like(H))
    return torch.matmul(H, W2).add(b2)
