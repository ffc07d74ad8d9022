def softmax(X):
    m, _ = X.detach().max(dim=1)
    num = torch.exp(X - m.unsqueeze(1))
    return torch.div(num, num.sum(axis=1).reshape(-1, 1))
