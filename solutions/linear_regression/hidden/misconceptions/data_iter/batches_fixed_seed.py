"""
en = '''
Every pass has the same order: a seed is set inside the function, an order that was drawn once is kept, or nothing is
drawn at all. A fresh order for each pass is the point of shuffling.
'''
zh = '''
每次遍历的顺序都一样：函数里固定了随机种子，只打乱一次就一直沿用，或者根本没有随机打乱。打乱的意义正在于每次遍历都有新的顺序。
'''
section = "3.3.2"
title_en = "The same order in each pass"
title_zh = "每次遍历的顺序都一样"
"""

def data_iter(batch_size, features, labels):
    random.seed(0)
    num_examples = len(features)
    indices = list(range(num_examples))
    random.shuffle(indices)
    for i in range(0, num_examples, batch_size):
        batch = torch.tensor(indices[i:i + batch_size])
        yield features[batch], labels[batch]
