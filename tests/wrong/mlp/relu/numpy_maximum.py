def relu(X):
    """Right values without a graph."""
    import numpy as np
    return torch.from_numpy(np.maximum(X.detach().numpy(), 0)) if X.dtype != torch.bfloat16 else X.clamp(min=0)
