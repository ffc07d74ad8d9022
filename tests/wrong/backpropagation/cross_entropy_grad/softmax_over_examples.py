"""softmax down the columns."""
def cross_entropy_grad(logits, y):
    p = torch.softmax(logits, 0)
    p[torch.arange(len(y)), y] -= 1
    return p / len(y)
