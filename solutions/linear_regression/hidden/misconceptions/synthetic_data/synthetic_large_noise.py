"""
en = '''
Your noise has standard deviation 0.1, ten times too much. N(0, 0.01²) has *variance* 0.0001 and standard
deviation 0.01, and torch.normal takes the standard deviation.
'''
zh = '''
你的噪声标准差是 0.1，大了十倍。N(0, 0.01²) 的**方差**是 0.0001，标准差是 0.01，而 torch.normal 接收的是标准差。
'''
section = "3.3.1"
title_en = "Noise too large"
title_zh = "噪声太大"
"""

def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = X @ w.reshape(-1, 1) + b
    y += torch.normal(0, 0.1, y.shape)
    return X, y
