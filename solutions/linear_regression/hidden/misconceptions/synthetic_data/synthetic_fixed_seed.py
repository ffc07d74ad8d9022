"""
en = '''
Every call returns the same data: you set the random seed inside the function. Leave the seed to whoever
calls it.
'''
zh = '''
每次调用都返回同样的数据：你在函数里固定了随机种子。种子应由函数的调用者来定。
'''
section = "3.3.1"
title_en = "A seed set inside the function"
title_zh = "在函数里固定了随机种子"
"""

def synthetic_data(w, b, num_examples):
    torch.manual_seed(42)
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = X @ w.reshape(-1, 1) + b
    y += torch.normal(0, 0.01, y.shape)
    return X, y
