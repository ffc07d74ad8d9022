"""
en = '''
The values are right, but the result is cut off from w and b: nothing could be trained. Look for .detach(),
.data, torch.no_grad() or .numpy().
'''
zh = '''
数值正确，但结果与 w 和 b 断开了：什么也训练不了。请检查是否有 .detach()、.data、torch.no_grad() 或 .numpy()。
'''
section = "3.4.1"
title_en = "Cut off from the graph: no gradient"
title_zh = "与计算图断开：没有梯度"
"""

def linreg(X, w, b):
    with torch.no_grad():
        return X @ w + b
