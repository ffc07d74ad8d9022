"""
en = '''
The parameters have not moved. A line like `param = param - …` only makes a new tensor and gives it the name `param`; the
model never sees it. Which line of yours changes the tensor itself?
'''
zh = '''
参数没有动。像 `param = param - …` 这样的一行只是新建一个张量并取名为 `param`，模型根本看不到它。
你的哪一行修改了张量本身？
'''
section = "3.4.3"
title_en = "Parameters not changed"
title_zh = "没有更新参数"
"""

def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param = param - lr * param.grad / batch_size
