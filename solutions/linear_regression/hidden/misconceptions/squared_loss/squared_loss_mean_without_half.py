"""
en = '''
You return the plain mean squared error, as nn.MSELoss does: a mean, and without the factor ½. One loss for
each entry is asked for, with the ½.
'''
zh = '''
你返回的是普通的均方误差，与 nn.MSELoss 一样：取了平均，也没有系数 ½。题目要求每个元素各一个损失，并带有 ½。
'''
section = "3.4.2"
title_en = "Mean taken, and the half forgotten"
title_zh = "取了平均，还忘了 ½"
"""

def squared_loss(y_hat, y):
    return nn.functional.mse_loss(y_hat, y.reshape(y_hat.shape))
