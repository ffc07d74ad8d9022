"""float64 goes through float32."""
def l2_penalty(w):
    return ((w.float() ** 2).sum() / 2).to(w.dtype)
