@torch.no_grad()
def evaluate_accuracy(net, data_iter):
    was = getattr(net, 'training', None)
    if was is not None:
        net.train(False)
    hits = []
    for X, y in data_iter:
        hits.extend((net(X).argmax(1) == y).tolist())
    if was:
        net.train()
    return sum(hits) / len(hits)
