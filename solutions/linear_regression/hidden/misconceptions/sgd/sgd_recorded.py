"""
en = '''
The step itself is recorded by autograd, which refuses to change a leaf that requires a gradient in place.
Switch recording off around the update.
'''
zh = '''
更新本身被自动求导记录了，而它不允许原地修改需要梯度的叶子张量。请在更新时关闭记录。
'''
section = "3.4.3"
title_en = "Update recorded by autograd"
title_zh = "更新被 autograd 记录"
"""

def sgd(params, lr, batch_size):
    for param in params:
        param -= lr * param.grad / batch_size
        param.grad.zero_()
