"""
en = '''The step does not shrink with lr: the learning rate is missing from the update.'''
zh = '''更新量不随 lr 变化：更新式中缺少学习率。'''
section = "3.4.3"
title_en = "Learning rate forgotten"
title_zh = "忘了学习率"
"""


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= param.grad / batch_size
            param.grad.zero_()
