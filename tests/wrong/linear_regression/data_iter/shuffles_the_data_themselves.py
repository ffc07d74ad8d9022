"""Shuffles features and labels in place."""
def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    features[:] = features[order].clone()
    labels[:] = labels[order].clone()
    for i in range(0, len(features), batch_size):
        yield features[i:i + batch_size], labels[i:i + batch_size]
