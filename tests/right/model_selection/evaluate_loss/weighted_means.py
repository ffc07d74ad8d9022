def evaluate_loss(net, data_iter, loss):
    def one(X, y):
        out = net(X)
        l = loss(out, torch.reshape(y, out.size()))
        return l.mean().item() * l.numel(), l.numel()

    totals, counts = zip(*(one(X, y) for X, y in data_iter))
    return sum(totals) / sum(counts)
