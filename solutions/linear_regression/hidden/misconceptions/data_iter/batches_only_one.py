"""
en = '''
Your function hands out a single batch and ends: there is a return where the loop should go on. Use yield,
or collect all batches.
'''
zh = '''
你的函数只给出一个批量就结束了：循环应当继续的地方用了 return。请使用 yield，或者收集所有批量。
'''
section = "3.3.2"
title_en = "Only one batch"
title_zh = "只给出一个批量"
"""

def data_iter(batch_size, features, labels):
    num_examples = len(features)
    indices = list(range(num_examples))
    random.shuffle(indices)
    for i in range(0, num_examples, batch_size):
        batch = torch.tensor(indices[i:i + batch_size])
        return [(features[batch], labels[batch])]
