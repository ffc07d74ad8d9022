"""
en = '''The sign of the exponent seems to be forgotten: large inputs give values near 0 and small ones near 1. Your curve is the mirror image.'''
zh = '''指数似乎漏了负号：大的输入给出接近 0 的值，小的输入给出接近 1 的值。你的曲线是镜像。'''
section = "5.1.2.2"
title_en = "Minus sign in the exponent forgotten"
title_zh = "忘了指数中的负号"
"""


def sigmoid(X):
    return torch.exp(-torch.nn.functional.softplus(X))


# another coding
def sigmoid(X):
    return 1 / (1 + torch.exp(X))
