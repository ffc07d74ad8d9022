"""Right value, twice the gradient."""
def l2_penalty(w):
    s = (w ** 2).sum()
    return s - s.detach() / 2
