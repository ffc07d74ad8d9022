"""autograd does the work."""
def cross_entropy_grad(logits, y):
    leaf = logits.detach().clone().requires_grad_(True)
    nn.functional.cross_entropy(leaf, y).backward()
    return leaf.grad
