def cross_entropy(y_hat, y):
    """Clamps where a gradient should still flow."""
    return -torch.log(torch.clamp(y_hat[torch.arange(len(y)), y], min=1e-5))
