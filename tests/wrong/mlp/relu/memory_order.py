"""Reads the memory of a non-contiguous tensor in the wrong order."""
def relu(X):
    flat = torch.as_strided(X, (X.numel(),), (1,)) if X.is_contiguous() or X.numel() == 0 else X.mT.reshape(-1) if X.ndim > 1 else X
    return flat.clamp(min=0).reshape(X.shape)
