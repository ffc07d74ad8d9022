"""
en = '''
Some examples come several times in a pass, and others not at all, as if they were drawn with replacement. Draw without: a
permutation, cut into batches.
'''
zh = '''
一次遍历中有的样本出现多次，有的一次也没有，如同有放回的抽样。请无放回地抽取：先得到一个排列，再切分成批量。
'''
section = "3.3.2"
title_en = "Drawn with replacement"
title_zh = "有放回地抽样"
"""

def data_iter(batch_size, features, labels):
    num_examples = len(features)
    for i in range(0, num_examples, batch_size):
        size = min(batch_size, num_examples - i)
        batch = torch.randint(0, num_examples, (size,))
        yield features[batch], labels[batch]
