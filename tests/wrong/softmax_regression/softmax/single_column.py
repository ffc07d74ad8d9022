def softmax(X):
    X = X.squeeze()
    e = torch.exp(X - X.max(dim=-1, keepdim=True).values)
    return e / e.sum(dim=-1, keepdim=True)
