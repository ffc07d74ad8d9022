"""
en = '''
You seem to add up absolute values: that is the L1 penalty (lasso). It pushes weights to exactly zero,
whereas L2 shrinks each in proportion to its size. Look up what is summed in the formula.
'''
zh = '''
你似乎是在对绝对值求和：那是 L1 惩罚（lasso）。它会把权重推到恰好为零，而 L2 是按权重大小成比例地缩小。请查看公式中求和的是什么。
'''
section = "3.7.3.1"
title_en = "L1 instead of L2"
title_zh = "用了 L1 而不是 L2"
"""

def l2_penalty(w):
    return torch.sum(torch.abs(w))
