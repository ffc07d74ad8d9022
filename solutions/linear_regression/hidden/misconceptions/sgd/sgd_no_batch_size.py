"""
en = '''
The step is not divided by the batch size. The gradient here is that of a sum of losses: without the
division, a batch twice as large takes steps twice as long.
'''
zh = '''
更新量没有除以批量大小。这里的梯度来自损失之和：不除的话，批量大一倍，步长也会大一倍。
'''
section = "3.4.3"
title_en = "Batch size forgotten"
title_zh = "忘了除以批量大小"
"""

def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad
            param.grad.zero_()
