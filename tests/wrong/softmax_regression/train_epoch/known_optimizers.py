def train_epoch(net, train_iter, loss, updater):
    """A list of names decides."""
    if isinstance(net, nn.Module): net.train()
    s = r = n = 0
    for X, y in train_iter:
        out = net(X); l = loss(out, y)
        if type(updater).__name__ in ("SGD", "Adam", "RMSprop", "Adagrad", "AdamW"):
            updater.zero_grad(); l.mean().backward(); updater.step()
        else:
            l.sum().backward(); updater(len(y))
        s += float(l.sum()); r += accuracy(out, y); n += len(y)
    return s / n, r / n
