"""
en = '''
You add the maximum outside the logarithm, but do not subtract it inside the exponential: the losses are too
large, and exp still overflows.
'''
zh = '''
你在对数外面加上了最大值，却没有在指数里减去它：损失偏大，而且 exp 仍会溢出。
'''
section = "4.5.2"
title_en = "Shift not subtracted"
title_zh = "没有减去平移"
"""

def cross_entropy_with_logits(logits, y):
    m = logits.max(1).values
    return m + torch.log(torch.exp(logits).sum(1)) - logits[range(len(y)), y]
