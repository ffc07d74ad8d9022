_space = {}
def backward(upstream, cache):
    """Hands out the same memory at each call."""
    X, H, params = _parts(cache)
    W1, b1, W2, b2 = params
    back = (upstream @ W2.T) * (H > 0)
    found = [back @ W1.T, X.T @ back, back.sum(0), H.T @ upstream, upstream.sum(0)]
    kept = _space.setdefault(tuple((tuple(f.shape), f.dtype) for f in found), [torch.empty_like(f) for f in found])
    for space, f in zip(kept, found):
        space.copy_(f)
    return list(kept)
def _parts(cache):
    items = list(cache.values()) if isinstance(cache, dict) else list(cache)
    return items[0], items[1], items[2] if isinstance(items[2], (list, tuple)) else items[2:]
