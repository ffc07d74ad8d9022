"""
en = '''
Your noise has standard deviation 0.0001: 0.01 was squared, but torch.normal takes the standard deviation
and not the variance.
'''
zh = '''
你的噪声标准差是 0.0001：0.01 被平方了，而 torch.normal 接收的是标准差，不是方差。
'''
section = "3.3.1"
title_en = "Variance and standard deviation of the noise confused"
title_zh = "混淆了噪声的方差与标准差"
"""

def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = X @ w.reshape(-1, 1) + b
    y += torch.normal(0, 0.01 ** 2, y.shape)
    return X, y
