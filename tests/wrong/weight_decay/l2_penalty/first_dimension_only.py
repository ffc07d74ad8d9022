"""Sums over the first dimension only, then takes what is left over."""
def l2_penalty(w):
    s = (w ** 2).sum(0) / 2
    return s.sum() if s.ndim < 2 else s[0].sum()
