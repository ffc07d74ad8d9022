"""
en = '''
The values are right, but the result is cut off from an argument: no gradient flows back to it, and it could not be trained.
Look for .detach(), .data, torch.no_grad() or .numpy().
'''
zh = '''
数值正确，但结果与某个参数断开了：没有梯度回传给它，它无法被训练。请检查是否有 .detach()、.data、torch.no_grad() 或
.numpy()。
'''
section = "3.4.1"
title_en = "Cut off from the graph: no gradient"
title_zh = "与计算图断开：没有梯度"
"""

def linreg(X, w, b):
    with torch.no_grad():
        return X @ w + b

# another coding

def linreg(X, w, b):
    return X.detach() @ w.detach() + b

# another coding

def linreg(X, w, b):
    return X.detach() @ w + b
