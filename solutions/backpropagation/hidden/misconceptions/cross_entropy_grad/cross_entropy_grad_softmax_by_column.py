"""
en = '''The columns of the softmax add up to 1: it is taken over the examples. Each row is one example, and adds up to 1 by itself.'''
zh = '''softmax 的每一列之和为 1：它是沿样本方向求的。每一行是一个样本，各自的和应为 1。'''
section = "5.3.3"
title_en = "Softmax over the examples"
title_zh = "对样本求了 softmax"
"""


def cross_entropy_grad(logits, y):
    gradient = torch.softmax(logits, dim=0)
    gradient[torch.arange(len(y)), y] -= 1
    return gradient / len(y)
