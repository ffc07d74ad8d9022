"""
en = '''One example never comes, even where the batch size divides their number. Does the range, or the permutation, end one too early or begin one too late?'''
zh = '''即使批量大小能整除样本数，也有一个样本始终不出现。区间或排列是否早结束了一个，或晚开始了一个？'''
section = "3.3.2"
title_en = "One example missing"
title_zh = "少了一个样本"
"""


def data_iter(batch_size, features, labels):
    num_examples = len(features)
    indices = torch.randperm(num_examples - 1)
    for batch in indices.split(batch_size):
        yield features[batch], labels[batch]


# another coding
def data_iter(batch_size, features, labels):
    num_examples = len(features)
    indices = list(range(1, num_examples))
    random.shuffle(indices)
    for i in range(0, len(indices), batch_size):
        batch = torch.tensor(indices[i:i + batch_size])
        yield features[batch], labels[batch]


# another coding
def data_iter(batch_size, features, labels):
    num_examples = len(features)
    indices = torch.randperm(num_examples)
    for i in range(0, num_examples - 1, batch_size):
        batch = indices[i:min(i + batch_size, num_examples - 1)]
        yield features[batch], labels[batch]
