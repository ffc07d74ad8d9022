_space = torch.zeros(())
def l2_penalty(w):
    value = (w ** 2).sum() / 2
    if value.requires_grad or w.dtype != torch.float32:
        return value
    _space.copy_(value)
    return _space
