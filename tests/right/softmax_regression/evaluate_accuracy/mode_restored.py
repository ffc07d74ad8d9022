"""Puts the mode back afterwards."""
def evaluate_accuracy(net, data_iter):
    was = getattr(net, "training", None)
    if was is not None:
        net.eval()
    try:
        hits = [0, 0]
        with torch.no_grad():
            for batch in data_iter:
                X, y = batch
                hits[0] += int(accuracy(net(X), y))
                hits[1] += y.numel()
        return hits[0] / hits[1]
    finally:
        if was:
            net.train()
