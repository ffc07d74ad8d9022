"""
en = '''
The bias is subtracted; the formula adds it.
'''
zh = '''
减去了偏置；公式中应加上它。
'''
section = "3.3.1"
title_en = "Bias subtracted"
title_zh = "减去了偏置"
"""

def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, w.numel()))
    y = X.matmul(w.reshape(-1, 1)) - b
    return X, y + torch.normal(0, 0.01, y.shape)
