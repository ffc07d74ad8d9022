"""
en = '''
You return the sum over all entries; one loss for each entry is asked for, in the shape of y_hat. The
training loop does the adding.
'''
zh = '''
你返回的是所有元素之和；题目要求每个元素各一个损失，形状与 y_hat 相同。求和由训练循环来做。
'''
section = "3.4.2"
title_en = "Sum taken"
title_zh = "求了和"
"""

def squared_loss(y_hat, y):
    return ((y_hat - y.reshape(y_hat.shape)) ** 2 / 2).sum()
