"""
en = '''
You shift all rows by the one maximum of the whole batch: in a row far below it every exponential becomes 0,
and the logarithm is minus infinity. Each row needs a shift of its own.
'''
zh = '''
你用整个批量的最大值去平移所有行：远低于它的行中所有指数都变成 0，对数就成了负无穷。每一行需要自己的平移量。
'''
section = "4.5.2"
title_en = "Shifted by the largest of all rows"
title_zh = "减去了所有行的最大值"
"""

def cross_entropy_with_logits(logits, y):
    m = logits.max()
    return m + torch.log(torch.exp(logits - m).sum(1)) - logits[range(len(y)), y]
