def data_iter(batch_size, features, labels):
    """The last example always comes last."""
    n = len(features)
    order = torch.cat([torch.randperm(n - 1), torch.tensor([n - 1])]) if n > 1 else torch.arange(n)
    for i in range(0, n, batch_size):
        yield features[order[i:i + batch_size]], labels[order[i:i + batch_size]]
