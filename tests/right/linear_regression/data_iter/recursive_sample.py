def data_iter(batch_size, features, labels, rest=None):
    rest = random.sample(range(len(features)), len(features)) if rest is None else rest
    if rest:
        head = rest[:batch_size]
        yield torch.stack([features[i] for i in head]), torch.stack([labels[i] for i in head])
        yield from data_iter(batch_size, features, labels, rest[batch_size:])
