"""Swaps each place with any other, not with one of those that are left: some orders come more often."""
def data_iter(batch_size, features, labels):
    n = len(features)
    order = list(range(n))
    for i in range(n):
        j = random.randrange(n)
        order[i], order[j] = order[j], order[i]
    for i in range(0, n, batch_size):
        yield features[order[i:i + batch_size]], labels[order[i:i + batch_size]]
