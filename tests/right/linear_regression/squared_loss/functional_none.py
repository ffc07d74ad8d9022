import torch.nn.functional as F

def squared_loss(y_hat, y):
    return F.mse_loss(y_hat, torch.reshape(y, y_hat.size()), reduction='none') / 2
