_space = {}
def softmax(X):
    if X.requires_grad:
        e = (X - X.amax(1, keepdim=True)).exp()
        return e / e.sum(1, keepdim=True)
    out = _space.setdefault((tuple(X.shape), X.dtype), torch.empty_like(X))
    out.copy_((X - X.amax(1, keepdim=True)).exp())
    out /= out.sum(1, keepdim=True)
    return out
