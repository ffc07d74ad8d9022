"""
en = '''
The values are right, but the result is cut off from y_hat: nothing can be trained with it. Look for
.detach(), .item(), .numpy() or torch.tensor(…).
'''
zh = '''
数值正确，但结果与 y_hat 断开了：无法用它来训练。请检查是否有 .detach()、.item()、.numpy() 或 torch.tensor(…)。
'''
section = "4.1.2"
title_en = "Cut off from the graph: no gradient"
title_zh = "与计算图断开：没有梯度"
"""

def cross_entropy(y_hat, y):
    return torch.stack([-torch.log(p[int(k)].detach()) for p, k in zip(y_hat, y)])
