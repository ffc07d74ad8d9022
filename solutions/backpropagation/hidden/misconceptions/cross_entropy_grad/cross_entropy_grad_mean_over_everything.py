"""
en = '''The result is divided by the number of all entries, examples times classes: the mean goes over the examples only.'''
zh = '''结果除以了全部元素的个数（样本数乘以类别数）：平均只对样本取。'''
section = "4.1.2.2"
title_en = "Divided by all entries"
title_zh = "除以了所有元素的个数"
"""


def cross_entropy_grad(logits, y):
    gradient = torch.softmax(logits, dim=1)
    gradient[torch.arange(len(y)), y] -= 1
    return gradient / gradient.numel()
