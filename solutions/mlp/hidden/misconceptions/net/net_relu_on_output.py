"""
en = '''The outputs seem to pass through ReLU as well: no logit is ever negative, and a class whose logit would be gets no gradient. The last layer stays linear.'''
zh = '''输出似乎也经过了 ReLU：logit 从不为负，本应为负的类别得不到梯度。最后一层应保持线性。'''
section = "5.2.1.2"
title_en = "ReLU on the output"
title_zh = "对输出用了 ReLU"
"""


def net(X):
    X = X.reshape(-1, num_inputs)
    H = relu(X @ W1 + b1)
    return relu(H @ W2 + b2)


# another coding
def net(X):
    X = X.reshape(-1, num_inputs)
    return relu((X @ W1 + b1) @ W2 + b2)
