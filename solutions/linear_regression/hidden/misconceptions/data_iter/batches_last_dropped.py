"""
en = '''
Examples are lost: when batch_size does not divide their number, those left over for the last batch never
come. Let the last batch be smaller.
'''
zh = '''
有样本丢失了：当 batch_size 不能整除样本数时，最后剩下的样本没有出现。请让最后一个批量小一些。
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
