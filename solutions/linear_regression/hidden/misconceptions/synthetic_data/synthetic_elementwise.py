"""
en = '''y has a value for each entry of X: X is multiplied by w entry by entry, and the products of a row are not summed. Which
operator is the matrix product?'''
zh = '''X 的每个元素都得到了一个 y 值：X 与 w 逐元素相乘了，而一行中的各个乘积没有相加。矩阵乘法用哪个运算符？'''
section = "3.3.1"
title_en = "Elementwise product"
title_zh = "用了逐元素相乘"
"""


def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, len(w)))
    y = X * w.reshape(1, -1) + b
    y += torch.normal(0, 0.01, y.shape)
    return X, y.reshape((-1, 1))


# another coding
def synthetic_data(w, b, num_examples):
    X = torch.normal(0, 1, (num_examples, len(w)))
    return X, X * w.flatten() + b + 0.01 * torch.randn(X.shape)
