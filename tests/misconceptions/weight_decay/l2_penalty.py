# === l2-penalty-no-half
def l2_penalty(w):
    return (w * w).sum()
# === l2-penalty-no-half
def l2_penalty(w):
    return torch.linalg.norm(w) ** 2
# === l2-penalty-no-half
def l2_penalty(w):
    return w.flatten() @ w.flatten()
# === l2-penalty-norm
def l2_penalty(w):
    return w.norm()
# === l2-penalty-norm
def l2_penalty(w):
    return (w ** 2).sum() ** 0.5
# === l2-penalty-norm|?
def l2_penalty(w):
    return w.norm() / 2
# === l2-penalty-l1
def l2_penalty(w):
    return torch.abs(w).sum()
# === l2-penalty-l1|?
def l2_penalty(w):
    return w.abs().sum() / 2
# === l2-penalty-mean
def l2_penalty(w):
    return torch.mean(w ** 2) / 2
# === l2-penalty-mean|?
def l2_penalty(w):
    return torch.mean(w ** 2)
# === l2-penalty-item
def l2_penalty(w):
    return float((w ** 2).sum() / 2)
# === l2-penalty-detached
def l2_penalty(w):
    return (w.data ** 2).sum() / 2
# === l2-penalty-detached
def l2_penalty(w):
    with torch.no_grad():
        return torch.sum(w.pow(2)) / 2
# === l2-penalty-not-summed
def l2_penalty(w):
    return w ** 2 / 2
# === ?
def l2_penalty(w):
    return w.sum() ** 2 / 2
# === ?
def l2_penalty(w):
    return w.pow(2).sum() / len(w)
# === ?
def l2_penalty(w):
    return -(w ** 2).sum() / 2
# === l2-penalty-detached
def l2_penalty(w):
    return torch.sum(w.detach() ** 2) / 2
# === kept-dimension
def l2_penalty(w):
    return torch.sum(w ** 2, dim=0) / 2
# === kept-dimension
def l2_penalty(w):
    return w.T @ w / 2
# === kept-dimension
def l2_penalty(w):
    return (torch.sum(w ** 2) / 2).reshape(1)
# === other-dtype
def l2_penalty(w):
    return torch.sum(w.float() ** 2) / 2
# === not-finite
def l2_penalty(w):
    return torch.sqrt(torch.sum(w ** 2)) ** 2 / 2
# === l2-penalty-detached
def l2_penalty(w):
    with torch.no_grad():
        w *= 1
    return torch.sum(w.data ** 2) / 2
# === other-formula
def l2_penalty(w):
    return w.square().max() / 2
# === other-formula
def l2_penalty(w):
    return w.pow(3).sum() / 2
# === other-formula|-
def l2_penalty(w):
    return torch.linalg.norm(w, 2) ** 2 / 2
# === unchanged|-
def l2_penalty(w):
    return w
