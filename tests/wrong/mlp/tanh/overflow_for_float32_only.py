"""Fine in float64; in float32 it overflows above 44."""
def tanh(X):
    e = torch.exp(2 * X) if X.dtype == torch.float32 else torch.exp(2 * X.clamp(-300, 300))
    return (e - 1) / (e + 1)
