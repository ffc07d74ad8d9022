"""
en = '''
Your X is uniform between 0 and 1 (torch.rand); it should be normal with mean 0 and standard deviation 1.
Look at the names of torch's random functions.
'''
zh = '''
你的 X 服从 0 到 1 之间的均匀分布（torch.rand）；它应服从均值为 0、标准差为 1 的正态分布。请查看 torch 各随机函数的名字。
'''
section = "3.3.1"
title_en = "Uniform instead of normal features"
title_zh = "特征用了均匀分布而不是正态分布"
"""

def synthetic_data(w, b, num_examples):
    X = torch.rand(num_examples, len(w))
    y = X @ w.reshape(-1, 1) + b
    y += torch.normal(0, 0.01, y.shape)
    return X, y
