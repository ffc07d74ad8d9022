"""Logits beyond 50 count as 50."""
def cross_entropy_grad(logits, y):
    p = torch.softmax(logits.clamp(-50, 50), 1)
    p[torch.arange(len(y)), y] -= 1
    return p / len(y)
