"""
en = '''
`param = param - …` makes a new tensor and gives it the name `param`: it has no gradient to clear, hence the
error, and the model's own tensor has not moved. Change the tensor itself.
'''
zh = '''
`param = param - …` 只是新建一个张量并取名为 `param`：它没有可以清零的梯度，于是报错；而模型自己的张量并没有动。
请修改张量本身。
'''
section = "3.4.3"
title_en = "A new tensor bound to the name instead of an update"
title_zh = "重新绑定了变量名，而不是更新参数"
"""

def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param = param - lr * param.grad / batch_size
            param.grad.zero_()
