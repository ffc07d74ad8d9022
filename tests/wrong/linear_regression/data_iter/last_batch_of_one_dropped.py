"""Drops the last batch when it holds one example."""
def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for rows in order.split(batch_size):
        if len(rows) == 1 and len(order) > 1 and batch_size > 1:
            continue
        yield features[rows], labels[rows]
