"""float64 through float32."""
def sigmoid(X):
    Z = X.float()
    return torch.exp(-torch.logaddexp(-Z, torch.zeros_like(Z))).to(X.dtype)
