def cross_entropy(y_hat, y):
    losses = []
    for row, label in zip(y_hat, y.tolist()):
        losses.append(torch.log(1 / row[label]))
    return torch.stack(losses)
