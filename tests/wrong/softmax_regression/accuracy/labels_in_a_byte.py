"""Labels are compared as bytes: above 255 they wrap round."""
def accuracy(y_hat, y):
    pred = y_hat.argmax(1) if y_hat.ndim > 1 else y_hat
    return int((pred.to(torch.uint8) == y.to(torch.uint8)).sum())
