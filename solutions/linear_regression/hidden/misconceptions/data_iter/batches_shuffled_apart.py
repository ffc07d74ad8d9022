"""
en = '''
Features and labels come in different orders: only one of them is shuffled, or each by itself. Examples get other
examples' labels, and there is nothing left to learn. Use one order for both.
'''
zh = '''
特征和标签的顺序不同：只打乱了其中之一，或分别打乱了两者。样本配上了别的样本的标签，这样就没有什么可学的了。两者要用同一个顺序。
'''
section = "3.3.2"
title_en = "Features and labels in different orders"
title_zh = "特征与标签的顺序不同，不再对应"
"""

def data_iter(batch_size, features, labels):
    X = features[torch.randperm(len(features))]
    y = labels[torch.randperm(len(labels))]
    for i in range(0, len(features), batch_size):
        yield X[i:i + batch_size], y[i:i + batch_size]
