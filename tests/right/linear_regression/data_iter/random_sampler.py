"""torch's batch sampler."""
from torch.utils.data import BatchSampler, RandomSampler
def data_iter(batch_size, features, labels):
    for rows in BatchSampler(RandomSampler(features), batch_size, drop_last=False):
        yield features[rows], labels[rows]
