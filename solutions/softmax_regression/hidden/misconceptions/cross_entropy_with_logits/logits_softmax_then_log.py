"""
en = '''
You take the logarithm of softmax probabilities. Where the right class is far behind, its probability rounds
to 0 and the logarithm is infinite; clamping it would cut the loss and its gradient off. Put the two
formulas together first.
'''
zh = '''
你对 softmax 得到的概率取了对数。当正确类别落后很多时，它的概率舍入为 0，对数就成了无穷大；截断又会切断损失和梯度。
请先把两个公式合在一起化简。
'''
section = "4.5.2"
title_en = "Softmax first, then the logarithm"
title_zh = "先 softmax 再取对数"
"""

def cross_entropy_with_logits(logits, y):
    e = torch.exp(logits - logits.max(1, keepdim=True).values)
    p = e / e.sum(1, keepdim=True)
    return -torch.log(p[range(len(y)), y])
