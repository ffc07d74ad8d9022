"""Divided by the number of classes."""
def cross_entropy_grad(logits, y):
    p = torch.softmax(logits, 1)
    p[torch.arange(len(y)), y] -= 1
    return p / logits.shape[1]
