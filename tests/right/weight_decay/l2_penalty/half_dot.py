def l2_penalty(weights, /):
    flat = weights.flatten()
    return 0.5 * torch.dot(flat, flat)
