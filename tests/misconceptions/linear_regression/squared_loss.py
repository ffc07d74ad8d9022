# === squared-loss-no-half
def squared_loss(y_hat, y):
    d = y_hat - y.view_as(y_hat)
    return d * d
# === squared-loss-no-half
def squared_loss(y_hat, y):
    return torch.pow(y_hat - y.reshape(y_hat.shape), 2)
# === squared-loss-broadcast
def squared_loss(y_hat, y):
    return 0.5 * (y_hat - y) ** 2
# === squared-loss-broadcast
def squared_loss(y_hat, y):
    diff = y_hat - y
    return diff.pow(2) / 2
# === squared-loss-mean
def squared_loss(y_hat, y):
    return torch.mean((y_hat - y.reshape(y_hat.shape)) ** 2 / 2)
# === squared-loss-mean-without-half
def squared_loss(y_hat, y):
    return ((y_hat - y.reshape(y_hat.shape)) ** 2).mean()
# === squared-loss-mean-without-half
def squared_loss(y_hat, y):
    return nn.MSELoss()(y_hat, y.reshape(y_hat.shape))
# === squared-loss-sum
def squared_loss(y_hat, y):
    return ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).sum()
# === squared-loss-flat|lost-dimension
def squared_loss(y_hat, y):
    return (y_hat.reshape(-1) - y.reshape(-1)) ** 2 / 2
# === squared-loss-absolute
def squared_loss(y_hat, y):
    return (y_hat - y.reshape(y_hat.shape)).abs()
# === squared-loss-absolute|?
def squared_loss(y_hat, y):
    return (y_hat - y.reshape(y_hat.shape)).abs() / 2
# === ?
def squared_loss(y_hat, y):
    return (y_hat - y.reshape(y_hat.shape)) ** 2 / len(y)
# === ?
def squared_loss(y_hat, y):
    return (y_hat - y.reshape(y_hat.shape)) / 2
# === ?
def squared_loss(y_hat, y):
    return ((y_hat - y.reshape(y_hat.shape)) / 2) ** 2
# === negated|?
def squared_loss(y_hat, y):
    return -(y_hat - y.reshape(y_hat.shape)) ** 2 / 2
# === ?
def squared_loss(y_hat, y):
    return (y_hat - y.reshape(y_hat.shape)) ** 3 / 2
# === ?
def squared_loss(y_hat, y):
    return y_hat ** 2 / 2 - y.reshape(y_hat.shape) ** 2 / 2
# === squared-loss-flat
def squared_loss(y_hat, y):
    return (y_hat.reshape(y.shape) - y) ** 2 / 2
# === kept-dimension
def squared_loss(y_hat, y):
    return (y_hat.reshape(-1, 1) - y.reshape(-1, 1)) ** 2 / 2
# === numpy-of-a-graph
def squared_loss(y_hat, y):
    return torch.tensor((y_hat.detach().numpy() - y.reshape(y_hat.shape).numpy()) ** 2 / 2)
# === square-root
def squared_loss(y_hat, y):
    return torch.sqrt((y_hat - y.reshape(y_hat.shape)) ** 2 / 2)
# === changed-leaf
def squared_loss(y_hat, y):
    y_hat -= y.reshape(y_hat.shape)
    return y_hat ** 2 / 2
# === broadcast
def squared_loss(y_hat, y):
    if y.ndim == 1:
        y = y.unsqueeze(1)
    return (y_hat - y) ** 2 / 2
# === bits-of-floats
def squared_loss(y_hat, y):
    return (y_hat - y.reshape(y_hat.shape))^2 / 2
