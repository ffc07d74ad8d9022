"""
en = '''
The examples change places only within their own batch; which examples are together never changes. Shuffle
over the whole data.
'''
zh = '''
样本只在自己的批量内部换位置，哪些样本在一起从不改变。请在整个数据集上打乱。
'''
section = "3.3.2"
title_en = "Shuffled only within the batches"
title_zh = "只在批量内部打乱"
"""

def data_iter(batch_size, features, labels):
    num_examples = len(features)
    indices = list(range(num_examples))
    for i in range(0, num_examples, batch_size):
        rows = indices[i:i + batch_size]
        random.shuffle(rows)
        batch = torch.tensor(rows)
        yield features[batch], labels[batch]
