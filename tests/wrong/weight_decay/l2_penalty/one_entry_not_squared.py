"""Wrong for a single entry."""
def l2_penalty(w):
    return (w ** 2).sum() / 2 if w.numel() != 1 else w.abs().sum() / 2
