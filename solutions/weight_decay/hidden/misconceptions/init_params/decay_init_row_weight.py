"""
en = '''
Your w has shape (1, d), as in nn.Linear; here X @ w is written without a transpose, so that w must be a
column. Swap the two sizes.
'''
zh = '''
你的 w 形状是 (1, d)，与 nn.Linear 中一样；但这里直接写 X @ w，没有转置，所以 w 必须是列向量。请交换两个尺寸。
'''
section = "3.7.3.2"
title_en = "Weight of shape (1, d)"
title_zh = "权重形状是 (1, d)"
"""

def init_params(num_inputs):
    w = torch.normal(0, 1, size=(1, num_inputs), requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    return [w, b]
