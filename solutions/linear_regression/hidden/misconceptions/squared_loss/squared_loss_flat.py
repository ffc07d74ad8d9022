"""
en = '''
The values are right, but the result does not keep y_hat's shape: predictions of shape (n, 1) should give
losses of shape (n, 1). Reshape y, not y_hat.
'''
zh = '''
数值正确，但结果没有保持 y_hat 的形状：形状为 (n, 1) 的预测应得到形状为 (n, 1) 的损失。应当 reshape 的是 y，
而不是 y_hat。
'''
section = "3.4.2"
title_en = "Result of shape (n,)"
title_zh = "结果形状是 (n,)"
"""

def squared_loss(y_hat, y):
    return (y_hat.reshape(y.shape) - y) ** 2 / 2
