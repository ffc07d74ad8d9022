"""
en = '''
The step is multiplied by the batch size where it should be divided by it. The gradient is that of a sum;
its mean is wanted.
'''
zh = '''
更新量乘以了批量大小，而应当是除以。梯度来自求和，需要的是平均。
'''
section = "3.4.3"
title_en = "Multiplied by the batch size"
title_zh = "乘了批量大小"
"""

def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad * batch_size
            param.grad.zero_()
