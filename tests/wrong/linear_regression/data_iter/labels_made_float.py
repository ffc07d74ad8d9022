"""Turns labels into float32, whatever they were."""
def data_iter(batch_size, features, labels):
    for rows in torch.randperm(len(features)).split(batch_size):
        yield features[rows], labels[rows].float()
