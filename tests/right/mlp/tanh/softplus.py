import torch.nn.functional as F


def tanh(X):
    return torch.exp(-F.softplus(-2 * X)) - torch.exp(-F.softplus(2 * X))
