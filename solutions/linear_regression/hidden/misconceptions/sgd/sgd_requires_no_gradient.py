"""
en = '''
After the step the parameters no longer require a gradient: the next backward() has nothing to fill. Leave
requires_grad as it was.
'''
zh = '''
更新之后参数不再需要梯度：下一次 backward() 无处可写。请保持 requires_grad 不变。
'''
section = "3.4.3"
title_en = "Parameters that no longer require a gradient"
title_zh = "参数不再需要梯度"
"""

def sgd(params, lr, batch_size):
    for param in params:
        param.requires_grad_(False)
        param -= lr * param.grad / batch_size
        param.grad = None
