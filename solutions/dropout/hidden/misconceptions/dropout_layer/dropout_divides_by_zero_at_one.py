"""
en = '''With dropout = 1 the result holds nan, or the call fails: 0 / 0 is no number. What remains when everything is dropped?'''
zh = '''dropout = 1 时结果出现 nan，或者调用失败：0 / 0 不是数。当一切都被丢弃时，剩下的应该是什么？'''
section = "5.6.2"
title_en = "Division by zero at rate 1"
title_zh = "丢弃率为 1 时除以零"
"""


def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    mask = (torch.rand(X.shape) > dropout).float()
    return mask * X / (1.0 - dropout)
