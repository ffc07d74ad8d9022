"""
en = '''
The parameters have not moved, and their gradients are zero. Either they are cleared before the step that needs them,
or the step makes a new tensor (`param = param - …`), which the model never sees. First change the tensor itself, then clear.
'''
zh = '''
参数没有动，而梯度已是零：要么在需要梯度的更新之前就把它清零了，要么更新只是新建了一个张量（`param = param - …`），
模型根本看不到它。应先修改张量本身，再清零。
'''
section = "3.4.3"
title_en = "Gradients cleared, parameters not changed"
title_zh = "清零了梯度，却没有更新参数"
"""

def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param.grad.zero_()
            param -= lr * param.grad / batch_size
