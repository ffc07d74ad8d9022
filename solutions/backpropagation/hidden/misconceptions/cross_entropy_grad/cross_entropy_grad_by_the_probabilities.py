"""
en = '''This is the gradient by the probabilities, −1 / p at the label. By the logits there is softmax between: the chain rule makes softmax minus one-hot of it.'''
zh = '''这是对概率的梯度，即标签处的 −1 / p。对 logits 求梯度时中间还有 softmax：由链式法则得到 softmax 减去独热编码。'''
section = "5.3.3"
title_en = "Gradient by the probabilities"
title_zh = "对概率求了梯度"
"""


def cross_entropy_grad(logits, y):
    rows = torch.arange(len(y))
    gradient = torch.zeros_like(logits)
    gradient[rows, y] = -1 / torch.softmax(logits, dim=1)[rows, y]
    return gradient / len(y)
