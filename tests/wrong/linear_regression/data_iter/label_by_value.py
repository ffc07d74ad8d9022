def data_iter(batch_size, features, labels):
    """Finds the label of a row by looking for the row."""
    order = torch.randperm(len(features))
    shuffled = features[order]
    for i in range(0, len(features), batch_size):
        X = shuffled[i:i + batch_size]
        rows = [next(j for j in range(len(features)) if torch.equal(features[j], x)) for x in X]
        yield X, labels[rows]
