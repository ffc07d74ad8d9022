"""Labels of shape (n,) come back as columns."""
def data_iter(batch_size, features, labels):
    for rows in torch.randperm(len(features)).split(batch_size):
        yield features[rows], labels[rows].reshape(len(rows), 1)
