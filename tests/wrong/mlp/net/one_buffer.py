_space = {}
def net(X):
    H = relu(X.reshape(-1, num_inputs) @ W1 + b1)
    out = H @ W2 + b2
    if out.requires_grad:
        return out
    kept = _space.setdefault(tuple(out.shape), torch.empty_like(out))
    kept.copy_(out)
    return kept
