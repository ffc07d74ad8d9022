"""
en = '''
X is changed by the call: a line writes into it (`X -= …`, or a name that ends in _). Whoever uses the logits afterwards finds
other numbers. Make a new tensor.
'''
zh = '''
调用改变了 X：有一行写入了它（`X -= …`，或以 _ 结尾的方法）。之后再用这些 logits 的人会看到不同的数。请新建一个张量。
'''
section = "4.1.1.2"
title_en = "Input changed in place"
title_zh = "原地修改了输入"
"""

def softmax(X):
    with torch.no_grad():
        X -= X.max(1, keepdim=True).values
    X_exp = torch.exp(X)
    return X_exp / X_exp.sum(1, keepdim=True)
