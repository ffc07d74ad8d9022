def grad_check(f, x, eps=1e-6):
    """Works on x itself, and forgets float32 inputs' rounding."""
    g = torch.zeros(x.shape, dtype=torch.float64)
    flat, out = x.reshape(-1), g.reshape(-1)
    for i in range(flat.numel()):
        old = flat[i].item()
        flat[i] = old + eps; up = float(f(x.double()))
        flat[i] = old - eps; down = float(f(x.double()))
        flat[i] = old
        out[i] = (up - down) / (2 * eps)
    return g
