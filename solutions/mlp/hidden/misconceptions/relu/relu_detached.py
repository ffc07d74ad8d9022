"""
en = '''The values are right, but the result has no connection to X: somewhere on the way the graph is cut, by .detach(), .data, .numpy() or torch.no_grad(). A network with this activation could not learn below it.'''
zh = '''数值是对的，但结果与 X 没有联系：计算图在途中被 .detach()、.data、.numpy() 或 torch.no_grad() 切断了。用这样的激活函数，它下面的层将无法学习。'''
section = "5.1.2.1"
title_en = "Cut off from the graph: no gradient"
title_zh = "与计算图断开：没有梯度"
"""


def relu(X):
    return torch.maximum(X.detach(), torch.zeros_like(X))
