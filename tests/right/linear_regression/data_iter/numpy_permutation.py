import numpy as np

def data_iter(batch_size, features, labels):
    order = torch.from_numpy(np.random.permutation(features.shape[0]))
    X, y = features[order], labels[order]
    for start in range(0, len(order), batch_size):
        yield [X[start:start + batch_size], y[start:start + batch_size]]
