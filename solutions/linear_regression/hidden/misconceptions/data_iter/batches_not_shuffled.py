"""
en = '''
The examples always come in the order of the data: they are not shuffled. Each pass needs a random order.
'''
zh = '''
样本总是按数据原来的顺序出现：没有打乱。每次遍历都需要随机的顺序。
'''
section = "3.3.2"
title_en = "Not shuffled"
title_zh = "没有打乱"
"""

def data_iter(batch_size, features, labels):
    num_examples = len(features)
    indices = list(range(num_examples))
    for i in range(0, num_examples, batch_size):
        batch = torch.tensor(indices[i:i + batch_size])
        yield features[batch], labels[batch]
