"""
en = '''
Your w has shape (d,) and not (d, 1). X @ w then has shape (n,), and subtracting labels of shape (n, 1) from
it makes an (n, n) matrix without any error message. Give w two dimensions.
'''
zh = '''
你的 w 形状是 (d,) 而不是 (d, 1)。这样 X @ w 的形状为 (n,)，再减去形状为 (n, 1) 的标签会得到 (n, n) 的矩阵，
而且不报错。请让 w 有两个维度。
'''
section = "3.7.3.2"
title_en = "Weight of shape (d,)"
title_zh = "权重形状是 (d,)"
"""

def init_params(num_inputs):
    w = torch.normal(0, 1, size=(num_inputs,), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    return [w, b]
