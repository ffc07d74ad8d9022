"""
en = '''
The value is right, but the result is cut off from w: no gradient flows back, and training does not notice
the penalty. Look for .detach(), .data, torch.no_grad(), .numpy() or torch.tensor(…) on the way.
'''
zh = '''
数值是对的，但结果与 w 断开了：梯度无法回传，训练感觉不到惩罚。请检查计算过程中是否有 .detach()、.data、torch.no_grad()、
.numpy() 或 torch.tensor(…)。
'''
section = "3.7.3.1"
title_en = "Cut off from the graph: no gradient"
title_zh = "与计算图断开：没有梯度"
"""

def l2_penalty(w):
    with torch.no_grad():
        return torch.sum(w ** 2) / 2
