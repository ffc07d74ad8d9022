def sigmoid(X):
    flat = X.reshape(-1)
    out = torch.zeros_like(flat)
    right, left = flat >= 0, flat < 0
    out[right] = 1 / (1 + torch.exp(-flat[right]))
    e = torch.exp(flat[left])
    out[left] = e / (1 + e)
    return out.reshape(X.shape)
