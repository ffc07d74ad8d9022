"""
en = '''The values are right, but no gradient flows back through the layer: the graph is cut by .detach(), .data, .numpy() or torch.no_grad(). The layers below would not learn.'''
zh = '''数值是对的，但梯度无法穿过这一层：计算图被 .detach()、.data、.numpy() 或 torch.no_grad() 切断了。下面的层将无法学习。'''
section = "5.6.2"
title_en = "Cut off from the graph: no gradient"
title_zh = "与计算图断开：没有梯度"
"""


def dropout_layer(X, dropout):
    assert 0 <= dropout <= 1
    if dropout == 1:
        return torch.zeros_like(X)
    mask = (torch.rand(X.shape) > dropout).float()
    return mask * X.detach() / (1.0 - dropout)
