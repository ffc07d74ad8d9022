"""Uses the built-in loss through its module."""
_loss = nn.CrossEntropyLoss(reduction="none")
def cross_entropy_with_logits(logits, y):
    return _loss(logits, y)
