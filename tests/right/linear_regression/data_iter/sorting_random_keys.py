"""Sorts random keys; batches as lists."""
def data_iter(batch_size, features, labels):
    order = torch.rand(len(features), dtype=torch.float64).argsort()
    return [[features[rows], labels[rows]] for rows in torch.split(order, batch_size)]
