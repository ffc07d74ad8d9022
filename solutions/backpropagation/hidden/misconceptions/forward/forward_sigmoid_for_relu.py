"""
en = '''The hidden units seem to go through sigmoid. This network asks for ReLU after the first layer.'''
zh = '''隐藏单元似乎经过了 sigmoid。这个网络要求在第一层之后使用 ReLU。'''
section = "5.3.1"
title_en = "Sigmoid in the place of ReLU"
title_zh = "用 sigmoid 代替了 ReLU"
"""


def forward(X, params):
    W1, b1, W2, b2 = params
    H = torch.sigmoid(X @ W1 + b1)
    return H @ W2 + b2, (X, W1, H, W2)
