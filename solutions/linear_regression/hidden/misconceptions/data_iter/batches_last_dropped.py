"""
en = '''
Examples are lost at the end: the last batch, which may be smaller than the others, never comes. Go on until no
example is left.
'''
zh = '''
末尾的样本丢失了：最后一个批量（可以比其他批量小）没有出现。请一直取到没有剩余的样本为止。
'''
section = "3.3.2"
title_en = "Last batch dropped"
title_zh = "丢掉了最后一个批量"
"""

def data_iter(batch_size, features, labels):
    num_examples = len(features)
    indices = list(range(num_examples))
    random.shuffle(indices)
    for i in range(0, num_examples - batch_size + 1, batch_size):
        batch = torch.tensor(indices[i:i + batch_size])
        yield features[batch], labels[batch]


# another coding
def data_iter(batch_size, features, labels):
    rest = list(range(len(labels)))
    random.shuffle(rest)
    while len(rest) > batch_size:
        now, rest = rest[:batch_size], rest[batch_size:]
        yield features[now], labels[now]
