def sigmoid(X):
    positive = X >= 0
    up = torch.exp(torch.where(positive, -X, torch.zeros_like(X)))
    down = torch.exp(torch.where(positive, torch.zeros_like(X), X))
    return torch.where(positive, 1 / (1 + up), down / (1 + down))
