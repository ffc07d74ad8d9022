"""
en = '''
The gradients are still there after the step. backward() adds to them, so that each later step would also
repeat all earlier ones. Clear them.
'''
zh = '''
更新之后梯度还留着。backward() 会在上面累加，之后的每一步都会重复以前的所有步骤。请清零。
'''
section = "3.4.3"
title_en = "Gradient not set to zero"
title_zh = "梯度没有清零"
"""

def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
