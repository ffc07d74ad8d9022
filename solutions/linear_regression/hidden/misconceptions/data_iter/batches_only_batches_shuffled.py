"""
en = '''
You shuffle the batches, but the same examples always stay together in one. Shuffle the examples first, and
cut the batches afterwards.
'''
zh = '''
你打乱的是批量的次序，而同一批量里总是同样的样本。请先打乱样本，再切分批量。
'''
section = "3.3.2"
title_en = "Only the order of the batches shuffled"
title_zh = "只打乱了批量的顺序"
"""

def data_iter(batch_size, features, labels):
    starts = list(range(0, len(features), batch_size))
    random.shuffle(starts)
    for i in starts:
        yield features[i:i + batch_size], labels[i:i + batch_size]
