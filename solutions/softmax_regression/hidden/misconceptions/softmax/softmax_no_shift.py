"""
en = '''
Large logits give nan or inf: exp overflows beyond 88 in float32, and infinity divided by infinity is nan.
(For very small ones it is 0/0.) Subtracting one number from a whole row leaves its softmax unchanged: use
that.
'''
zh = '''
较大的 logits 会得到 nan 或 inf：float32 中 exp 超过 88 就溢出，无穷大除以无穷大是 nan。（很小的则是 0/0。
）从整行中减去同一个数不改变它的 softmax：请利用这一点。
'''
section = "4.1.1.2"
title_en = "Not shifted by the row's maximum"
title_zh = "没有减去每行的最大值"
"""

def softmax(X):
    X_exp = torch.exp(X)
    return X_exp / X_exp.sum(1, keepdim=True)
