"""
en = '''The result is n times too large: the loss is the mean over the examples, so its gradient is divided by their number.'''
zh = '''结果大了 n 倍：损失是对样本的平均，所以它的梯度要除以样本个数。'''
section = "4.1.2.2"
title_en = "Not divided by n"
title_zh = "没有除以 n"
"""


def cross_entropy_grad(logits, y):
    gradient = torch.softmax(logits, dim=1)
    gradient[torch.arange(len(y)), y] -= 1
    return gradient
