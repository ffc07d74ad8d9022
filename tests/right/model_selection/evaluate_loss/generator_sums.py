"""Sums over a list that was made once."""
def evaluate_loss(net, data_iter, loss):
    def per_batch():
        for X, y in data_iter:
            out = net(X).detach()
            yield loss(out, y.reshape(out.shape)).reshape(-1)
    return torch.cat(list(per_batch())).double().mean().item()
