"""
en = '''
The step goes up the gradient: the loss would grow. Gradient descent subtracts.
'''
zh = '''
更新方向是沿梯度上升：损失会越来越大。梯度下降应当减去。
'''
section = "3.4.3"
title_en = "Up the gradient instead of down"
title_zh = "沿梯度上升而不是下降"
"""

def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param += lr * param.grad / batch_size
            param.grad.zero_()
