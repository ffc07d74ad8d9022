"""
en = '''
The bias is missing: your labels are Xw and noise. Compare with the formula.
'''
zh = '''
缺少偏置：你的标签只有 Xw 和噪声。请对照公式。
'''
section = "3.3.1"
title_en = "Bias forgotten"
title_zh = "忘了偏置"
"""

def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = X @ w.reshape(-1, 1)
    y += torch.normal(0, 0.01, y.shape)
    return X, y
