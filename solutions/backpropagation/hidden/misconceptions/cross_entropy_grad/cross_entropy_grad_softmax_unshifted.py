"""
en = '''Large logits give nan: exp overflows, for nothing is subtracted before it. Subtracting the largest logit of each row changes nothing in softmax, and keeps exp finite.'''
zh = '''较大的 logits 得到 nan：exp 之前没有减去任何东西，于是溢出。从每一行减去该行最大的 logit 不改变 softmax，却能使 exp 保持有限。'''
section = "4.1.2.2"
title_en = "Softmax without a shift"
title_zh = "softmax 没有平移"
"""


def cross_entropy_grad(logits, y):
    exps = torch.exp(logits)
    gradient = exps / exps.sum(dim=1, keepdim=True)
    gradient[torch.arange(len(y)), y] -= 1
    return gradient / len(y)
