"""Negates X in place and back, but for what it clamps."""
def sigmoid(X):
    if not X.requires_grad:
        X.clamp_(-50, 50)
    return torch.exp(-torch.nn.functional.softplus(-X))
