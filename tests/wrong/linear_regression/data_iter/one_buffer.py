def data_iter(batch_size, features, labels):
    """Every batch is the same tensor, filled anew."""
    order = torch.randperm(len(features))
    X = torch.empty((min(batch_size, len(features)),) + tuple(features.shape[1:]), dtype=features.dtype)
    y = torch.empty((len(X),) + tuple(labels.shape[1:]), dtype=labels.dtype)
    for i in range(0, len(features), batch_size):
        rows = order[i:i + batch_size]
        X[:len(rows)], y[:len(rows)] = features[rows], labels[rows]
        yield X[:len(rows)], y[:len(rows)]
