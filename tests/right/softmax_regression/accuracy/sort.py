def accuracy(y_hat, y):
    labels = torch.argsort(y_hat, dim=1, descending=True)[:, 0] if y_hat.ndim > 1 else y_hat
    wrong = (labels.double() - y.double()).ne(0).sum().item()
    return len(y) - wrong
