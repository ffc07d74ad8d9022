def accuracy(y_hat, y):
    n = 0
    for i in range(len(y)):
        guess = int(torch.argmax(y_hat[i])) if y_hat.dim() > 1 else y_hat[i].item()
        n += 1 if guess == y[i].item() else 0
    return n
