def l2_penalty(w):
    return torch.norm(w) ** 2 / 2
