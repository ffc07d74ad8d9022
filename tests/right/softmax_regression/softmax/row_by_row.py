def softmax(X):
    rows = []
    for row in X:
        e = torch.exp(row - torch.max(row))
        rows.append(e / torch.sum(e))
    return torch.stack(rows)
