"""
en = '''
Features and labels are shuffled each by itself, so that examples get other examples' labels: there is
nothing left to learn. Use one order for both.
'''
zh = '''
特征和标签被分别打乱，样本配上了别的样本的标签：这样就没有什么可学的了。两者要用同一个顺序。
'''
section = "3.3.2"
title_en = "Features and labels shuffled apart"
title_zh = "特征与标签分别打乱，不再对应"
"""

def data_iter(batch_size, features, labels):
    X = features[torch.randperm(len(features))]
    y = labels[torch.randperm(len(labels))]
    for i in range(0, len(features), batch_size):
        yield X[i:i + batch_size], y[i:i + batch_size]
