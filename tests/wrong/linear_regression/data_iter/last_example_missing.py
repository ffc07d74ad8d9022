"""An off-by-one: the very last example is never drawn."""
def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features) - 1) if len(features) > 1 else torch.tensor([0])
    for i in range(0, len(order), batch_size):
        yield features[order[i:i + batch_size]], labels[order[i:i + batch_size]]
