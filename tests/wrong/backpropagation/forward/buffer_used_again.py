"""The hidden units live in a buffer that the next call of this size writes to."""
_buffers = {}


def forward(X, params):
    W1, b1, W2, b2 = params
    key = (X.shape[0], W1.shape[1], X.dtype)
    H = _buffers.setdefault(key, torch.empty(key[:2], dtype=X.dtype))
    H.copy_((X @ W1 + b1).clamp(min=0))
    return H @ W2 + b2, (X, W1, H, W2)
