"""Draws the order once for each number of examples."""
_orders = {}
def data_iter(batch_size, features, labels):
    n = len(features)
    order = _orders.setdefault(n, torch.randperm(n))
    for i in range(0, n, batch_size):
        yield features[order[i:i + batch_size]], labels[order[i:i + batch_size]]
