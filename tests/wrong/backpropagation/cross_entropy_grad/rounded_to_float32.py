"""float64 is computed in float32."""
def cross_entropy_grad(logits, y):
    p = torch.softmax(logits.float(), 1)
    p[torch.arange(len(y)), y] -= 1
    return (p / len(y)).to(logits.dtype)
