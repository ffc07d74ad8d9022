"""
en = '''
The parameters have not moved: `param = param - …` makes a new tensor and gives it the name `param`, and the
model never sees it. Change the tensor itself.
'''
zh = '''
参数没有动：`param = param - …` 只是新建一个张量并取名为 `param`，模型根本看不到它。请修改张量本身。
'''
section = "3.4.3"
title_en = "A new tensor bound to the name instead of an update"
title_zh = "重新绑定了变量名，而不是更新参数"
"""

def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param = param - lr * param.grad / batch_size
