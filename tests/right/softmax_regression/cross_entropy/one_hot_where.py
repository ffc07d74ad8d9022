import torch.nn.functional as F

def cross_entropy(y_hat, y):
    hot = F.one_hot(y, y_hat.size(1)).bool()
    safe = torch.where(hot, y_hat, torch.ones_like(y_hat))
    return -safe.log().sum(1)
