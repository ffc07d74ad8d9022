"""Fisher and Yates's shuffle, written out."""
def data_iter(batch_size, features, labels):
    n = len(features)
    order = list(range(n))
    for i in range(n - 1, 0, -1):
        j = random.randint(0, i)
        order[i], order[j] = order[j], order[i]
    for i in range(0, n, batch_size):
        yield features[order[i:i + batch_size]], labels[order[i:i + batch_size]]
