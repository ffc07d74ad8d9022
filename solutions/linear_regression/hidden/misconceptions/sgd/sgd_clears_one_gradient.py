"""
en = '''Only one of the gradients is cleared, the others are left. Should the line that clears stand inside the loop?'''
zh = '''只清零了其中一个梯度，其余的都留着。清零的那一行是否应放在循环里？'''
section = "3.4.3"
title_en = "Only one gradient cleared"
title_zh = "只清零了一个梯度"
"""


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
        param.grad.zero_()
