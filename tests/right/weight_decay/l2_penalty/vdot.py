"""The dot product of the flattened weight with itself."""
def l2_penalty(w):
    flat = w.flatten()
    return 0.5 * torch.dot(flat, flat)
