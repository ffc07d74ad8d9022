def data_iter(batch_size, features, labels):
    return [(features[rows], labels[rows]) for rows in torch.randperm(len(features)).split(batch_size)]
