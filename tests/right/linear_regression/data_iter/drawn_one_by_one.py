"""Draws from what is left."""
def data_iter(batch_size, features, labels):
    left = list(range(len(features)))
    while left:
        rows = [left.pop(random.randrange(len(left))) for _ in range(min(batch_size, len(left)))]
        yield features[rows], labels[rows]
