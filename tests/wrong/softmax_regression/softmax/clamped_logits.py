"""Logits are clamped at ±80 instead of shifted."""
def softmax(X):
    e = torch.exp(X.clamp(-80, 80))
    return e / e.sum(1, keepdim=True)
