"""
en = '''Each batch holds a single example: batch_size has no effect. How many rows does one step of the loop take?'''
zh = '''每个批量只有一个样本：batch_size 没有起作用。循环的一步取几行？'''
section = "3.3.2"
title_en = "Batches of one example"
title_zh = "每个批量只有一个样本"
"""


def data_iter(batch_size, features, labels):
    indices = list(range(len(features)))
    random.shuffle(indices)
    for i in indices:
        yield features[i:i + 1], labels[i:i + 1]
