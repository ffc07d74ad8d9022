def softmax(x, *, eps: float = 0.0):
    rows = []
    for row in x:
        e = torch.exp(row - torch.max(row))
        rows.append(e / (torch.sum(e) + eps))
    return torch.stack(rows, dim=0)
