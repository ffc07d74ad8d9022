"""
en = '''
The net stays in training mode while it is evaluated: dropout would switch off part of it at random. A
Module has a method that changes the mode.
'''
zh = '''
评估时网络还处于训练模式：dropout 会随机关掉它的一部分。Module 有一个方法可以切换模式。
'''
section = "4.4.5"
title_en = "Train mode left on"
title_zh = "仍处于训练模式"
"""

def evaluate_accuracy(net, data_iter):
    right = total = 0
    with torch.no_grad():
        for X, y in data_iter:
            right += accuracy(net(X), y)
            total += len(y)
    return right / total
