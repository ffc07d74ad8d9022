"""
en = '''A bias seems to be forgotten: both layers add one, b1 before ReLU and b2 after the second product.'''
zh = '''似乎漏掉了偏置：两层都有偏置，b1 在 ReLU 之前相加，b2 在第二个乘积之后相加。'''
section = "5.3.1"
title_en = "Bias forgotten"
title_zh = "忘了偏置"
"""


def forward(X, params):
    W1, b1, W2, b2 = params
    H = (X @ W1).clamp(min=0)
    return H @ W2 + b2, (X, W1, H, W2)


# another coding
def forward(X, params):
    W1, b1, W2, b2 = params
    H = (X @ W1 + b1).clamp(min=0)
    return H @ W2, (X, W1, H, W2)
