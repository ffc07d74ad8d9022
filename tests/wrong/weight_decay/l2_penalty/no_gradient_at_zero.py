"""Through the norm: the gradient at w = 0 is nan."""
def l2_penalty(w):
    return torch.sqrt((w * w).sum()) ** 2 / 2
