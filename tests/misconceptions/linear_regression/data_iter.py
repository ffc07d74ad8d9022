# === batches-not-shuffled
def data_iter(batch_size, features, labels):
    for i in range(0, len(features), batch_size):
        yield features[i:i + batch_size], labels[i:i + batch_size]
# === batches-not-shuffled
def data_iter(batch_size, features, labels):
    return zip(features.split(batch_size), labels.split(batch_size))
# === batches-not-shuffled
def data_iter(batch_size, features, labels):
    idx = list(range(len(features)))
    random.shuffle(idx)
    for start in range(0, len(features), batch_size):
        rows = slice(start, min(start + batch_size, len(features)))
        yield features[rows], labels[rows]
# === batches-last-dropped
def data_iter(batch_size, features, labels):
    order = torch.randperm(len(features))
    for k in range(len(features) // batch_size):
        part = order[k * batch_size:(k + 1) * batch_size]
        yield features[part], labels[part]
# === batches-last-dropped
def data_iter(batch_size, features, labels):
    n = len(features)
    order = torch.randperm(n)
    for i in range(0, n - batch_size + 1, batch_size):
        yield features[order[i:i + batch_size]], labels[order[i:i + batch_size]]
# === batches-shuffled-apart
def data_iter(batch_size, features, labels):
    a, b = torch.randperm(len(features)), torch.randperm(len(features))
    for i in range(0, len(features), batch_size):
        yield features[a[i:i + batch_size]], labels[b[i:i + batch_size]]
# === batches-shuffled-apart
def data_iter(batch_size, features, labels):
    features = features[torch.randperm(len(features))]
    labels = labels[torch.randperm(len(labels))]
    for i in range(0, len(features), batch_size):
        yield features[i:i + batch_size], labels[i:i + batch_size]
# === batches-with-replacement
def data_iter(batch_size, features, labels):
    n = len(features)
    for i in range(0, n, batch_size):
        rows = torch.randint(0, n, (min(batch_size, n - i),))
        yield features[rows], labels[rows]
# === batches-with-replacement
def data_iter(batch_size, features, labels):
    n = len(features)
    idx = [random.randrange(n) for _ in range(n)]
    for i in range(0, n, batch_size):
        rows = torch.tensor(idx[i:i + batch_size])
        yield features[rows], labels[rows]
# === batches-only-one|generator-missing|?
def data_iter(batch_size, features, labels):
    idx = torch.randperm(len(features))
    for i in range(0, len(features), batch_size):
        rows = idx[i:i + batch_size]
        return features[rows], labels[rows]
# === batches-only-batches-shuffled
def data_iter(batch_size, features, labels):
    starts = list(range(0, len(features), batch_size))
    random.shuffle(starts)
    for s in starts:
        yield features[s:s + batch_size], labels[s:s + batch_size]
# === batches-fixed-seed
def data_iter(batch_size, features, labels):
    rng = np.random.RandomState(0) if False else random.Random(0)
    idx = list(range(len(features)))
    rng.shuffle(idx)
    for i in range(0, len(features), batch_size):
        rows = torch.tensor(idx[i:i + batch_size])
        yield features[rows], labels[rows]
# === batches-fixed-seed
def data_iter(batch_size, features, labels):
    torch.manual_seed(1)
    idx = torch.randperm(len(features))
    for i in range(0, len(features), batch_size):
        yield features[idx[i:i + batch_size]], labels[idx[i:i + batch_size]]
# === batches-last-padded
def data_iter(batch_size, features, labels):
    n = len(features)
    idx = torch.randperm(n)
    for i in range(0, n, batch_size):
        rows = torch.arange(i, i + batch_size) % n
        yield features[idx[rows]], labels[idx[rows]]
# === ?
def data_iter(batch_size, features, labels):
    idx = torch.randperm(len(features))
    for i in range(0, len(features), batch_size):
        yield labels[idx[i:i + batch_size]], features[idx[i:i + batch_size]]
# === ?
def data_iter(batch_size, features, labels):
    idx = torch.randperm(len(features))
    for i in range(0, len(features), batch_size):
        yield features[idx[i:i + batch_size]]
# === ?
def data_iter(batch_size, features, labels):
    idx = torch.randperm(len(features))
    for i in idx:
        yield features[i], labels[i]
# === batches-with-replacement
def data_iter(batch_size, features, labels):
    n = len(features)
    for i in range(0, n, batch_size):
        j = torch.tensor(random.sample(range(n), min(batch_size, n - i)))
        yield features[j], labels[j]
# === batches-shuffled-within
def data_iter(batch_size, features, labels):
    for i in range(0, len(features), batch_size):
        X, y = features[i:i + batch_size], labels[i:i + batch_size]
        p = torch.randperm(len(X))
        yield X[p], y[p]
# === batches-fixed-seed
def data_iter(batch_size, features, labels):
    g = torch.Generator().manual_seed(0)
    idx = torch.randperm(len(features), generator=g)
    for i in range(0, len(features), batch_size):
        yield features[idx[i:i + batch_size]], labels[idx[i:i + batch_size]]

# === batches-one-example-missing
def data_iter(batch_size, features, labels):
    num_examples = len(features)
    indices = torch.randperm(num_examples - 1)
    for i in range(0, num_examples, batch_size):
        j = indices[i:i + batch_size]
        if len(j) > 0:
            yield features[j], labels[j]
# === one-short|plus-constant
def data_iter(batch_size, features, labels):
    n = len(features)
    indices = torch.randperm(n)
    for i in range(0, n, batch_size):
        rows = indices[i:min(i + batch_size, n) - 1]
        yield features[rows], labels[rows]
# === batches-of-one
def data_iter(batch_size, features, labels):
    idx = list(range(len(features)))
    random.shuffle(idx)
    for i in idx:
        yield features[i:i + 1], labels[i:i + 1]
# === batches-fixed-seed
def data_iter(batch_size, features, labels):
    n = len(features)
    order = sorted(range(n), reverse=True)
    for i in range(0, n, batch_size):
        rows = torch.tensor(order[i:i + batch_size])
        yield features[rows], labels[rows]


# === generator-missing
def data_iter(batch_size, features, labels):
    num_examples = len(features)
    indices = list(range(num_examples))
    random.shuffle(indices)
    for i in range(0, num_examples, batch_size):
        batch_indices = torch.tensor(indices[i: min(i + batch_size, num_examples)])
        return features[batch_indices], labels[batch_indices]


# === more-items
def data_iter(batch_size, features, labels):
    idx = torch.randperm(len(features))
    for i in range(len(idx)):
        rows = idx[i:i + batch_size]
        yield features[rows], labels[rows]


# === batches-last-dropped
def data_iter(batch_size, features, labels):
    rest = list(range(len(labels)))
    random.shuffle(rest)
    while len(rest) > batch_size:
        now, rest = rest[:batch_size], rest[batch_size:]
        yield features[now], labels[now]


# === batches-shuffled-apart
def data_iter(batch_size, features, labels):
    order = list(range(len(features)))
    random.shuffle(order)
    for i in range(0, len(order), batch_size):
        j = order[i:i + batch_size]
        yield features[j], labels[i:i + batch_size]
# === argument-changed
def data_iter(batch_size, features, labels):
    perm = torch.randperm(len(features))
    features[:] = features[perm]
    labels[:] = labels[perm]
    for i in range(0, len(features), batch_size):
        yield features[i:i + batch_size], labels[i:i + batch_size]
