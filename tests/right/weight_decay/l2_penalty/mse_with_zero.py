import torch.nn.functional as F

def l2_penalty(w):
    return F.mse_loss(w, torch.zeros_like(w), reduction='sum') / 2
