def accuracy(y_hat, y):
    predictions = y_hat if y_hat.dim() == 1 else torch.max(y_hat, 1)[1]
    return torch.eq(predictions, y).sum().item()
