"""A shuffle that only swaps neighbours."""
def data_iter(batch_size, features, labels):
    order = list(range(len(features)))
    for i in range(0, len(order) - 1):
        if random.random() < 0.5:
            order[i], order[i + 1] = order[i + 1], order[i]
    for i in range(0, len(order), batch_size):
        yield features[order[i:i + batch_size]], labels[order[i:i + batch_size]]
