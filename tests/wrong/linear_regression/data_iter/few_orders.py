def data_iter(batch_size, features, labels):
    """One of three orders only."""
    order = torch.randperm(len(features), generator=torch.Generator().manual_seed(random.randrange(3)))
    return ((features[r], labels[r]) for r in order.split(batch_size))
