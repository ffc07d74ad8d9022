"""
en = '''
With labels of shape (n,) your result is an (n, n) matrix: every prediction against every label. PyTorch
broadcasts (n, 1) − (n,) without a word. Give y the shape of y_hat first.
'''
zh = '''
当标签形状为 (n,) 时，你的结果成了 (n, n) 的矩阵：每个预测与每个标签之差。PyTorch 会一声不响地对 (n, 1) − 
(n,) 做广播。请先把 y 变成 y_hat 的形状。
'''
section = "3.4.2"
title_en = "(n, 1) and (n,) broadcast to a matrix"
title_zh = "(n, 1) 与 (n,) 广播成了矩阵"
"""

def squared_loss(y_hat, y):
    return (y_hat - y) ** 2 / 2
