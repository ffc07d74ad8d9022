"""
en = '''The rows of the output add up to 1: there is a softmax at the end. The output is the logits; the loss takes care of softmax.'''
zh = '''输出的每一行之和为 1：最后多了 softmax。输出应当是 logits；softmax 由损失函数负责。'''
section = "5.3.1"
title_en = "Softmax on the output"
title_zh = "对输出用了 softmax"
"""


def forward(X, params):
    W1, b1, W2, b2 = params
    H = (X @ W1 + b1).clamp(min=0)
    return torch.softmax(H @ W2 + b2, dim=1), (X, W1, H, W2)
