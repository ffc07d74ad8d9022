"""
en = '''The sign is the wrong way round: with one-hot minus softmax a step against the gradient makes the right class less likely. It is softmax minus one-hot.'''
zh = '''符号反了：用 one-hot 减 softmax 的话，沿负梯度走一步会使正确类别的概率变小。应当是 softmax 减 one-hot。'''
section = "4.1.2.2"
title_en = "Opposite sign"
title_zh = "符号相反"
"""


def cross_entropy_grad(logits, y):
    return (nn.functional.one_hot(y, logits.shape[1]) - torch.softmax(logits, dim=1)) / len(y)
