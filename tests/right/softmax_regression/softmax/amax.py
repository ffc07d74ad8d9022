def softmax(X):
    Z = X - torch.amax(X, 1, keepdim=True)
    E = Z.exp()
    return E / E.sum(-1, keepdim=True)
