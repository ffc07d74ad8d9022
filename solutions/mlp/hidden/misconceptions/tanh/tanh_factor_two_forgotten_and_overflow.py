"""
en = '''The factor 2 in the exponents seems to be missing, so that your curve is tanh(x/2); and for inputs far below zero exp overflows, which gives nan.'''
zh = '''指数里似乎漏了系数 2，曲线成了 tanh(x/2)；而且输入远小于零时 exp 溢出，得到 nan。'''
section = "5.1.2.3"
title_en = "The factor 2 forgotten, and overflow"
title_zh = "忘了因子 2，并且溢出"
"""


def tanh(X):
    return (1 - torch.exp(-X)) / (1 + torch.exp(-X))
