def sigmoid(X):
    return 1 / (1 + torch.exp(-X.clamp(-80, 80)))
