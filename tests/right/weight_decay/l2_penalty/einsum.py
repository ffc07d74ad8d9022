def l2_penalty(w):
    flat = w.flatten()
    return torch.einsum('i,i->', flat, flat) / 2
