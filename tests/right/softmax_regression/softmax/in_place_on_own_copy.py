def softmax(X):
    X = X - X.max(dim=1, keepdim=True)[0]
    E = torch.exp(X)
    total = torch.einsum("ij->i", E)
    return torch.einsum("ij,i->ij", E, 1 / total)
