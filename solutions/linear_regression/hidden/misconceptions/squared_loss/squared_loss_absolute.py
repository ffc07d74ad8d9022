"""
en = '''
You return the absolute error; the loss squares the difference and halves it.
'''
zh = '''
你返回的是绝对误差；损失应是差的平方的一半。
'''
section = "3.4.2"
title_en = "Absolute instead of squared difference"
title_zh = "用了绝对值而不是平方"
"""

def squared_loss(y_hat, y):
    return torch.abs(y_hat - y.reshape(y_hat.shape))
