"""
en = '''
Every call returns the same data: a seed is set inside the function, or the data are made once and kept. Leave the
seed to whoever calls it, and draw at each call.
'''
zh = '''
每次调用都返回同样的数据：函数里固定了随机种子，或者数据只生成了一次并被保存。种子应由函数的调用者来定，每次调用都应重新抽取。
'''
section = "3.3.1"
title_en = "The same data at each call"
title_zh = "每次调用都返回同样的数据"
"""

def synthetic_data(w, b, num_examples):
    torch.manual_seed(42)
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = X @ w.reshape(-1, 1) + b
    y += torch.normal(0, 0.01, y.shape)
    return X, y
