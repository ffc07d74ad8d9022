"""
en = '''
You subtract the maximum inside the exponential, but do not add it again outside the logarithm: the losses
are too small by the largest logit of each row.
'''
zh = '''
你在指数里减去了最大值，但没有在对数外面加回来：损失小了，差值正是每行最大的 logit。
'''
section = "4.5.2"
title_en = "Shift not added back"
title_zh = "平移没有加回去"
"""

def cross_entropy_with_logits(logits, y):
    m = logits.max(1, keepdim=True).values
    return torch.log(torch.exp(logits - m).sum(1)) - logits[range(len(y)), y]
