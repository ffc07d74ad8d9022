from torch.utils.data import BatchSampler, RandomSampler
def data_iter(batch_size, features, labels):
    for idx in BatchSampler(RandomSampler(range(len(features))), batch_size, drop_last=False):
        yield features[idx], labels[idx]
