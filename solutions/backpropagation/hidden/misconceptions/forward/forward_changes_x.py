"""
en = '''X is another one after the call: an operation in place (a name that ends in _, or +=) has written into it. The caller still needs X.'''
zh = '''调用之后 X 变了：某个原地操作（名字以 _ 结尾，或 +=）写进了它。调用者还需要 X。'''
section = "5.3.1"
title_en = "X changed in place"
title_zh = "原地修改了 X"
"""


def forward(X, params):
    W1, b1, W2, b2 = params
    kept = X.clone()
    H = (X @ W1 + b1).clamp_(min=0)
    X.clamp_(min=0)
    return H @ W2 + b2, (kept, W1, H, W2)
