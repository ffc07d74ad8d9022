"""
en = '''
You add the maximum back, but take the logit of the right class from the shifted ones: the losses are too
large by the largest logit of each row. Either both are shifted, or both are not.
'''
zh = '''
你把最大值加了回来，但正确类别的 logit 却取自平移之后的值：损失大了，差值正是每行最大的 logit。两者要么都平移，
要么都不平移。
'''
section = "4.5.2"
title_en = "Shifted twice"
title_zh = "平移了两次"
"""

def cross_entropy_with_logits(logits, y):
    m = logits.max(1, keepdim=True).values
    shifted = logits - m
    return m.squeeze(1) + torch.log(torch.exp(shifted).sum(1)) - shifted[range(len(y)), y]
