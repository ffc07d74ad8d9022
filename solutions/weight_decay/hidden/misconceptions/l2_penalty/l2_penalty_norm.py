"""
en = '''
You seem to return the norm itself, with its square root, and not half its square. The norm's gradient has
length 1 however large w is, so that small weights would be pushed as hard as large ones. Compare how your
result grows when w is doubled with what the formula says.
'''
zh = '''
你返回的似乎是范数本身（开了平方根），而不是范数平方的一半。范数的梯度长度恒为 1，与 w 的大小无关，因此小权重会和大权重受到同样强的惩罚。
请比较 w 加倍时你的结果和公式各增大多少。
'''
section = "3.7.3.1"
title_en = "The norm instead of half its square"
title_zh = "用了范数而不是其平方的一半"
"""

def l2_penalty(w):
    return torch.norm(w) / 2

# another coding
def l2_penalty(w):
    return w.norm()
