"""
en = '''
Your noise has standard deviation 1, as large as the inputs themselves. It should be 0.01: torch.randn has
to be scaled.
'''
zh = '''
你的噪声标准差是 1，与输入本身一样大。它应为 0.01：torch.randn 的结果需要缩放。
'''
section = "3.3.1"
title_en = "Noise of standard deviation 1"
title_zh = "噪声的标准差为 1"
"""

def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = X @ w.reshape(-1, 1) + b
    y += torch.randn(y.shape)
    return X, y
