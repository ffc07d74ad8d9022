"""
en = '''
Your losses stop growing: a probability that rounds to 0 is clamped before the logarithm. A confident
mistake then costs too little, and its gradient vanishes. Put the two formulas together first.
'''
zh = '''
你的损失不再增长：舍入为 0 的概率在取对数之前被截断了。这样“自信的错误”代价太小，梯度也会消失。请先把两个公式合在一起化简。
'''
section = "4.5.2"
title_en = "Probabilities clamped before the logarithm"
title_zh = "取对数之前截断了概率"
"""

def cross_entropy_with_logits(logits, y):
    e = torch.exp(logits - logits.max(1, keepdim=True).values)
    p = e / e.sum(1, keepdim=True)
    return -torch.log(p[range(len(y)), y].clamp(min=1e-12))
