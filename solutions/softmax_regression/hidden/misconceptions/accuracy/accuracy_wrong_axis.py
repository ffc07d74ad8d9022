"""
en = '''
You take the largest entry of each column: which example has the highest score for a class. The prediction
for an example is the largest entry of its row.
'''
zh = '''
你取的是每一列的最大项：即某个类别得分最高的是哪个样本。一个样本的预测应是它那一行的最大项。
'''
section = "4.3.3"
title_en = "Wrong axis"
title_zh = "轴弄错了"
"""

def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=0)
    n = min(len(y_hat), len(y))
    return float((y_hat[:n].type(y.dtype) == y[:n]).sum())


# another coding
def accuracy(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=0)
    return float((y_hat.type(y.dtype) == y).sum())
