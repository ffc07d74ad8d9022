"""
en = '''b1 seems to be added after ReLU. It belongs to the first layer: what ReLU gets is X @ W1 + b1.'''
zh = '''b1 似乎加在了 ReLU 之后。它属于第一层：传给 ReLU 的是 X @ W1 + b1。'''
section = "5.3.1"
title_en = "Bias added after ReLU"
title_zh = "偏置加在了 ReLU 之后"
"""


def forward(X, params):
    W1, b1, W2, b2 = params
    H = torch.relu(X @ W1) + b1
    return H @ W2 + b2, (X, W1, H, W2)
