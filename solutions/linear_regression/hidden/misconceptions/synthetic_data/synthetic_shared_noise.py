"""
en = '''
One and the same noise is added to all examples: that only shifts the bias. Draw a number for each example.
'''
zh = '''
所有样本加的是同一个噪声：这只相当于平移了偏置。请为每个样本各抽取一个数。
'''
section = "3.3.1"
title_en = "One noise for all examples"
title_zh = "所有样本共用一个噪声"
"""

def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = X @ w.reshape(-1, 1) + b
    y += torch.normal(0, 0.01, (1,))
    return X, y
