"""
en = '''
Only the first parameter moves: the loop ends too early. Go through all of `params`.
'''
zh = '''
只有第一个参数更新了：循环过早结束。请遍历 `params` 中的所有参数。
'''
section = "3.4.3"
title_en = "Only the first parameter updated"
title_zh = "只更新了第一个参数"
"""

def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()
            return
