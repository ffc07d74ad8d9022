import torch.nn.functional as F


def sigmoid(X):
    return torch.exp(-F.softplus(-X))
