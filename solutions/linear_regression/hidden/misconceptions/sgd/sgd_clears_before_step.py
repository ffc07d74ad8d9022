"""
en = '''
The parameters have not moved, and their gradients are zero: they are cleared before the step that needs them.
First step, then clear.
'''
zh = '''
参数没有动，而梯度已是零：在需要梯度的更新之前就把它清零了。应先更新，再清零。
'''
section = "3.4.3"
title_en = "Gradients cleared before the step"
title_zh = "更新之前就清零了梯度"
"""

def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param.grad.zero_()
            param -= lr * param.grad / batch_size
