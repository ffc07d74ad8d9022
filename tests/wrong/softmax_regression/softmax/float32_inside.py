"""float64 through float32."""
def softmax(X):
    Z = X.float()
    e = torch.exp(Z - Z.max(1, keepdim=True).values)
    return (e / e.sum(1, keepdim=True)).to(X.dtype)
