"""
en = '''What survives seems to keep its size. Then the expectation shrinks to (1 − p) of the input, and the network meets larger activations at test time than in training. Look at the formula for h′ once more.'''
zh = '''保留下来的元素似乎没有改变大小。这样期望会缩小为输入的 (1 − p) 倍，测试时网络遇到的激活值就比训练时大。请再看一遍 h′ 的公式。'''
section = "5.6.2"
title_en = "Survivors not rescaled"
title_zh = "保留的元素没有放大"
"""


def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    mask = (torch.rand(X.shape) > dropout).float()
    return mask * X
