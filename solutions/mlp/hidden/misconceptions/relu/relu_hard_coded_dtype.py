"""
en = '''Your function seems to work for float32 alone: torch.zeros(…) without a dtype and .float() give float32, whatever X is. Take the dtype from X, or do without.'''
zh = '''你的函数似乎只适用于 float32：没有指定 dtype 的 torch.zeros(…) 和 .float() 总是得到 float32，与 X 无关。请采用 X 的 dtype，或者干脆不用它们。'''
section = "5.1.2.1"
title_en = "A dtype written into the function"
title_zh = "数据类型写死在函数里"
"""


def relu(X):
    return torch.max(X, torch.zeros(X.shape))

# another coding
def relu(X):
    return (X * (X > 0)).float()
