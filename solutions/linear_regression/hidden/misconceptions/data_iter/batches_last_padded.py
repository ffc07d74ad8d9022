"""
en = '''
Your last batch is filled up with examples that have come before, so that these count twice. Let it be
smaller.
'''
zh = '''
你的最后一个批量用出现过的样本补齐了，这些样本因此被算了两次。请让最后一个批量小一些。
'''
section = "3.3.2"
title_en = "Last batch padded"
title_zh = "最后一个批量被补齐"
"""

def data_iter(batch_size, features, labels):
    num_examples = len(features)
    indices = list(range(num_examples))
    random.shuffle(indices)
    for i in range(0, num_examples, batch_size):
        rows = indices[i:i + batch_size]
        rows = rows + indices[:batch_size - len(rows)]
        batch = torch.tensor(rows)
        yield features[batch], labels[batch]
