"""
en = '''1 is subtracted in whole columns: gradient[:, y] names these columns of ALL rows. Each row has its own label: index rows and columns together.'''
zh = '''你在整列上都减了 1：gradient[:, y] 指的是**所有**行的这些列。每一行有自己的标签：请同时给出行号和列号。'''
section = "4.1.2.2"
title_en = "One-hot by column"
title_zh = "按列做了 one-hot"
"""


def cross_entropy_grad(logits, y):
    gradient = torch.softmax(logits, dim=1)
    gradient[:, y] -= 1
    return gradient / len(y)
