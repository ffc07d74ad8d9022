"""
en = '''The logits are others after the call: an operation in place has written into them. Make a new tensor.'''
zh = '''调用之后 logits 变了：某个原地操作写进了它们。请生成新的张量。'''
section = "4.1.2.2"
title_en = "Logits changed in place"
title_zh = "原地修改了 logits"
"""


def cross_entropy_grad(logits, y):
    logits -= logits.max(dim=1, keepdim=True).values
    gradient = torch.softmax(logits, dim=1)
    gradient[torch.arange(len(y)), y] -= 1
    return gradient / len(y)
