"""
en = '''
The minus sign is missing: your losses are negative, and smaller for worse predictions. Training would make
the right class ever less likely.
'''
zh = '''
漏掉了负号：你的损失是负数，预测越差反而越小。训练会使正确类别越来越不可能。
'''
section = "4.1.2"
title_en = "Minus sign forgotten"
title_zh = "忘了负号"
"""

def cross_entropy(y_hat, y):
    return torch.log(y_hat[range(len(y_hat)), y])
