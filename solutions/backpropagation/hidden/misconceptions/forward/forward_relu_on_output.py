"""
en = '''The output seems to have gone through a ReLU, too: logits may be negative. ReLU belongs to the hidden layer only.'''
zh = '''输出似乎也经过了 ReLU：logits 可以是负的。ReLU 只用于隐藏层。'''
section = "5.3.1"
title_en = "ReLU on the output"
title_zh = "对输出用了 ReLU"
"""


def forward(X, params):
    W1, b1, W2, b2 = params
    H = (X @ W1 + b1).clamp(min=0)
    return (H @ W2 + b2).clamp(min=0), (X, W1, H, W2)
