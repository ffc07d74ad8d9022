"""Does not shuffle when one batch holds everything."""
def data_iter(batch_size, features, labels):
    n = len(features)
    order = torch.arange(n) if batch_size >= n else torch.randperm(n)
    for rows in order.split(batch_size):
        yield features[rows], labels[rows]
