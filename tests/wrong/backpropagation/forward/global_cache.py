def forward(X, params):
    """The cache is one dictionary for all calls."""
    W1, b1, W2, b2 = params
    _cache.update(X=X, H=torch.relu(X @ W1 + b1), params=params)
    return _cache["H"] @ W2 + b2, _cache
_cache = {}
