"""
en = '''
The factor ½ is missing: your losses are twice too large, and so are their gradients, which would be 2(ŷ −
y) and not ŷ − y.
'''
zh = '''
漏掉了系数 ½：你的损失大了一倍，梯度也一样，成了 2(ŷ − y) 而不是 ŷ − y。
'''
section = "3.4.2"
title_en = "The half forgotten"
title_zh = "忘了 ½"
"""

def squared_loss(y_hat, y):
    return (y_hat - y.reshape(y_hat.shape)) ** 2
