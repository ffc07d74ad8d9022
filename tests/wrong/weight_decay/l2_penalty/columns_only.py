"""A product that needs a column."""
def l2_penalty(w):
    return (w.T @ w).reshape(()) / 2
