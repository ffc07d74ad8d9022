"""
en = '''The step is divided by len(params), the number of parameter tensors. Divide by the batch size.'''
zh = '''更新量除以了 len(params)，即参数张量的个数。应除以批量大小。'''
section = "3.4.3"
title_en = "Divided by the number of parameters"
title_zh = "除以了参数的个数"
"""


def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / len(params)
            param.grad.zero_()
