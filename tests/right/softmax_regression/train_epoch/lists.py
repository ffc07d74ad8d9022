def train_epoch(net, train_iter, loss, updater):
    if hasattr(net, 'train'):
        net.train(True)
    all_losses, hits = [], []
    for batch in train_iter:
        X, y = batch
        scores = net(X)
        losses = loss(scores, y)
        all_losses += losses.tolist()
        hits += (scores.argmax(dim=1) == y).tolist()
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad(set_to_none=False)
            (losses.sum() / len(losses)).backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(len(losses))
    return [sum(all_losses) / len(all_losses), sum(hits) / len(hits)]
