"""Like .grad, it adds to what the calls before gave for this cache."""
_sum = {}


def backward(upstream, cache):
    X, W1, H, W2 = cache
    dZ = (upstream @ W2.T) * (H > 0)
    found = [dZ @ W1.T, X.T @ dZ, dZ.sum(0), H.T @ upstream, upstream.sum(0)]
    before = _sum.get(id(cache))
    _sum[id(cache)] = found if before is None else [a + b for a, b in zip(before, found)]
    return _sum[id(cache)]
