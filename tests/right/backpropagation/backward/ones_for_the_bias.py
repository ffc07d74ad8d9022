@torch.no_grad()
def backward(upstream, cache):
    X, W1, H, W2 = cache
    ones = torch.ones(1, X.shape[0], dtype=X.dtype)
    dZ = torch.where(H > 0, upstream @ W2.transpose(0, 1), torch.zeros_like(H))
    return [dZ @ W1.transpose(0, 1), X.transpose(0, 1) @ dZ, (ones @ dZ).squeeze(0), H.transpose(0, 1) @ upstream, (ones @ upstream).squeeze(0)]
