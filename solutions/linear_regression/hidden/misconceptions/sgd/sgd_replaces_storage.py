"""
en = '''
The values are right, but the parameter got a new storage (`param.data = …`): whatever shares its memory
still has the old values. Change the values in place.
'''
zh = '''
数值正确，但参数换了存储（`param.data = …`）：与它共享内存的对象仍是旧值。请原地修改数值。
'''
section = "3.4.3"
title_en = "The parameter's storage replaced"
title_zh = "参数的存储被替换"
"""

def sgd(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            param.data = param.data - lr * param.grad / batch_size
            param.grad.zero_()
